package import FoundationEssentials
package import ServiceCore
package import Store

/// One edit while its transaction is open: where to write, who acts, and when.
package struct EditSession {
    package let database: WriteTransaction
    package let connection: ConnectionID
    /// The person at the console, `kim@console`, or the API key's account.
    package let who: String
    /// The one instant of everything that the edit writes.
    package let now: Date

    /// Writes the audit entry of one row; secrets are masked and unchanged fields left out.
    ///
    /// - Parameters:
    ///   - before: nil where the edit made the row.
    ///   - after: nil where the edit removed it.
    ///   - undo: what takes the edit back, nil where nothing does.
    ///   - undone: the entry that this one takes back.
    /// - Returns: the entry's id.
    @discardableResult
    package func record<R: Resource>(
        _ action: String, from before: R?, to after: R?, reason: String = "", undo: String? = nil,
        takingBack undone: Int64? = nil
    ) throws -> Int64 {
        let rows = (before.map { Row($0) }, after.map { Row($0) })
        guard let row = rows.1 ?? rows.0 else {
            throw ServiceError(.invalid, "An edit of no row cannot be recorded.")
        }
        let entry = AuditRecord(
            time: now, who: who, connection: connection, action: action, target: row.id, title: row.name,
            reason: reason, changes: Row.changes(from: rows.0, to: rows.1), undo: undo, undoOf: undone)
        return try AuditQueries.append(entry, in: database)
    }
}
