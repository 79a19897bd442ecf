package import FoundationEssentials

/// Something that happened to a message or a person.
package struct DeliveryEvent: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    /// The address of the person.
    package var person: String
    package var kind: EventKind
    /// The platform's own word for a kind that is none of ours, shown in its place.
    package var ownKind: String?
    /// When it happened; of an undated one, where its list has it.
    package var time: Date
    /// Whether its platform told no time that can be read.
    package var isUndated = false
    package var campaign = ""
    package var batch = ""
    /// The message's From, where the platform tells it.
    package var sender = ""
    package var subject = ""
    package var messageBytes: Int?
    package var attachmentBytes: Int?
    /// The relay's reply, the reason of a Not-Sent, or what it waits for.
    package var reply = ""
    /// When the message came back, where that is not when the event is dated.
    package var bounced: Date?
    /// `hard` or `soft`.
    package var bounceType = ""
    package var bounceRule = ""
    package var link = ""
    package var ip = ""
    package var agent = ""
    /// Whether a machine, not a person, opened or clicked; nil where the platform does not tell.
    package var isMachine: Bool?
    /// Custom headers of the message, as `X-Order: 17`.
    package var headers: [String] = []
    /// Whether it is the one that counts of a person's opens, or of a person's clicks on a link; nil where not asked.
    package var isUnique: Bool?
    /// Of a single message's lost answer, whether it still waits for a person to decide; nil of everything else.
    package var isUndecided: Bool?
    /// The message as it went out, head and all, where the platform keeps it and was asked.
    package var archivedText = ""
    package var untold: Set<FieldID> = []

    package init(id: ResourceID, account: String, person: String, kind: EventKind, time: Date) {
        self.id = id
        self.account = account
        self.person = person
        self.kind = kind
        self.time = time
    }

    /// When it happened; nil where nobody knows.
    package var toldTime: Date? { isUndated ? nil : time }

    /// The kind, or the platform's own word for it.
    package var kindWord: StateWord {
        if let ownKind { return StateWord(ownKind, .warning) }
        return untold.contains("kind") ? StateWord("kind not told", .warning) : kind.word
    }

    /// The same, of a kind that the platform alone knows.
    ///
    /// - Parameter word: what it calls it; nil or empty where it tells nothing.
    package mutating func setOwnKind(_ word: String?) {
        kind = .unknown
        if let word, !word.isEmpty { ownKind = word } else { untold.insert("kind") }
    }

    /// The reply, or when the message came back.
    package var replyText: DatedText {
        guard let bounced else { return DatedText(reply) }
        return reply.isEmpty ? "bounced \(bounced)" : "\(reply); bounced \(bounced)"
    }

    package static let kind = ResourceKind.event
    package static let words = ResourceWords(
        "event", "events", about: "What happened to messages and people.", name: "person", time: "time",
        madeByPeople: false)
    package static let keys = [
        ActionKey(nil, .archivedText), ActionKey(nil, .resendUnknown), ActionKey(nil, .acceptUnknown),
    ]

    package static let fields: [Field<DeliveryEvent>] = [
        Field("time", "Time", .date) { .date($0.toldTime) }.column(1),
        Field("kind", "Kind", .state, words: EventKind.allCases.map(\.rawValue), takesOwnWords: true) {
            $0.untold.contains("kind") ? .none : .state($0.kindWord)
        }.column(2, 9...13),
        Field("person", "Person") { .text($0.person) }.column(0, 16...36, middle: true),
        Field("campaign", "Campaign") { .text($0.campaign) }.column(3, 12...30),
        Field("reply", "Reply", .longText) {
            $0.bounced == nil ? .text($0.reply) : .note($0.replyText)
        }.column(4, 12...50),
        Field("bounce_type", "Bounce type", .state, words: ["hard", "soft"]) { .text($0.bounceType) },
        Field("bounce_rule", "Bounce rule") { .text($0.bounceRule) },
        Field("link", "Link") { .text($0.link) }.column(6, 10...30, middle: true),
        Field("ip", "IP") { .text($0.ip) },
        Field("agent", "Agent", .longText) { .text($0.agent) },
        Field("machine", "By a machine", .flag) { .flag($0.isMachine) },
        Field("sender", "From") { .text($0.sender) },
        Field("headers", "Headers", .list) { .list($0.headers) },
        Field("unique", "Unique", .flag, help: "Once per person, and for clicks per link.") {
            .flag($0.isUnique)
        },
        Field(
            "undecided", "Undecided", .flag,
            help: "A single message whose answer was lost; it waits for a person."
        ) { .flag($0.isUndecided) },
        Field("batch", "Batch") { .text($0.batch) }.column(9, 12...36),
        Field("archived_text", "Archived text", .longText) { .text($0.archivedText) },
        Field("account", "Account") { .text($0.account) }.column(5, 16...28, middle: true),
        Field("subject", "Subject") { .text($0.subject) },
        Field("message_bytes", "Bytes", .integer) { .integer($0.messageBytes) },
        Field("attachment_bytes", "Bytes attached", .integer) { .integer($0.attachmentBytes) },
    ]
}

/// The one event model; each wire has words of its own for a part of it.
package enum EventKind: String, Sendable, CaseIterable {
    case queued, accepted, delivered, deferred
    case notSent = "not sent"
    case refused
    case bounceSoft = "soft bounce"
    case bounceHard = "hard bounce"
    case complaint
    case open = "view"
    case click, unsubscribe, invalidated, revalidated, whitelisted, unwhitelisted, unknown, expired, cancelled
    case suppressed, allowed
    /// The same by a program that looks at mail, which says nothing of the person.
    case machineOpen = "machine view"
    case machineClick = "machine click"

    package var word: StateWord {
        switch self {
        case .delivered, .accepted, .open, .click, .revalidated, .whitelisted, .allowed:
            StateWord(rawValue, .good)
        case .queued, .unwhitelisted, .machineOpen, .machineClick: StateWord(rawValue)
        case .deferred, .bounceSoft, .notSent, .unknown, .unsubscribe, .suppressed:
            StateWord(rawValue, .warning)
        case .refused, .bounceHard, .complaint, .invalidated, .expired, .cancelled: StateWord(rawValue, .bad)
        }
    }
}

extension ActionDescription {
    /// Of a message whose answer was lost.
    package static let resendUnknown = Self(
        "resend", title: "send again", help: "Queues it again; the recipient may get it twice.",
        effect: .irreversible)

    /// The other way to decide.
    package static let acceptUnknown = Self(
        "accept", title: "accept unknown", help: "Takes it for accepted; it is not sent again.",
        effect: .irreversible)
}

extension ResourceKind {
    package static let event: Self = "event"
}
