package import FoundationEssentials
import ServiceCore
import Synchronization
package import ViewModels

/// Time that moves only when a test says so.
package final class ManualClock: Sendable {
    private struct Sleeper {
        let id: Int
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.seconds(1000)
        var sleepers: [Sleeper] = []
        var lastID = 0
    }

    private let state = Mutex(State())
    private let start: Date

    /// - Parameter start: the wall clock's time at the beginning, 2026-03-01 14:03:22 UTC unless given.
    package init(start: Date = Date(timeIntervalSince1970: 1_772_373_802)) { self.start = start }

    package var now: Duration { state.withLock { $0.now } }

    package var date: Date { start.addingTimeInterval((now - .seconds(1000)).inSeconds) }

    /// How many wait to be woken.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The clock as the board takes it, in UTC.
    package var board: BoardClock {
        BoardClock(
            monotonic: { self.now }, date: { self.date }, zone: .utc,
            sleep: { try await self.sleep($0) })
    }

    /// Moves the time on, waking each sleeper at its moment and letting it work before the next.
    @MainActor
    package func advance(by step: Duration) async {
        // What was started just now begins to sleep at this moment, not after it.
        for _ in 0..<10 { await Task.yield() }
        let end = now + step
        while let deadline = nextDeadline(until: end) {
            state.withLock { $0.now = max($0.now, deadline) }
            for sleeper in due(at: deadline) { sleeper.continuation.resume() }
            for _ in 0..<10 { await Task.yield() }
        }
        state.withLock { $0.now = end }
        for _ in 0..<10 { await Task.yield() }
    }

    private func nextDeadline(until end: Duration) -> Duration? {
        state.withLock { $0.sleepers.map(\.deadline).min().flatMap { $0 <= end ? $0 : nil } }
    }

    private func due(at deadline: Duration) -> [Sleeper] {
        state.withLock { state in
            let due = state.sleepers.filter { $0.deadline <= deadline }.sorted {
                ($0.deadline, $0.id) < ($1.deadline, $1.id)
            }
            state.sleepers.removeAll { $0.deadline <= deadline }
            return due
        }
    }

    @MainActor
    private func sleep(_ length: Duration) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock {
                    $0.sleepers.append(
                        Sleeper(id: id, deadline: $0.now + length, continuation: continuation))
                }
                // A cancellation that came before the sleeper was in the list found nobody to wake.
                if Task.isCancelled { wakeCancelled(id) }
            }
        } onCancel: {
            wakeCancelled(id)
        }
    }

    private func wakeCancelled(_ id: Int) {
        let sleeper = state.withLock { state in
            state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
