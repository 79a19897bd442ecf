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

    package var word: StateWord {
        switch self {
        case .delivered, .accepted, .open, .click, .revalidated, .whitelisted, .allowed:
            StateWord(rawValue, .good)
        case .queued, .unwhitelisted: StateWord(rawValue)
        case .deferred, .bounceSoft, .notSent, .unknown, .unsubscribe, .suppressed:
            StateWord(rawValue, .warning)
        case .refused, .bounceHard, .complaint, .invalidated, .expired, .cancelled: StateWord(rawValue, .bad)
        }
    }
}
