import Synchronization

/// What one edit notes about each row to take it back, beyond what the row itself shows; kept with its reversal.
final class Kept<Note: Sendable>: Sendable {
    private let notes = Mutex<[String: Note]>([:])

    /// The note on a row, by its native id.
    subscript(native: String) -> Note? {
        get { notes.withLock { $0[native] } }
        set { notes.withLock { $0[native] = newValue } }
    }
}
