package import FoundationEssentials

/// Something sent to many at once: an e-mail or an SMS, to an audience, now or later.
package struct Campaign: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    /// The number that DMDS knows it by, unique within its account.
    package var numid: Int?
    package var channel = Channel.email
    package var type = CampaignType.normal
    /// The platform's own word for a type that is none of ours, shown in its place; empty where it told none.
    package var ownType: String?
    package var title: String
    package var subject = ""
    /// The From address, or the SMS sender.
    package var sender = ""
    package var senderName = ""
    package var html = ""
    package var text = ""
    /// In words: `group clientes`, `filter lapsed`, `all contacts`, `12 addresses`.
    package var audience = ""
    package var smtpUser: String?
    /// Whether each e-mail of its launch is kept as it went out; nil where its platform does not say.
    package var isArchived: Bool?
    package var schedule: Schedule?
    package var state = State.draft
    /// The platform's own word for a state that is none of ours: `PAUSED_BY_ADMIN`.
    package var ownState: String?
    /// Why it stands as it does, where the state alone does not say: `1,200 credits needed, 40 left`.
    package var stateReason: DatedText = ""
    /// Whether it was decided on when messages went another way, and waits until a person decides again.
    package var awaitsRelease = false
    /// What its newest rehearsal came to, and when; empty without one.
    package var rehearsal = ""
    /// Recipients frozen at launch; nil before, and where the platform did not tell.
    package var audienceSize: Int? = 0
    /// SMS segments of one message; 1 for e-mail, nil where the platform did not tell.
    package var partCount: Int? = 1
    /// Share of recipients in a final state, 0 to 100; nil where the platform did not tell.
    package var percentage: Double? = 0
    /// Recipients of the launch whose message did not get to them: not sent, come back, or unknown; nil as above.
    package var notReached: Int?
    /// Recipients of whose message nobody knows what came of it; nil as above.
    package var unknownCount: Int?
    /// When a scheduled launch begins, where its schedule alone does not say.
    package var starts: Date?
    package var created: Date?
    package var launched: Date?
    package var finished: Date?
    /// The campaign's own submission key (type `api`).
    package var key: Secret?
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, title: String) {
        self.id = id
        self.account = account
        self.title = title
    }
}

/// What a campaign is sent as, which its content and its audience go by.
package enum CampaignType: String, Codable, Sendable, CaseIterable {
    case normal, api, ab
    case smsPlain = "sms-plain"
    case smsFlash = "sms-flash"
    case smsUnicode = "sms-unicode"

    /// What forms make. Of `ab` DMDS tells that a campaign is one, and nothing of its subjects, shares or winner.
    package static let made = allCases.filter { $0 != .ab }

    /// What its messages go by.
    package var channel: Channel {
        switch self {
        case .api, .normal, .ab: .email
        case .smsPlain, .smsFlash, .smsUnicode: .sms
        }
    }
}

extension Campaign {
    package enum State: String, Sendable, CaseIterable {
        case draft, scheduled, preparing, running, paused, finished, aborted
        case waitingCredit = "waiting credit"
        /// The platform did not tell, or said a word of its own; neither ends a watch nor offers a launch.
        case unknown

        /// Those that a platform can be asked for.
        package static let known = allCases.filter { $0 != .unknown }

        package var word: StateWord {
            switch self {
            case .draft, .unknown: StateWord(rawValue)
            case .scheduled: StateWord(rawValue, .info)
            case .preparing, .running: StateWord(rawValue, .good)
            case .paused, .waitingCredit: StateWord(rawValue, .warning)
            case .finished: StateWord(rawValue, .info)
            case .aborted: StateWord(rawValue, .bad)
            }
        }

        /// Whether a launch is under way or was.
        package var hasStarted: Bool {
            switch self {
            case .preparing, .running, .paused, .finished, .aborted: true
            case .draft, .scheduled, .waitingCredit, .unknown: false
            }
        }

        package var isActive: Bool { self == .preparing || self == .running }
    }

