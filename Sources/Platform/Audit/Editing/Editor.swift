package import FoundationEssentials
package import ServiceCore
package import Store
import Synchronization

/// Runs edits of the embedded platform: each is one transaction, its audit entries included.
package struct Editor: Sendable {
    package let store: PlatformStore
    package let connection: ConnectionID
    package let who: String
    package let clock: @Sendable () -> Date
    let undone = UndoneRevisions()

    /// Everything the body writes, or nothing where it throws.
    package func edit<T: Sendable>(
        _ body: @escaping @Sendable (EditSession) throws -> T
    ) async throws(ServiceError) -> T {
        let (connection, who, now) = (connection, who, clock())
        // Read here, since the transaction is written by another task.
        let undone = AuditEntry.beingTakenBack
        return try await store.write { db in
            var session = EditSession(database: db, connection: connection, who: who, now: now)
            session.takenBack = undone
            return try body(session)
        }
    }
}

/// One edit while its transaction is open: where to write, who acts, and when.
package struct EditSession {
    package let database: WriteTransaction
    package let connection: ConnectionID
    /// The person at the console, `kim@console`, or the API key's account.
    package let who: String
    /// The one instant of everything that the edit writes.
    package let now: Date
    /// The entry of the trail that the edit takes back, where it does.
    fileprivate(set) var takenBack: AuditEntry?

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
        let other = takenBack.flatMap { $0.target == row.id ? Int64($0.id.native) : nil }
        let entry = AuditRecord(
            time: now, who: who, connection: connection, action: other == nil ? action : "undo",
            target: row.id, title: row.name, reason: reason,
            changes: Row.changes(from: rows.0, to: rows.1), undo: undo, undoOf: undone ?? other)
        return try AuditQueries.append(entry, in: database)
    }
}

/// Which earlier revision a row is back at after an undo, so that the edit before can be taken back next.
///
/// An undo raises a row's revision like every edit, lest a form opened meanwhile overwrite it; what the row
/// holds is what it held at the older one.
package final class UndoneRevisions: Sendable {
    private let revisions = Mutex<[ResourceID: [Int: Int]]>([:])

    /// Notes that a row at `revision` is as it was at `earlier`.
    func note(_ id: ResourceID, _ revision: Int, isAs earlier: Int) {
        revisions.withLock { all in
            let first = all[id]?[earlier] ?? earlier
            all[id, default: [:]][revision] = first
        }
    }

    /// Whether a row at `revision` is as it was at `earlier`.
    func isSame(_ id: ResourceID, _ revision: Int, _ earlier: Int) -> Bool {
        revisions.withLock { all in
            let known = all[id] ?? [:]
            return (known[revision] ?? revision) == (known[earlier] ?? earlier)
        }
    }
}
