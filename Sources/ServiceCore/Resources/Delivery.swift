package import FoundationEssentials

/// One message to one person in one launch, in exactly one state.
package struct Delivery: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var campaign: String
    package var address: String
    package var state: DeliveryState
    /// The reason of a Not-Sent, else the last reply.
    package var reply = ""
    /// Nil where the platform does not tell.
    package var attempts: Int? = 0
    package var nextAttempt: Date?
    package var changed: Date?
    /// What happened to it, each kind once, the first first; nil where the platform does not tell.
    package var events: [EventKind]?
    /// Every reply that it got, each text once.
    package var replies: [String] = []
    /// Where its reader followed links to, each once.
    package var links: [String] = []

    package init(id: ResourceID, account: String, campaign: String, address: String, state: DeliveryState) {
        self.id = id
        self.account = account
        self.campaign = campaign
        self.address = address
        self.state = state
    }

    package static let kind = ResourceKind.delivery
    package static let words = ResourceWords("recipient", "recipients", name: "address", time: "changed")

    package static let fields: [Field<Delivery>] = [
        Field("address", "Address") { .text($0.address) }.column(0, 16...40, middle: true),
        Field("state", "State", .state, words: DeliveryState.allCases.map(\.rawValue)) {
            .state($0.state.word)
        }.column(1, 8...9),
        Field("reply", "Reply or reason", .longText) { .text($0.reply) }.column(
            2, 12...50, title: "REPLY OR REASON"),
        Field(
            "events", "Events", .list, words: EventKind.allCases.map(\.rawValue),
            help: "What happened to the message, each kind once."
        ) { $0.events.map { .list($0.map(\.rawValue)) } ?? .none }.column(3, 12...36),
        Field("replies", "Every reply", .list) { .list($0.replies) }.column(9, 12...40),
        Field("links", "Links clicked", .list) { .list($0.links) }.column(8, 10...30),
        Field("domain", "Domain", help: "What stands after the @, or how a number begins.") {
            .text(MailAddress.domain(of: $0.address))
        }.column(7, 10...24),
        Field("attempts", "Attempts", .integer) { .integer($0.attempts) }.column(6, 8...8),
        Field("next_attempt", "Next attempt", .date) { .date($0.nextAttempt) }.column(5),
        Field("changed", "Changed", .date) { .date($0.changed) }.column(4),
        Field("campaign", "Campaign") { .text($0.campaign) }.column(9, 12...30),
        Field("account", "Account") { .text($0.account) }.column(9, 16...28, middle: true),
    ]
}

/// The partition of a launch: every recipient is in exactly one of these, so that they sum to the audience.
package enum DeliveryState: String, Sendable, CaseIterable {
    /// Queued or claimed.
    case pending
    case deferred
    /// Taken by the relay, nothing later known.
    case accepted
    case delivered
    /// Refused, or a later hard bounce.
    case bounced
    case notSent = "not sent"
    /// Handed over, the answer lost; waits for a person or a policy.
    case unknown

    package var word: StateWord {
        switch self {
        case .pending: StateWord(rawValue)
        case .accepted: StateWord(rawValue, .info)
        case .delivered: StateWord(rawValue, .good)
        case .deferred, .notSent, .unknown: StateWord(rawValue, .warning)
        case .bounced: StateWord(rawValue, .bad)
        }
    }
}

extension ResourceKind {
    package static let delivery: Self = "delivery"
}
