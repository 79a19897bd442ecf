import Platform
import ServiceCore

/// An event as DMDS writes it (§9); a contact's own leave its address out.
struct EventPayload: Encodable {
    let email: String?
    let evento: String
    let timestamp: String

    init(_ event: MailEvent, isOfContact: Bool = false) {
        email = isOfContact ? nil : event.person.asDMDSWrites
        evento = Self.words[event.kind] ?? "unknown"
        timestamp = DMDSTime.text(event.time)
    }

    /// The kinds of events that DMDS knows, by our own; the others it has no word for.
    ///
    /// `unknown` is what the web shows as Not-Sent. What a relay refused at once has bounced for good.
    private static let words: [EventKind: String] = [
        .accepted: "envio", .open: "view", .click: "click",
        .bounceSoft: "rebote-soft", .bounceHard: "rebote-hard", .refused: "rebote-hard",
        .notSent: "unknown", .expired: "unknown", .cancelled: "unknown",
        .invalidated: "Invalidacion", .unsubscribe: "Invalidacion", .revalidated: "Revalidacion",
    ]

    static let kinds = EventKind.allCases.filter { words[$0] != nil }
}