    /// When a launch should start; one of two forms, never both (`Providers/SMSDrop/WIRE.md` §5).
    package enum Schedule: Sendable, Hashable {
        /// The instant, and the text as it was given.
        case until(Date, original: String)
        /// Seconds after the launch was asked for.
        case delay(seconds: Int)

        /// In seconds, up to a year.
        package static let delays = 0...366 * 86_400

        /// Whether a launch at this moment would not wait; a minute is how exactly times are typed.
        package func isPast(at now: Date) -> Bool {
            guard case .until(let time, _) = self else { return false }
            return time < now.addingTimeInterval(-60)
        }
    }
}

extension Campaign {
    package static let kind = ResourceKind.campaign
    package static let words = ResourceWords(
        "campaign", "campaigns", about: "What is sent to many at once: e-mail or SMS.", name: "title",
        time: "created")
    package static let keys = [
        ActionKey(nil, .launch),
        ActionKey("T", .test, title: "send test", help: "Sends one message of the campaign to an address."),
        ActionKey(nil, .pause), ActionKey(nil, .resume), ActionKey(nil, .abort), ActionKey(nil, .release),
        ActionKey(nil, .resend), ActionKey(nil, .accept),
        ActionKey(nil, .unschedule), ActionKey(nil, .duplicate),
        ActionKey("v", .preview), ActionKey(nil, .rehearse),
        ActionKey(
            "R", .newKey, title: "new key", help: "Makes a new key and shows it; the old one stops working."),
    ]

    package static let concerns = [
        Concern("state:paused", .wrong, "is stopped", "are stopped", moment: Concern.launched),
        Concern("state:waiting-credit", .wrong, "waits for credit", "wait for credit"),
        Concern(
            "state:draft because:\"missed its time\"", .wrong, "missed its time", "missed their time",
            moment: Concern.due),
        Concern(
            "state:draft because:\"cannot be prepared\"", .wrong, "cannot be prepared", "cannot be prepared"),
        Concern(
            "unknown:>0", .wrong, "has messages whose fate is unknown", "have messages whose fate is unknown",
            moment: Concern.launched, measure: "unknown"),
        Concern(
            "state:finished not-reached:>0 finished:7d", .warning,
            "ended within a week with people not reached", "ended within a week with people not reached",
            moment: Concern.Moment("ended", "finished"), measure: "not_reached"),
        Concern(
            "state:scheduled starts:<+24h", .note, "starts within 24 hours", "start within 24 hours",
            moment: Concern.Moment("at", "starts")),
    ]

