import Synchronization
import TestSupport

@testable import SMTP

/// What became of messages, as it was told.
final class Results: Sendable {
    private struct State {
        var all: [Int64: Outcome] = [:]
        var waiting: [(count: Int, told: @Sendable () -> Void)] = []
    }

    private let state = Mutex(State())

    var all: [Int64: Outcome] { state.withLock { $0.all } }

    func add(_ result: TransactionResult) {
        let reached = state.withLock { state in
            precondition(state.all[result.id] == nil, "told twice of \(result.id)")
            state.all[result.id] = result.outcomes.first
            let reached = state.waiting.filter { $0.count <= state.all.count }
            state.waiting.removeAll { $0.count <= state.all.count }
            return reached
        }
        for waiting in reached { waiting.told() }
    }

    /// Returns once so many messages have a result.
    func reached(_ count: Int) async {
        await untilTold { told in
            let isThere = state.withLock { state in
                if state.all.count < count { state.waiting.append((count, told)) }
                return state.all.count >= count
            }
            if isThere { told() }
        }
    }
}
