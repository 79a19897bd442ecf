import Synchronization

/// Whether a made-up service answers, switched in mid-test.
final class Answers: Sendable {
    private let state = Mutex(true)

    var isUp: Bool { state.withLock { $0 } }

    func fail() { state.withLock { $0 = false } }
}
