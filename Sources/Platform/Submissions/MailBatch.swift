package import FoundationEssentials

/// What was sent together by e-mail, found by the id that DMDS calls `eeid`.
package struct MailBatch: Sendable {
    let id: Int64
    package let uuid: String
    /// The number of its campaign, where it has one.
    package let campaign: Int?
    package let isArchived: Bool
}

/// What an archived batch keeps of one message, apart from its text.
package struct MailTrace: Sendable {
    /// Where it stands in its batch.
    package struct Place: Sendable {
        var submission: Int64
        var ordinal: Int

        /// Before the first.
        package static let start = Place(submission: 0, ordinal: -1)
    }

    package let place: Place
    package let address: String
    package let time: Date
    package let subject: String
    /// Of the whole message.
    package let bytes: Int
}
