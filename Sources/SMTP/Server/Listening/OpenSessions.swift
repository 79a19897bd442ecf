import NIOCore
import Synchronization

/// The sessions that a server has open, and the bytes that they hold together.
final class OpenSessions: Sendable {
    private struct State {
        var lastID = 0
        var open: [Int: (handler: NIOLoopBound<ServerHandler>, peer: PeerAddress)] = [:]
        var places: SessionPlaces
        var isClosed = false
        var held = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let budget: Int
    private let state: Mutex<State>

    /// - Parameter budget: in bytes, what messages under way may hold together.
    init(_ places: SessionPlaces, budget: Int) {
        state = Mutex(State(places: places))
        self.budget = budget
    }

    var count: Int { state.withLock { $0.open.count } }

    /// In bytes.
    var held: Int { state.withLock { $0.held } }

    subscript(id: Int) -> NIOLoopBound<ServerHandler>? { state.withLock { $0.open[id]?.handler } }

    /// - Returns: the session's number; nil where there is no place for it.
    func enter(_ handler: NIOLoopBound<ServerHandler>, from peer: PeerAddress) -> Int? {
        state.withLock { state in
            guard !state.isClosed, state.places.take(peer) else { return nil }
            state.lastID += 1
            state.open[state.lastID] = (handler, peer)
            return state.lastID
        }
    }

    func leave(_ id: Int) {
        let waiting = state.withLock { state in
            if let peer = state.open.removeValue(forKey: id)?.peer { state.places.free(peer) }
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
            return state.open.values.map(\.handler)
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
