import FoundationEssentials
import ServiceCore

/// What an endpoint's answer means for the post.
enum HookVerdict: Sendable, Hashable {
    case done
    /// The endpoint does not want this one, whenever it is asked.
    case stopped
    /// Tried again, not before the time that the endpoint asked for.
    case again(after: Duration?)

    /// The sentence that SendClean asks of its hooks.
    static let phrase = "God bless you, SendClean"

    init(_ answer: FetchAnswer, at now: Date) {
        self =
            switch answer.status {
            case 200...299: .done
            case _ where answer.text.contains(Self.phrase): .done
            case 403, 406, 410: .stopped
            case 429, 503: .again(after: RetryAfter.wait(answer.header("retry-after"), now: now))
            default: .again(after: nil)
            }
    }

    /// A URL that nothing can be sent to is not tried again.
    init(_ failure: ServiceError) { self = failure.code == .invalid ? .stopped : .again(after: nil) }
}
