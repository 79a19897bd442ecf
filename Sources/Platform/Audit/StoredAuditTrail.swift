package import FoundationEssentials
package import ServiceCore

/// The audit trail of hosted connections, kept in the embedded platform's store beside its own.
package struct StoredAuditTrail: AuditTrail {
    private let store: PlatformStore

    private let place: String

    /// - Parameter place: the platform and base URL that the connection stands for: what was done at another one under
    ///   the same name says nothing of its rows.
    package init(_ store: PlatformStore, at place: String = "") {
        (self.store, self.place) = (store, place)
    }

    @discardableResult
    package func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        let record = record(of: entry)
        return String(try await store.write { db in try AuditQueries.append(record, in: db) })
    }

    package func settle(_ entry: AuditEntry, of lost: String) async throws(ServiceError) -> String? {
        let record = record(of: entry)
        // Looked and written at once: two processes may find out the same.
        return try await store.write { db in
            try AuditQueries.hasVerdict(on: record, after: Int64(lost) ?? 0, in: db)
                ? nil : String(try AuditQueries.append(record, in: db))
        }
    }

    private func record(of entry: AuditEntry) -> AuditRecord {
        var record = AuditRecord(
            time: entry.time, who: entry.who, connection: entry.target.connection, action: entry.what,
            target: entry.target, title: entry.targetName, reason: entry.reason, changes: entry.changes,
            undoOf: entry.undoOf.flatMap { Int64($0) }, outcome: entry.outcome)
        record.place = place
        return record
    }

    package func entries(
        of connection: ConnectionID, since time: Date, after last: String?
    ) async -> TrailStretch? {
        let last = last.flatMap { Int64($0) } ?? 0
        return try? await store.read { db in
            try AuditQueries.recent(of: connection, at: place, since: time, after: last, in: db)
        }
    }
}
