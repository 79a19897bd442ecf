package import GRDB
import ServiceCore

/// A row of a query; the plain name means a pane's row where `ServiceCore` is imported too.
package typealias SQLRow = GRDB.Row

extension Database {
    /// Changes columns of one row that a person edits, and raises its `rev`.
    ///
    /// - Parameter rev: the revision that the person saw; nil changes the row whatever it is.
    /// - Parameter table: a table with `id` and `rev`; like the column names never a text from outside.
    /// - Returns: the new revision.
    /// - Throws: `.conflict` where another edit came first, `.notFound` where the row is gone.
    @discardableResult
    package func update(
        _ table: String, id: Int64, expecting rev: Int? = nil,
        _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws -> Int {
        let columns = values.map { "\($0.key) = ?, " }.joined()
        var arguments = StatementArguments(values.map(\.value))
        arguments += [id, rev, rev]
        let new = try cachedStatement(
            sql: """
                UPDATE \(table) SET \(columns)rev = rev + 1 WHERE id = ? AND (? IS NULL OR rev = ?) RETURNING rev
                """)
        if let rev = try Int.fetchOne(new, arguments: arguments) { return rev }
        throw try rowIsThere(table, id) ? Self.changedMeanwhile : Self.gone
    }

    /// Deletes one row that a person saw, under the same conditions.
    package func delete(_ table: String, id: Int64, expecting rev: Int? = nil) throws {
        try execute(
            sql: "DELETE FROM \(table) WHERE id = ? AND (? IS NULL OR rev = ?)", arguments: [id, rev, rev])
        guard changesCount == 0 else { return }
        throw try rowIsThere(table, id) ? Self.changedMeanwhile : Self.gone
    }

    private func rowIsThere(_ table: String, _ id: Int64) throws -> Bool {
        try Bool.fetchOne(self, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)", arguments: [id])
            == true
    }

    private static let changedMeanwhile = ServiceError(
        .conflict, "The row was changed by somebody else meanwhile.",
        hint: "Refresh (r), look at the new values and edit again.")
    private static let gone = ServiceError(
        .notFound, "The row is not there any more.", hint: "Refresh (r): somebody else has deleted it.")
}
