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
        Field("address", "Address") { .text($0.address) },
        Field("state", "State", .state, words: DeliveryState.allCases.map(\.rawValue)) {
            .state($0.state.word)
        },
        Field("reply", "Reply or reason", .longText) { .text($0.reply) },
        Field("attempts", "Attempts", .integer) { .integer($0.attempts) },
        Field("next_attempt", "Next attempt", .date) { .date($0.nextAttempt) },
        Field("changed", "Changed", .date) { .date($0.changed) },
        Field("campaign", "Campaign") { .text($0.campaign) },
        Field("account", "Account") { .text($0.account) },
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
