import ServiceCore
import Synchronization

/// The reads that a platform asked not to be sent for a while, each with what it refused them with.
///
/// Whoever asks, and however often: nothing goes out before that time is over.
final class RetryHolds: Sendable {
    private let holds = Mutex<[String: (error: ServiceError, end: Duration)]>([:])

    /// Takes in what a read ended with; one that was not held off is free again.
    func note(_ error: ServiceError?, of call: CallContext, now: Duration) {
        holds.withLock { holds in
            holds[call.operation] = error.flatMap { error in
                error.retryAfter.map { (error, now + $0) }
            }
        }
    }

    /// What such a read is refused with now, with the time that is left; nil where it may be sent.
    func refusal(of call: CallContext, now: Duration) -> ServiceError? {
        guard call.isRead, let hold = holds.withLock({ $0[call.operation] }), hold.end > now else {
            return nil
        }
        var error = hold.error
        error.retryAfter = hold.end - now
        error.hint = RetryAfter.hint(error.retryAfter)
        return error
    }
}
