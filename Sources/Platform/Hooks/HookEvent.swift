import FoundationEssentials
import Mail
import ServiceCore

/// Something that happened to a message, as far as those outside are told of it.
struct HookEvent: Sendable, Hashable {
    let id: Int64
    let kind: EventKind
    let at: Date
    let address: String
    let detail: EventDetail
    let message: HookMessage
}

/// What an event says of the message that it happened to.
struct HookMessage: Sendable, Hashable {
    /// The word by which SendClean names the account.
    var owner = ""
    var sender = ""
    var subject = ""
    /// The caller's own `X-Unique-Id`; empty where it gave none.
    var uniqueID = ""
    /// The name of the SMTP user; empty where it was sent under none.
    var smtpUser = ""
    /// What the caller wrote into the head, in order.
    var headers: [MailHeader] = []
}

extension EventKind {
    /// The word of SendClean's hooks; nil for what they are not told.
    var hookWord: String? {
        switch self {
        case .accepted: "send"
        case .open: "open"
        case .click: "click"
        case .bounceSoft: "soft_bounce"
        // To a sender it is the same whether the refusal came at once or as a message.
        case .bounceHard, .refused: "hard_bounce"
        case .complaint: "spam"
        default: nil
        }
    }

    /// Which of the account's URLs is told; nil for what none is.
    var postback: PostbackKind? {
        switch self {
        case .bounceSoft, .bounceHard, .refused: .bounce
        case .complaint: .spam
        case .unsubscribe: .unsubscribe
        default: nil
        }
    }
}
