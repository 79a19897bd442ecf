import Synchronization

/// What single look-ups have told of rows, kept because Dyn's lists do not carry it.
final class Remembered<Value: Sendable>: Sendable {
    private let kept = Mutex<[String: Value]>([:])

    subscript(native: String) -> Value? {
        get { kept.withLock { $0[native] } }
        set { kept.withLock { $0[native] = newValue } }
    }
}
