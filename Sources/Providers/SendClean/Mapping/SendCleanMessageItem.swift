import FoundationEssentials
import ServiceCore

/// Reads one recipient's item of `message_data` as the events that it tells of (specs/sendclean.md §8).
struct SendCleanMessageItem {
    let item: JSONReader
    /// The message's own id, `X-Unique-Id`.
    let uniqueID: String
    let position: Int
    let account: String
    let id: (String) -> ResourceID

    /// Each open and click, and the status where it is none of these.
    func events() throws(ServiceError) -> [DeliveryEvent] {
        guard let time = item["time"].sendCleanInstant else {
            throw item["time"].malformed("is no time")
        }
        let details = visits(item["openData"], .open, time) + visits(item["clickData"], .click, time)
        let status = try event(statusKind, "status", time)
        return details.contains { $0.kind == status.kind } ? details : [status] + details
    }

    private var statusWord: String { (try? item["status"].text().lowercased()) ?? "" }

    private var statusKind: EventKind {
        switch statusWord {
        case "send": .accepted
        case "delivered": .delivered
        case "soft_bounce": .bounceSoft
        case "hard_bounce": .bounceHard
        case "spam": .complaint
        case "open": .open
        case "click": .click
        default: .unknown
        }
    }

    private func event(_ kind: EventKind, _ place: String, _ time: Date) throws(ServiceError) -> DeliveryEvent
    {
        var event = DeliveryEvent(
            id: id("\(uniqueID)#\(position).\(place)"), account: account,
            person: try item["email"].text(), kind: kind, time: time)
        event.batch = uniqueID
        event.sender = (try? item["sender"].text()) ?? ""
        event.subject = (try? item["subject"].text()) ?? ""
        event.messageBytes = try? item["mailSize"].integer()
        event.attachmentBytes = try? item["attchSize"].integer()
        event.ip = (try? item["sendFrom"].text()) ?? ""
        event.bounceType = kind == .bounceSoft ? "soft" : kind == .bounceHard ? "hard" : ""
        if kind == .unknown { event.reply = statusWord }
        return event
    }

    /// The n-th open or click is the n-th item of three lists, of which any may be short.
    private func visits(_ data: JSONReader, _ kind: EventKind, _ sent: Date) -> [DeliveryEvent] {
        let ips = (try? data["ip"].texts()) ?? []
        let agents = (try? data["ua"].items()) ?? []
        let times = (try? data["time"].items()) ?? []
        return (0..<max(ips.count, agents.count, times.count)).compactMap { index in
            let time = times.indices.contains(index) ? times[index].sendCleanInstant : nil
            guard var event = try? event(kind, "\(kind.rawValue).\(index)", time ?? sent) else { return nil }
            event.ip = ips.indices.contains(index) ? ips[index] : ""
            event.agent = agents.indices.contains(index) ? (try? agents[index].text()) ?? "" : ""
            return event
        }
    }
}
