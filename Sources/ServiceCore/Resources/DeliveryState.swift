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
