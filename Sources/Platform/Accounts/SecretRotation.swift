import ServiceCore
import Store

extension OwnedKind {
    /// An action that gives a row a new secret and shows it; the old one cannot come back.
    ///
    /// - Parameter set: makes the secret and stores it under the row's id.
    func rotation(
        _ action: ActionDescription, notice: @escaping @Sendable (String) -> String,
        reveal: @escaping @Sendable (R) -> [EditOutcome.Revelation],
        set: @escaping @Sendable (Int64, WriteTransaction) throws -> Void
    ) -> ResourceAction<R> {
        var change = RowChange<R>(
            action, notice: notice,
            apply: { session, row in try set(try table.rowID(row), session.database) })
        change.reversal = .none(because: "the old one is not kept")
        change.reveal = reveal
        return editor.action(change, action, confirmation: { .naming($0) })
    }
}
