import Foundation
import Synchronization

/// Waits for a file lock in a thread of its own: no polling, and the waiting task can be cancelled.
final class LockWait: Sendable {
    private let lock: FileLock
    private let state = Mutex(State.waiting(nil))

    private enum State {
        case waiting(CheckedContinuation<Bool, Never>?)
        case finished(Bool)
    }

    init(_ lock: FileLock) { self.lock = lock }

    /// - Returns: whether the lock is held; false when the task was cancelled first.
    func finish() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let earlier: Bool? = state.withLock { state in
                    if case .finished(let outcome) = state { return outcome }
                    state = .waiting(continuation)
                    return nil
                }
                if let earlier { return continuation.resume(returning: earlier) }
                Thread.detachNewThread { [self] in
                    lock.acquire()
                    // A thread that waits in the kernel cannot be called back, so it gives back what came too late.
                    if !settle(true) { lock.release() }
                }
            }
        } onCancel: {
            _ = settle(false)
        }
    }

    private func settle(_ outcome: Bool) -> Bool {
        let (isFirst, continuation) = state.withLock { state -> (Bool, CheckedContinuation<Bool, Never>?) in
            guard case .waiting(let continuation) = state else { return (false, nil) }
            state = .finished(outcome)
            return (true, continuation)
        }
        continuation?.resume(returning: outcome)
        return isFirst
    }
}
