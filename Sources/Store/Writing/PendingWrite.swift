import Synchronization

/// A write in the line, whatever it gives.
protocol QueuedWrite: AnyObject, Sendable {
    /// False where it was cancelled while it waited; afterwards it cannot be any more.
    func begin() -> Bool

    func run(in db: WriteTransaction) throws

    /// Answers the caller with what the body gave, or with the failure.
    func finish(_ failure: (any Error)?)
}

/// A write, from the call until the answer.
final class PendingWrite<T: Sendable>: QueuedWrite {
    private enum State {
        case new
        case waiting(CheckedContinuation<T, any Error>)
        case begun(CheckedContinuation<T, any Error>, T?)
        case over
    }

    private let body: @Sendable (WriteTransaction) throws -> T
    private let state = Mutex(State.new)

    init(_ body: @escaping @Sendable (WriteTransaction) throws -> T) { self.body = body }

    /// - Returns: false where it was cancelled before; then the caller has its answer.
    func wait(for caller: CheckedContinuation<T, any Error>) -> Bool {
        let waits = state.withLock { state in
            guard case .new = state else { return false }
            state = .waiting(caller)
            return true
        }
        if !waits { caller.resume(throwing: CancellationError()) }
        return waits
    }

    func cancel() {
        let caller: CheckedContinuation<T, any Error>? = state.withLock { state in
            switch state {
            case .new:
                state = .over
                return nil
            case .waiting(let caller):
                state = .over
                return caller
            case .begun, .over: return nil
            }
        }
        caller?.resume(throwing: CancellationError())
    }

    func begin() -> Bool {
        state.withLock { state in
            guard case .waiting(let caller) = state else { return false }
            state = .begun(caller, nil)
            return true
        }
    }

    func run(in db: WriteTransaction) throws {
        let value = try body(db)
        state.withLock { state in
            if case .begun(let caller, _) = state { state = .begun(caller, value) }
        }
    }

    func finish(_ failure: (any Error)?) {
        let (caller, value) = state.withLock { state -> (CheckedContinuation<T, any Error>?, T?) in
            defer { state = .over }
            switch state {
            case .waiting(let caller): return (caller, nil)
            case .begun(let caller, let value): return (caller, value)
            case .new, .over: return (nil, nil)
            }
        }
        guard failure == nil, let value else {
            caller?.resume(throwing: failure ?? CancellationError())
            return
        }
        caller?.resume(returning: value)
    }
}
