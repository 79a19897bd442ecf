package import FoundationEssentials

/// Mail that came in for bounces and changed nothing, with why.
package struct BounceReport: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var time: Date
    package var outcome: Outcome
    /// A clause: `it names no message of ours`.
    package var why: String
    /// As its head has it, in one line.
    package var sender = ""
    /// Whom it came for, as the envelope or the head says.
    package var recipient = ""
    package var subject = ""
    package var bytes: Int
    /// How it begins, head and what its parts say; empty where that was not kept.
    package var text = ""

    package init(id: ResourceID, time: Date, outcome: Outcome, why: String, bytes: Int) {
        self.id = id
        self.time = time
        self.outcome = outcome
        self.why = why
        self.bytes = bytes
    }

    /// What it came to.
    package enum Outcome: String, Sendable, CaseIterable {
        /// Nobody can tell what it says, or about which message.
        case unclassified
        /// It is understood, and nothing is to be made of it: an automatic reply.
        case ignored

        var word: StateWord {
            switch self {
            case .unclassified: StateWord(rawValue, .warning)
            case .ignored: StateWord(rawValue)
            }
        }
    }

    package static let kind = ResourceKind.bounceReport
    package static let words = ResourceWords(
        "bounce report", "bounce reports", about: "Mail that came in for bounces and changed nothing.",
        name: "sender", else: "recipient", time: "time", madeByPeople: false)

    package static let concerns = [
        Concern(
            "outcome:unclassified time:1d", .note, "of the last 24 hours could not be made use of",
            "of the last 24 hours could not be made use of", moment: Concern.Moment("at", "time"))
    ]

    package static let fields: [Field<BounceReport>] = [
        Field("time", "Time", .date) { .date($0.time) }.column(1),
        Field("outcome", "Outcome", .state, words: Outcome.allCases.map(\.rawValue)) {
            .state($0.outcome.word)
        }.column(3, 12...12),
        Field("sender", "From") { .text($0.sender) }.column(0, 14...36, middle: true),
        Field("recipient", "To") { .text($0.recipient) }.column(5, 14...40, middle: true),
        Field("subject", "Subject", .longText) { .text($0.subject) }.column(4, 12...40),
        Field("why", "Why nothing was done", .longText) { .text($0.why) }.column(2, 16...44, title: "WHY"),
        Field("bytes", "Bytes", .integer) { .integer($0.bytes) },
        Field("text", "It says", .longText) { .text($0.text) },
    ]
}

extension ResourceKind {
    package static let bounceReport: Self = "bounce-report"
}
