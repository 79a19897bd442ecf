package import FoundationEssentials

/// What became of a message on its way to one recipient.
package struct MessageFate: Sendable, Hashable {
    package let address: String
    package let sender: String
    package let subject: String
    /// In bytes; 0 before it is written.
    package let size: Int
    package let attachmentSize: Int
    package let outcome: Outcome
    /// When it was handed over; before that, when it was taken in.
    package let time: Date
    /// The oldest first, as are the clicks.
    package let opens: [Visit]
    package let clicks: [Visit]

    /// The furthest that it came.
    package enum Outcome: Sendable, Hashable {
        case sent, delivered, softBounce, hardBounce, complaint, open, click
    }

    /// Somebody's, or some machine's, look at the message or one of its links.
    package struct Visit: Sendable, Hashable {
        package let ip: String
        package let agent: String
        package let time: Date
    }
}
