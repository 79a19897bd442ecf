import Synchronization

/// What a session's work found, carried out of it.
final class Verdict: Sendable {
    private let good = Mutex(true)
    var isGood: Bool { good.withLock { $0 } }
    func set(_ isGood: Bool) { good.withLock { $0 = isGood } }
}
