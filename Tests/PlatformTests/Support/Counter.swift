import Synchronization

/// A number that a `@Sendable` closure may count with.
final class Counter: Sendable {
    private let value = Mutex(0)

    /// Adds, and gives the number before.
    func add(_ amount: Int) -> Int {
        value.withLock { value in
            defer { value += amount }
            return value
        }
    }
}
