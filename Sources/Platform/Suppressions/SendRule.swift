/// Every rule that bears on whether a message goes out, in the order in which they are asked.
///
/// Why, pre-flight, launch and claim ask this one list, so that they cannot differ. What is wrong with one message
/// ends it as Not-Sent. What is wrong with its way holds every message that takes it: where only a person can change
/// it a launch is refused and one that runs is paused; else they wait until a time.
enum SendRule: CaseIterable, Sendable, Hashable {
    case unusableAddress, suppressed, invalid, inactive, duplicate, senderNotApproved, channelNotAllowed
    case engineHeld, accountDisabled, accountUnverified, smtpUserGone, smtpUserDisabled, totalLimit, credits
    case monthlyCap, hourlyLimit

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
        case .monthlyCap, .hourlyLimit: .waits
        }
    }
}
