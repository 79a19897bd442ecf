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
    package static let words = ResourceWords("webhook", "webhooks", name: "url", time: "created")

    package static let fields: [Field<Webhook>] = [
        Field("url", "URL") { .text($0.url) }.written(\.url),
        Field("events", "Events", .list) {
            $0.events.map { .list($0.isEmpty ? ["all"] : $0) } ?? .none
        }.written(\.events) { kept, hook in
            guard case .list(let words) = kept else { return false }
            hook.events = words == ["all"] ? [] : words.map(\.plainText)
            return true
        }.forgotten { $0.events = nil },
        Field("description", "Description") { .text($0.label) }.written(\.label),
        Field("store_log", "Keeps a log", .flag) { .flag($0.storesLog) }.written(\.storesLog),
        Field("key", "Key", .secret) { .secret($0.key) }.written(\.key, taking: nil),
        Field("last_success", "Last success", .date) { .date($0.lastSuccess) },
        Field("total_events", "Events told", .integer) { .integer($0.totalEvents) },
        Field("last_answer", "Last answer", .longText) { .text($0.lastAnswer) },
        Field("last_answered", "Answered", .date) { .date($0.lastAnswered) },
        Field("untaken_events", "Not taken", .integer) { .integer($0.untakenEvents) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
