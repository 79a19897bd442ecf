import FoundationEssentials
import ServiceCore

/// What keeps every message that goes one way from going out now.
struct SendHold: Sendable, Hashable {
    let rule: SendRule
    /// `the account is disabled`
    let reason: String
    /// What a person can do.
    let advice: String
    /// The line of a campaign's form that it is about.
    let field: FieldID?
    /// When it ends by itself; nil where only a person can end it.
    let until: Date?

    init(_ rule: SendRule, _ reason: String, advice: String, field: FieldID? = nil, until: Date? = nil) {
        self.rule = rule
        self.reason = reason
        self.advice = advice
        self.field = field
        self.until = until
    }

    /// `The account is disabled.`
    var sentence: String { "\(reason.prefix(1).uppercased())\(reason.dropFirst())." }

    /// The reason, with the time where it ends by itself.
    var words: DatedText { until.map { "\(reason), goes on at \($0)" } ?? DatedText(reason) }
}