    package static let fields: [Field<Campaign>] = [
        Field("title", "Title") { .text($0.title) }.asked(\.title, limit: 200, required: true).column(
            0, 14...36),
        Field("state", "State", .state, words: State.known.map(\.rawValue), takesOwnWords: true) {
            .state($0.stateWord)
        }.written(\.state, \.ownState, \.stateReason, movesOn: true) { kept, campaign in
            guard let state = State(rawValue: kept.plainText), state != .unknown else { return false }
            (campaign.state, campaign.ownState, campaign.stateReason) = (state, nil, "")
            return true
        }.column(1, 9...14),
        Field("state_reason", "Because") { .note($0.stateReason) }.column(9, 10...40),
        Field("channel", "Channel", .state, words: Channel.allCases.map(\.rawValue)) {
            .text($0.channel.rawValue)
        }.column(5, 7...7),
        Field("type", "Type", .state, words: CampaignType.allCases.map(\.rawValue), takesOwnWords: true) {
            .text($0.typeWord)
        }.column(8, 6...11),
        Field("percentage", "Done %", .number) { .number($0.percentage.map { ($0 * 10).rounded() / 10 }) }
            .column(2, 6...6),
        Field("audience_size", "Recipients", .integer) { .integer($0.audienceSize) }.column(3, 10...10),
        Field("not_reached", "Not reached", .integer) { .integer($0.notReached) },
        Field("unknown", "Unknown", .integer) { .integer($0.unknownCount) },
        Field("audience", "Audience") { .text($0.audience) }.column(6, 10...24),
        Field("subject", "Subject") { .text($0.subject) }.asked(\.subject, help: "E-mail only.").column(
            9, 12...40),
        Field("sender", "From") { .text($0.sender) }.column(7, 12...28, middle: true),
        Field("sender_name", "From name") { .text($0.senderName) }.asked(\.senderName),
        Field("smtp_user", "SMTP user") { .text($0.smtpUser) }.asked(
            .text, help: "Whose limits count.", show: { $0.smtpUser ?? "" },
            read: { values, campaign throws(ServiceError) in
                campaign.smtpUser = try values.line("smtp_user")
            }),
        Field("archived", "Archived", .flag) { .flag($0.isArchived) },
        Field("parts", "SMS parts", .integer) { .integer($0.channel == .sms ? $0.partCount : nil) },
        Field("rehearsal", "Rehearsal", .longText) { .text($0.rehearsal) },
        Field("schedule", "Schedule", help: "By the account's clocks.") { .text($0.scheduleText) },
        Field("defer_until", "Defer until", .date) { .date($0.deferUntil) },
        Field("defer_by", "Defer by seconds", .integer) { .integer($0.deferBy) },
        Field("starts", "Starts", .date) {
            .date($0.state == .scheduled ? $0.starts ?? $0.deferUntil : nil)
        }.derived(),
        Field("html", "HTML", .longText) { .text($0.html) }.asked(block: \.html),
        Field("text", "Text", .longText) { .text($0.text) }.asked(
            block: \.text, help: "For SMS the message."),
        Field("key", "Campaign key", .secret) { .secret($0.key) },
        Field("numid", "DMDS number", .integer) { .integer($0.numid) },
        Field("account", "Account") { .text($0.account) }.column(7, 18...28, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(9),
        Field("launched", "Launched", .date) { .date($0.launched) }.column(4),
        Field("finished", "Finished", .date) { .date($0.finished) },
    ]

    private var typeWord: String? {
        ownType.map { $0.isEmpty ? nil : $0 } ?? type.rawValue
    }

    /// Nil where nobody told.
    package var stateWord: StateWord? {
        state == .unknown ? ownState.map { StateWord($0, .warning) } : state.word
    }

    /// The state for a sentence: `paused`, or `unknown`.
    package var stateWords: String { stateWord?.word ?? state.rawValue }

    /// The instant as it was given or is kept, which names its zone; nil without one.
    private var scheduleText: String? {
        if case .until(_, let original) = schedule, !original.isEmpty { original } else { nil }
    }

    private var deferUntil: Date? {
        if case .until(let date, _) = schedule { date } else { nil }
    }

    private var deferBy: Int? {
        if case .delay(let seconds) = schedule { seconds } else { nil }
    }
}

extension ActionDescription {
    /// Its key asks more than other keys do and is the board's own.
    package static let launch = Self(
        "launch", help: "Sends the campaign to its audience, once.", effect: .irreversible)
    package static let test = Self(
        "test", title: "send a test",
        help: "Sends one message of the campaign to an address of yours.", effect: .irreversible,
        aliases: ["send-test"])
    package static let pause = Self(
        "pause", title: "pause sending", help: "Holds what has not been handed over.")
    package static let resume = Self(
        "resume", title: "resume sending", help: "Goes on with a paused launch.")
    package static let abort = Self(
        "abort", help: "Cancels for good what has not been handed over.", effect: .irreversible)
    package static let release = Self(
        "release", help: "Lets a launch go though it was decided on when messages went another way.",
        effect: .irreversible)
    package static let resend = Self(
        "resend", title: "send again",
        help: "Sends again to those whom the launch did not reach, never to anyone accepted.",
        effect: .irreversible, aliases: ["send-again"])
    package static let preview = Self(
        "preview", help: "Shows the message as a person would get it: headers, text, size.", effect: .check)
    package static let rehearse = Self(
        "rehearse",
        help: "Plays the launch through in a copy that is thrown away, with rates of your choice.",
        effect: .check)
    package static let unschedule = Self(
        "unschedule", title: "take schedule back", help: "Makes a draft of what waits for its time.")
    package static let duplicate = Self(
        "duplicate", help: "Makes a draft with the same message and audience, and no time.",
        aliases: ["copy"])
    package static let accept = Self(
        "accept", title: "accept unknown",
        help: "Takes those whose answer was lost for accepted; they are not sent to again.",
        effect: .irreversible)
}

extension ResourceKind {
    package static let campaign: Self = "campaign"
}

extension Concern {
    fileprivate static let launched = Moment("launched", "launched")
    fileprivate static let due = Moment("due", "defer_until")
}
