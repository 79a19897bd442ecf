package import FoundationEssentials
package import ServiceCore

/// The audit trail of hosted connections, kept in the embedded platform's store beside its own.
package struct StoredAuditTrail: AuditTrail {
    private let store: PlatformStore

    package init(_ store: PlatformStore) { self.store = store }

    @discardableResult
    package func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        let record = AuditRecord(
            time: entry.time, who: entry.who, connection: entry.target.connection, action: entry.what,
            target: entry.target, title: entry.targetName, reason: entry.reason, changes: entry.changes,
            undoOf: entry.undoOf.flatMap { Int64($0) }, outcome: entry.outcome)
        return String(try await store.write { db in try AuditQueries.append(record, in: db) })
    }

    package func entries(
        of connection: ConnectionID, since time: Date, after last: String?
    ) async -> TrailStretch? {
        let last = last.flatMap { Int64($0) } ?? 0
        return try? await store.read { db in
            try AuditQueries.recent(of: connection, since: time, after: last, in: db)
        }
    }
}
