package import FoundationEssentials

/// An endpoint that is told of events as they happen.
package struct Webhook: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    /// The number that SendClean knows it by, where it is not the id itself.
    package var number = ""
    package var url: String
    /// The kinds told; none means all. Nil where the platform did not tell.
    package var events: [String]? = []
    package var label = ""
    package var key: Secret?
    /// Nil where the platform did not tell.
    package var storesLog: Bool? = false
    package var created: Date?
    package var lastSuccess: Date?
    /// What it answered last, or why it did not: `500 try later`.
    package var lastAnswer = ""
    package var lastAnswered: Date?
    /// Events that it was told and did not take; nil where the platform does not tell.
    package var untakenEvents: Int?
    /// When the oldest of them happened.
    package var untakenSince: Date?
    /// Nil where the platform does not tell.
    package var totalEvents: Int? = 0
    package var untold: Set<FieldID> = []
    package var revision = 0

    package init(id: ResourceID, account: String, url: String) {
        self.id = id
        self.account = account
        self.url = url
    }

    package static let kind = ResourceKind.webhook
    package static let words = ResourceWords(
        "webhook", "webhooks", about: "Endpoints that are told of events.", name: "url", time: "created")
    package static let keys = [
        ActionKey("R", .resetKey, title: "new key", help: "Makes a new signing key and shows it."),
        ActionKey(nil, .replay),
    ]

    package static let concerns = [
        Concern(
            "untaken-events:>0", .warning, "is behind with events", "are behind with events",
            moment: .since("untaken_since"), measure: "untaken_events")
    ]

    package static let fields: [Field<Webhook>] = [
        .text("url", "URL", \.url, .webURL, required: true, help: TextRule.webURL.hint).column(
            0, 16...50, middle: true),
        Field("events", "Events", .list) {
            $0.events.map { .list($0.isEmpty ? ["all"] : $0) } ?? .none
        }.written(\.events) { kept, hook in
            guard case .list(let words) = kept else { return false }
            hook.events = words == ["all"] ? [] : words.map(\.plainText)
            return true
        }.forgotten { $0.events = nil }.asked(
            .list, help: "Of \(eventWords.joined(separator: ", ")); empty for all.",
            show: { $0.events?.joined(separator: ",") ?? "" }, read: readEvents
        ).column(1, 8...30),
        .text("description", "Description", \.label),
        .flag("store_log", "Keeps a log", \.storesLog),
        Field("key", "Key", .secret) { .secret($0.key) }.written(\.key, taking: nil),
        Field("last_success", "Last success", .date) { .date($0.lastSuccess) }.column(2),
        Field("total_events", "Events told", .integer) { .integer($0.totalEvents) }.column(
            3, 5...9, title: "TOLD"),
        Field("last_answer", "Last answer", .longText) { .text($0.lastAnswer) }.column(5, 11...30),
        Field("last_answered", "Answered", .date) { .date($0.lastAnswered) },
        Field("untaken_events", "Not taken", .integer) { .integer($0.untakenEvents) }.column(
            6, 7...9, title: "UNTAKEN"),
        Field("untaken_since", "Not taken since", .date) { .date($0.untakenSince) },
        Field("account", "Account") { .text($0.account) }.column(4, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) },
    ]
}

extension Webhook {
    /// Those that an endpoint may be told of.
    package static let eventWords = ["send", "open", "click", "soft_bounce", "hard_bounce", "spam"]

    /// Whether these words leave out no event; none stands for all.
    package static func isAll(_ words: [String]) -> Bool { eventWords.allSatisfy(words.contains) }

    /// In the order of the list, each once; all of them are kept as none. What the hook has that is none of these stays.
    static func readEvents(_ values: FormValues, into hook: inout Webhook) throws(ServiceError) {
        let (words, own) = (values.list("events"), hook.events ?? [])
        // An empty line stands for all, but where the events are unknown for what they are.
        guard words != own, !(words.isEmpty && hook.events == nil) else { return }
        let known = eventWords + own.filter { !eventWords.contains($0) }
        let wanted = words.filter { $0.lowercased() != "all" }.map {
            known.contains($0) ? $0 : $0.lowercased()
        }
        if let unknown = wanted.first(where: { !known.contains($0) }) {
            throw ServiceError(
                .invalid, "“\(unknown)” is no event.", hint: "Events: \(eventWords.joined(separator: ", ")).",
                field: "events")
        }
        hook.events = isAll(wanted) ? [] : known.filter(wanted.contains)
    }
}

extension ActionDescription {
    package static let resetKey = Self(
        "reset-key", title: "reset key", help: "Makes a new key, which signs what is posted from now on.",
        effect: .irreversible, aliases: ["new-key"])
    package static let replay = Self(
        "replay", help: "Sends again, and now, the events that the endpoint did not take.",
        effect: .irreversible)
}

extension ResourceKind {
    package static let webhook: Self = "webhook"
}
