package import FoundationEssentials
package import ServiceCore

/// Something that happened to a message by e-mail or to a contact, as reports tell it.
package struct MailEvent: Sendable, Hashable {
    /// In the order in which events were written.
    package let id: Int64
    /// The address that the message was for, or the contact's.
    package let person: String
    package let kind: EventKind
    package let time: Date
}

/// What is known of a reply or reason beside the event's kind.
struct EventDetail: Sendable, Hashable {
    /// What is kept of a text, in characters.
    static let longest = 512

    var code: Int?
    var enhanced: String?
    var rule: String?
    var text: String?
    /// The same without what is one person's own, under which replies are counted; nil where the text is that.
    var tallied: String?
}

/// From where a message's pixel, link or page was asked for.
package struct EventOrigin: Sendable, Hashable {
    /// What is kept of an agent, in characters.
    static let longestAgent = 256

    package let ip: String
    /// What the program calls itself, as far as it is kept.
    package let agent: String

    package init(ip: String, agent: String) {
        (self.ip, self.agent) = (ip, String(agent.prefix(Self.longestAgent)))
    }
}

/// What happened, as `event.kind` and `counter.kind` keep it.
extension EventKind {
    /// Part of the file format; the first five end a delivery and are unique per delivery.
    package var number: Int {
        switch self {
        case .notSent: 1
        case .accepted: 2
        case .refused: 3
        case .expired: 4
        case .cancelled: 5
        case .queued: 6
        case .delivered: 7
        case .deferred: 8
        case .bounceSoft: 9
        case .bounceHard: 10
        case .complaint: 11
        case .open: 12
        case .click: 13
        case .unsubscribe: 14
        case .invalidated: 15
        case .revalidated: 16
        case .whitelisted: 17
        case .unwhitelisted: 18
        case .unknown: 19
        case .suppressed: 20
        case .allowed: 21
        case .machineOpen: 22
        case .machineClick: 23
        }
    }

    package init?(number: Int) {
        guard let kind = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = kind
    }

    package var isTerminal: Bool { number <= EventKind.cancelled.number }

    /// What a view or a click is called that no person made; other kinds are what they are.
    var byMachine: EventKind {
        switch self {
        case .open: .machineOpen
        case .click: .machineClick
        default: self
        }
    }

    var isOfMachine: Bool { self == .machineOpen || self == .machineClick }
}
