import FoundationEssentials
import Mail
import ServiceCore
import Store

/// Whom an account wants told of what happens to its messages.
struct HookTargets: Sendable {
    struct Hook: Sendable {
        let id: Int64
        let url: String
        /// SendClean's words; none means all.
        let events: [String]
    }

    let hooks: [Hook]
    let postbacks: [PostbackKind: String]

    /// - Returns: nil where nobody is to be told anything.
    static func of(_ account: Int64, in db: ReadTransaction) throws -> HookTargets? {
        let hooks = try SQLRow.fetchAll(
            db, cached: "SELECT id, url, events FROM hook WHERE account = \(account) AND is_active"
        ).map { row in
            Hook(id: row[0], url: row[1], events: (row[2] as String).split(separator: ",").map(String.init))
        }
        let urls = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT CASE WHEN bounce_url_active THEN bounce_url ELSE '' END,
                CASE WHEN spam_url_active THEN spam_url ELSE '' END,
                CASE WHEN unsubscribe_url_active THEN unsubscribe_url ELSE '' END
                FROM account WHERE id = \(account)
                """)
        var postbacks: [PostbackKind: String] = [:]
        for (place, kind) in [PostbackKind.bounce, .spam, .unsubscribe].enumerated() {
            if let url = urls.map({ $0[place] as String }), !url.isEmpty { postbacks[kind] = url }
        }
        return hooks.isEmpty && postbacks.isEmpty ? nil : HookTargets(hooks: hooks, postbacks: postbacks)
    }

    func hooks(for kind: EventKind) -> [Hook] {
        guard let word = kind.hookWord else { return [] }
        return hooks.filter { $0.events.isEmpty || $0.events.contains(word) }
    }

    func postback(for kind: EventKind) -> (kind: PostbackKind, url: String)? {
        guard let postback = kind.postback, let url = postbacks[postback] else { return nil }
        return (postback, url)
    }
}

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
