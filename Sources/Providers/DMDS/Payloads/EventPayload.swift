import FoundationEssentials
import ServiceCore

/// An event as DMDS writes it: `{"email", "evento", "timestamp"}`; a contact's own leave `email` out (§5, §9).
struct EventPayload: Sendable, Hashable, PlacedInTime, PartlyKnown {
    let email: String
    let evento: String
    /// `timestamp`; of an undated one, where its list has it.
    var time: Date
    let isUndated: Bool
    /// Not documented in `ver_eventos`; taken where it is there.
    let eeid: String?
    let campania: Int?
    var oddity: String?

    /// - Parameter email: whose it is, where the event itself need not say.
    init(_ row: inout RowReading, email: String? = nil) {
        self.email = email ?? row.name("email").lowercased()
        row.check("email", as: .address)
        evento = row.text("evento") ?? ""
        row.require("evento")
        let timestamp = row.date("timestamp")
        row.require("timestamp")
        time = timestamp ?? Date(timeIntervalSince1970: 0)
        isUndated = timestamp == nil
        eeid = row.text("eeid")
        campania = row.integer("campana_id", "campania_id")
    }

    /// When it happened; nil where nobody knows.
    var toldTime: Date? { isUndated ? nil : time }

    static func list(_ list: JSONReader, email: String? = nil) throws(ServiceError) -> [EventPayload] {
        try list.rows { EventPayload(&$0, email: email) }.placedInTime
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
            time: DMDSTime.text(payload.time), number: number)
        var event = DeliveryEvent(
            id: id(.event, key.native), account: account, person: payload.email, kind: payload.kind,
            time: payload.time)
        event.isUndated = payload.isUndated
        event.oddity = payload.oddity
        event.batch = batch ?? ""
        event.campaign = (campaign ?? payload.campania).map { memory.title(ofCampaign: $0) } ?? ""
        switch payload.kind {
        case .bounceHard: event.bounceType = "hard"
        case .bounceSoft: event.bounceType = "soft"
        case .notSent: event.reply = "invalid contact"
        case .unknown: event.setOwnKind(payload.evento)
        default: break
        }
        return event
    }
}

/// Times as DMDS writes them: `2020-10-15T08:25:11`, no zone, taken as UTC (§3).
enum DMDSTime {
    /// To the second.
    static func text(_ date: Date) -> String {
        let text = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down)).formatted(.iso8601)
        return text.hasSuffix("Z") ? String(text.dropLast()) : text
    }
}
