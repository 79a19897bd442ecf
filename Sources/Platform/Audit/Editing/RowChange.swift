package import ServiceCore
import Synchronization

/// One thing that can be done to rows of a kind: its rule, its effect and how it is taken back.
package struct RowChange<R: Revisioned>: Sendable {
    package typealias Reverting = @Sendable (EditSession, RowEdit<R>) throws -> Void

    /// The verb of the audit trail and of undo: `whitelist`.
    package var name: String
    /// The notice's words about a row's name or `3 contacts`: `{ "\($0) whitelisted" }`.
    package var notice: @Sendable (String) -> String
    package var reason = ""
    /// Checked again inside the transaction, on the row as it is then.
    package var availability: @Sendable (R) -> Availability = { _ in .available }
    /// Changes the value, which is then saved; an action may write to other tables as well.
    package var apply: @Sendable (EditSession, inout R) throws -> Void
    /// Whether `apply` writes the row and leaves the value as it then stands: it is neither saved nor read again.
    package var isWritten = false
    /// Writes what a form changes in other tables, once the changed row is saved.
    package var write: @Sendable (EditSession, R) throws -> Void = { _, _ in }
    package var reversal: Reversing = .restoring
    /// Secrets of the changed row that this answer alone shows.
    package var reveal: @Sendable (R) -> [EditOutcome.Revelation] = { _ in [] }

    /// How an edit is taken back.
    package enum Reversing: Sendable {
        /// It cannot be, because of this: `the old key is not kept`.
        case none(because: String)
        /// By saving the fields as they were.
        case restoring
        /// By this, which is given the row as it is now.
        case by(Reverting)
    }
}

extension RowChange {
    /// What an action does.
    init(
        _ action: ActionDescription, notice: @escaping @Sendable (String) -> String,
        apply: @escaping @Sendable (EditSession, inout R) throws -> Void
    ) {
        self.init(name: action.name, notice: notice, apply: apply)
    }

    /// What the form of a kind does.
    static func edit(_ apply: @escaping @Sendable (EditSession, inout R) throws -> Void) -> RowChange {
        RowChange(name: "edit", notice: { "\($0) changed" }, apply: apply)
    }
}

/// What an edit made of one row.
package struct RowEdit<R: Revisioned>: Sendable {
    package let before: R
    package let after: R
    /// Its audit entry.
    package let entry: Int64
    /// The row when the edit is taken back; its counters may have moved on since `after`.
    package var now: R
}

/// What one edit notes about each row to take it back, beyond what the row itself shows; kept with its reversal.
final class Kept<Note: Sendable>: Sendable {
    private let notes = Mutex<[String: Note]>([:])

    /// The note on a row, by its native id.
    subscript(native: String) -> Note? {
        get { notes.withLock { $0[native] } }
        set { notes.withLock { $0[native] = newValue } }
    }
}
