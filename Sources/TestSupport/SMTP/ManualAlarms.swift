import Synchronization

/// Calls at a moment, of a clock that moves only when a test says so.
///
/// What is set is known at once, on whatever thread, so a test can wait for it before it moves the time.
package final class ManualAlarms: Sendable {
    private struct State {
        var now = Duration.seconds(1000)
        var pending: [Int: (moment: Duration, ring: @Sendable () -> Void)] = [:]
        var lastID = 0
        var waiting: [(id: Int, moment: Duration, continuation: CheckedContinuation<Void, Never>)] = []

        var next: Duration? { pending.values.map(\.moment).min() }

        mutating func takeDue() -> [@Sendable () -> Void] {
            let due = pending.filter { $0.value.moment <= now }
            for id in due.keys { pending[id] = nil }
            return due.sorted { $0.key < $1.key }.map(\.value.ring)
        }
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Duration { state.withLock { $0.now } }

    /// How many are set and have not rung.
    package var count: Int { state.withLock { $0.pending.count } }

    /// Sets one; the result unsets it.
    package func set(_ delay: Duration, _ ring: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
        let (id, reached) = state.withLock { state in
            state.lastID += 1
            let moment = state.now + delay
            state.pending[state.lastID] = (moment, ring)
            let reached = state.waiting.filter { $0.moment >= moment }
            state.waiting.removeAll { $0.moment >= moment }
            return (state.lastID, reached)
        }
        for waiting in reached { waiting.continuation.resume() }
        return { self.state.withLock { $0.pending[id] = nil } }
    }

    /// Returns once one is set that rings within so long, or the task is cancelled.
    package func isSet(within delay: Duration) async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let moment = state.now + delay
                    if Task.isCancelled { return true }
                    if let next = state.next, next <= moment { return true }
                    state.waiting.append((id, moment, continuation))
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            waiting?.continuation.resume()
        }
    }

    /// Lets hour after hour pass until the work is done: for waits that begin at nobody knows what moment.
    package func passing<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async rethrows -> Value {
        let hours = Task {
            while !Task.isCancelled {
                await isSet(within: .seconds(3600))
                advance(by: .seconds(3600))
            }
        }
        defer { hours.cancel() }
        return try await work()
    }

    /// Moves the time on and rings what is due.
    package func advance(by step: Duration) {
        let due = state.withLock { state in
            state.now += step
            return state.takeDue()
        }
        for ring in due { ring() }
    }
}
