package import ServiceCore

/// What a person is told who wants no more messages, or other ones.
package struct SubscriptionPage: Sendable, Hashable {
    /// Who sends, as messages name it; empty where nobody is known any more.
    package var sender = ""
    /// What is sent to the person, by which channel; empty where nothing is kept of the person.
    package var channels: [Line] = []
    /// What was just done; nil where it is only shown.
    package var notice: Notice?

    package enum Notice: Sendable, Hashable {
        case unsubscribed
        case saved
        /// Nothing is sent to a person of whom nothing is kept.
        case forgotten
        /// The account that sent the message was deleted, so nothing more comes from it.
        case senderGone
    }

    package struct Line: Sendable, Hashable {
        package let channel: Channel
        /// Enough of the address for who has it to know it by: `k…@shop.example`.
        package let address: String
        package let state: State
        /// Whether it is the one that the message came by.
        package let isOfMessage: Bool
    }

    package enum State: Sendable, Hashable {
        /// Messages are sent.
        case on
        /// The person asked for none.
        case off
        /// None are sent for another reason, which the person cannot change here.
        case blocked
    }

    /// Whether there is anything left to end.
    package var canUnsubscribe: Bool { channels.contains { $0.isOfMessage && $0.state != .off } }
}

extension Addressee {
    /// The first letter and the domain, or the last digits.
    var hint: String {
        guard let sign = written.lastIndex(of: "@") else { return "…\(written.suffix(3))" }
        return "\(written.prefix(1))…\(written[sign...])"
    }
}
