import Foundation
package import ServiceCore

/// What a message that came in for bounces has come to.
package enum ReportOutcome: Sendable, Hashable {
    /// What was recorded of whom, in the order in which it was told.
    case recorded([EventKind], of: String)
    /// The same was recorded before.
    case known
    /// Kept, and nothing is to be made of it; a clause.
    case ignored(String)
    /// What it is about is not there any more; a clause.
    case gone(String)
    /// Kept, since nobody can tell what it says or about what; a clause.
    case unclassified(String)
    /// The relay took the message a moment ago, and that is not recorded yet: to be offered again.
    case early

    /// One sentence.
    package var sentence: String {
        switch self {
        case .recorded(let kinds, let address):
            "Recorded of \(address): \(kinds.map(Self.words).joined(separator: ", "))."
        case .known: "Nothing done: this was recorded before."
        case .ignored(let why): "Nothing done: \(why)."
        case .gone(let why): "Nothing done: \(why)."
        case .unclassified(let why): "Kept as unclassified: \(why)."
        case .early: "Not yet: the message it tells of is still being handed over."
        }
    }

    private static func words(_ kind: EventKind) -> String {
        switch kind {
        case .bounceHard: "a hard bounce"
        case .bounceSoft: "a soft bounce"
        case .complaint: "a complaint"
        case .unsubscribe: "an unsubscription"
        case .deferred: "a delay"
        case .delivered: "an arrival"
        default: kind.rawValue
        }
    }
}
