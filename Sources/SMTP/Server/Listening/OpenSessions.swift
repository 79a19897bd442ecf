import NIOCore
import Synchronization

/// The sessions that a server has open, and the bytes that they hold together.
final class OpenSessions: Sendable {
    private struct State {
        var lastID = 0
        var open: [Int: NIOLoopBound<ServerHandler>] = [:]
        var isClosed = false
        var held = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let most: Int
    private let budget: Int
    private let state = Mutex(State())

    /// - Parameter budget: in bytes, what messages under way may hold together.
    init(most: Int, budget: Int) {
        self.most = most
        self.budget = budget
    }

    var count: Int { state.withLock { $0.open.count } }

    /// In bytes.
    var held: Int { state.withLock { $0.held } }

    /// - Returns: the session's number; nil where there is no place for it.
    func enter(_ handler: NIOLoopBound<ServerHandler>) -> Int? {
        state.withLock { state in
            guard !state.isClosed, state.open.count < most else { return nil }
            state.lastID += 1
            state.open[state.lastID] = handler
            return state.lastID
        }
    }

    func leave(_ id: Int) {
        let waiting = state.withLock { state in
            state.open[id] = nil
            guard state.open.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Books what a session holds now instead of before.
    ///
    /// - Returns: false where it has no room for more; then nothing is booked.
    func book(_ held: Int, before: Int) -> Bool {
        state.withLock { state in
            let total = state.held + held - before
            guard held <= before || total <= budget else { return false }
            state.held = total
            return true
        }
    }

    /// Lets nobody in any more, and tells who is there.
    func close() -> [NIOLoopBound<ServerHandler>] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.open.values)
        }
    }

    /// Returns once nobody is there.
    func deserted() async {
        await withCheckedContinuation { continuation in
            let isDeserted = state.withLock { state in
                if !state.open.isEmpty { state.waiting.append(continuation) }
                return state.open.isEmpty
            }
            if isDeserted { continuation.resume() }
        }
    }
}
