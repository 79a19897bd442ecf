import FoundationEssentials
package import ServiceCore

/// Every rule that bears on whether a message goes out, in the order in which they are asked.
///
/// Why, pre-flight, launch and claim ask this one list, so that they cannot differ. What is wrong with one message
/// ends it as Not-Sent. What is wrong with its way holds every message that takes it: where only a person can change
/// it a launch is refused and one that runs is paused; else they wait until a time.
enum SendRule: CaseIterable, Sendable, Hashable {
    case unusableAddress, suppressed, invalid, inactive, duplicate, senderNotApproved, channelNotAllowed
    case engineHeld, accountDisabled, accountUnverified, smtpUserGone, smtpUserDisabled, totalLimit, credits
    case monthlyCap, warmUp, hourlyLimit, quietHours

    /// What is said of an SMTP user that it holds.
    var word: String {
        switch self {
        case .smtpUserDisabled: "disabled"
        case .totalLimit: "exhausted"
        case .hourlyLimit: "limited"
        default: "held"
        }
    }

    enum Effect: Sendable, Hashable {
        /// The message is Not-Sent for good.
        case endsMessage
        /// Nothing goes this way until a person changes it.
        case stopsWay
        /// All that goes this way waits until a time.
        case waits
    }

    var effect: Effect {
        switch self {
        case .unusableAddress, .suppressed, .invalid, .inactive, .duplicate, .senderNotApproved,
            .channelNotAllowed:
            .endsMessage
        case .engineHeld, .accountDisabled, .accountUnverified, .smtpUserGone, .smtpUserDisabled, .totalLimit,
            .credits:
            .stopsWay
        case .monthlyCap, .warmUp, .hourlyLimit, .quietHours: .waits
        }
    }
}

/// What is known of one message to one address when it is asked whether it may go out.
package struct SendFacts: Sendable, Hashable {
    package var hasUsableAddress = true
    /// The entry in force for the address, nil where there is none.
    package var suppression: Suppression.Reason?
    package var isInvalid = false
    /// Whether it is an inactive recipient of Dyn's, which counts for what is sent through Dyn alone.
    package var isInactive = false
    package var isWhitelisted = false
    /// Whether the address has come before in the same submission; SMS charges and sends each.
    package var isDuplicate = false
    package var isSenderApproved = true
    package var allowsChannel = true
}

/// The rules asked in their order; the first that holds is told.
package enum SendRules {
    private static let ofMessages = SendRule.allCases.filter { $0.effect == .endsMessage }
    private static let ofWays = SendRule.allCases.filter { $0.effect != .endsMessage }

    /// The first rule that stops a message, nil where it goes out.
    package static func stop(_ facts: SendFacts) -> NotSentReason? {
        for rule in ofMessages { if let reason = rule.stop(facts) { return reason } }
        return nil
    }

    /// The first rule that holds what goes a way, nil where it is free.
    static func hold(_ way: SendWay) -> SendHold? {
        for rule in ofWays { if let hold = rule.hold(way) { return hold } }
        return nil
    }
}

/// Why a message was not handed over, as it is stored, counted and shown.
package enum NotSentReason: Sendable, Hashable {
    case unusableAddress
    /// The contact has none that the channel could use.
    case noAddress(Channel)
    case suppressed(Suppression.Reason)
    case invalid
    /// Dyn's recipient has bounced or complained and was not activated since.
    case inactive
    case duplicate
    case senderNotApproved
    case channelNotAllowed
    case cancelled
    case expired

    /// The words that rows, tallies and traces carry: `suppressed: complaint`.
    package var text: String {
        switch self {
        case .unusableAddress: "address unusable"
        case .noAddress(.email): "no e-mail address"
        case .noAddress(.sms): "no phone number"
        case .suppressed(let reason): "suppressed: \(reason.rawValue)"
        case .invalid: "invalid"
        case .inactive: "recipient inactive"
        case .duplicate: "duplicate"
        case .senderNotApproved: "sender not approved"
        case .channelNotAllowed: "channel not allowed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        }
    }
}

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
