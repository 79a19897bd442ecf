import FoundationEssentials
import ServiceCore

/// An event as DMDS writes it: `{"email", "evento", "timestamp"}`; a contact's own leave `email` out (§5, §9).
struct EventPayload: Sendable, Hashable {
    let email: String
    let evento: String
    let timestamp: Date
    /// Not documented in `ver_eventos`; taken where it is there.
    var eeid: String?
    var campania: Int?

    init(_ item: JSONReader, email: String? = nil) throws(ServiceError) {
        if let email { self.email = email } else { self.email = try item["email"].text().lowercased() }
        evento = try item["evento"].text()
        timestamp = try item["timestamp"].date()
        eeid = try? item["eeid"].text()
        campania = try? item["campana_id", "campania_id"].integer()
    }

    static func list(_ list: JSONReader, email: String? = nil) throws(ServiceError) -> [EventPayload] {
        // What has no time of its own stands where the list has it.
        let items = try list.items()
        var last = items.lazy.compactMap { try? $0["timestamp"].date() }.first
        return try list.rows { item throws(ServiceError) in
            let event = try EventPayload(item, email: email)
            last = event.timestamp
            return event
        } unreadable: { item, number in
            EventPayload(
                unreadable: item, number: number, email: email, at: last ?? Date(timeIntervalSince1970: 0))
        }
    }

    private init(unreadable item: JSONReader, number: Int, email: String?, at time: Date) {
        self.email = email ?? (try? item["email"].text().lowercased()) ?? "unreadable (item \(number))"
        evento = (try? item["evento"].text()).map { "\($0) (unreadable)" } ?? "unreadable"
        timestamp = (try? item["timestamp"].date()) ?? time
    }

    /// What the word means; `unknown` is a Not-Sent to an invalid contact (§8).
    var kind: EventKind {
        switch evento.lowercased() {
        case "envio": .accepted
        case "view": .open
        case "click": .click
        case "rebote-soft": .bounceSoft
        case "rebote-hard": .bounceHard
        case "unknown": .notSent
        case "invalidacion": .invalidated
        case "revalidacion": .revalidated
        default: .unknown
        }
    }
}

extension DMDSContext {
    /// Events as rows, in the order given; equal ones of one second are told apart by a number.
    func rows(of events: [EventPayload], batch: String? = nil, campaign: Int? = nil) -> [DeliveryEvent] {
        var seen: [EventPayload: Int] = [:]
        return events.map { payload in
            seen[payload, default: 0] += 1
            return row(
                of: payload, batch: batch ?? payload.eeid, campaign: campaign, number: seen[payload] ?? 1)
        }
    }

    private func row(
        of payload: EventPayload, batch: String?, campaign: Int?, number: Int
    ) -> DeliveryEvent {
        let key = DMDSEventKey(
            batch: batch ?? "", email: payload.email, evento: payload.evento,
            time: DMDSTime.text(payload.timestamp), number: number)
        var event = DeliveryEvent(
            id: id(.event, key.native), account: account, person: payload.email, kind: payload.kind,
            time: payload.timestamp)
        event.batch = batch ?? ""
        event.campaign = (campaign ?? payload.campania).map { memory.title(ofCampaign: $0) } ?? ""
        switch payload.kind {
        case .bounceHard: event.bounceType = "hard"
        case .bounceSoft: event.bounceType = "soft"
        case .notSent: event.reply = "invalid contact"
        case .unknown: event.reply = payload.evento
        default: break
        }
        return event
    }
}
