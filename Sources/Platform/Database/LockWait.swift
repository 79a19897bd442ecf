import Foundation
import ServiceCore
import Store
import Synchronization

/// Waits for a file lock in a thread of its own: no polling, and the waiting task can be cancelled.
final class LockWait: Sendable {
    private let lock: FileLock
    private let state = Mutex(State.waiting(nil))

    /// Whether the lock is held (false when the task was cancelled first), or why it cannot be.
    private typealias Outcome = Result<Bool, ServiceError>

    private enum State {
        case waiting(CheckedContinuation<Outcome, Never>?)
        case finished(Outcome)
    }

    init(_ lock: FileLock) { self.lock = lock }

    /// - Returns: whether the lock is held; false when the task was cancelled first.
    /// - Throws: `.storage` where there is no lock to be had.
    func finish() async throws(ServiceError) -> Bool {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let earlier: Outcome? = state.withLock { state in
                    if case .finished(let outcome) = state { return outcome }
                    state = .waiting(continuation)
                    return nil
                }
                if let earlier { return continuation.resume(returning: earlier) }
                Thread.detachNewThread { [self] in acquire() }
            }
        } onCancel: {
            _ = settle(.success(false))
        }
        return try outcome.get()
    }

    private func acquire() {
        do throws(ServiceError) {
            try lock.acquire()
            // A thread that waits in the kernel cannot be called back, so it gives back what came too late.
            if !settle(.success(true)) { lock.release() }
        } catch {
            _ = settle(.failure(error))
        }
    }

    private func settle(_ outcome: Outcome) -> Bool {
        let (isFirst, continuation) = state.withLock {
            state -> (Bool, CheckedContinuation<Outcome, Never>?) in
            guard case .waiting(let continuation) = state else { return (false, nil) }
            state = .finished(outcome)
            return (true, continuation)
        }
        continuation?.resume(returning: outcome)
        return isFirst
    }
}
