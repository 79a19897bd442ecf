import FoundationEssentials
import ServiceCore

/// One recipient's item of `message_data`, and the events that it tells of (`WIRE.md` §8).
struct SendCleanMessageItem: PartlyKnown {
    /// Where it stands among the recipients, from 0.
    private let position: Int
    private let person: String
    private let status: String
    private let sender: String
    private let subject: String
    private let messageBytes: Int?
    private let attachmentBytes: Int?
    private let ip: String
    /// When it was sent; nil where that cannot be read.
    private let time: Date?
    private let opens: JSONReader
    private let clicks: JSONReader
    var oddity: String?

    init(_ row: inout RowReading) {
        position = row.number - 1
        person = row.name("email")
        row.check("email", as: .address)
        status = row.text("status") ?? ""
        sender = row.text("sender") ?? ""
        subject = row.text("subject") ?? ""
        messageBytes = row.count("mailSize")
        attachmentBytes = row.count("attchSize")
        ip = row.text("sendFrom") ?? ""
        time = row.sendCleanInstant("time")
        row.require("time")
        (opens, clicks) = (row.item["openData"], row.item["clickData"])
        for (name, data) in [("openData", opens), ("clickData", clicks)]
        where data.ifPresent != nil && (try? data.members()) == nil {
            row.mark(name, "is no object")
        }
    }

    /// Each open and click, and the status where it is none of these.
    ///
    /// - Parameter uniqueID: the message's own id, `X-Unique-Id`.
    func events(of uniqueID: String, account: String, id: @escaping (String) -> ResourceID) -> [DeliveryEvent]
    {
        let event = { (kind: EventKind, place: String, time: Date?) in
            var event = DeliveryEvent(
                id: id("\(uniqueID)#\(position).\(place)"), account: account, person: person, kind: kind,
                time: time ?? Date(timeIntervalSince1970: 0))
            event.isUndated = time == nil
            event.batch = uniqueID
            fill(&event)
            return event
        }
        let status = event(statusKind, "status", time)
        let details = visits(opens, .open, event) + visits(clicks, .click, event)
        return details.contains { $0.kind == status.kind } ? details : [status] + details
    }

    private var statusKind: EventKind {
        switch status.lowercased() {
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

    /// What holds for each event of the recipient.
    private func fill(_ event: inout DeliveryEvent) {
        event.oddity = oddity
        event.sender = sender
        event.subject = subject
        event.messageBytes = messageBytes
        event.attachmentBytes = attachmentBytes
        event.ip = ip
        event.bounceType = event.kind == .bounceSoft ? "soft" : event.kind == .bounceHard ? "hard" : ""
        if event.kind == .unknown { event.setOwnKind(status) }
    }

    /// The n-th open or click is the n-th item of three lists, of which any may be short.
    private func visits(
        _ data: JSONReader, _ kind: EventKind, _ event: (EventKind, String, Date?) -> DeliveryEvent
    ) -> [DeliveryEvent] {
        let ips = (try? data["ip"].texts()) ?? []
        let agents = (try? data["ua"].items()) ?? []
        let times = (try? data["time"].items()) ?? []
        return (0..<max(ips.count, agents.count, times.count)).map { index in
            let visited = times.indices.contains(index) ? times[index].sendCleanInstant : nil
            var event = event(kind, "\(kind.rawValue).\(index)", visited ?? time)
            event.ip = ips.indices.contains(index) ? ips[index] : ""
            event.agent = agents.indices.contains(index) ? (try? agents[index].text()) ?? "" : ""
            return event
        }
    }
}
