import FoundationEssentials
import ServiceCore
import Store

/// The table of batches.
enum BatchQueries {
    /// A launch's messages are counted with it; those of single sends are few.
    private static let query = """
        SELECT b.uuid, a.username, coalesce(c.title, b.trace, ''), b.archives, b.created_at,
        CASE WHEN EXISTS (SELECT 1 FROM submission u WHERE u.batch = b.id AND u.source = 'launch')
            THEN coalesce(c.audience_count, 0)
            ELSE (SELECT count(*) FROM delivery d WHERE d.batch = b.id) END, b.id
        FROM batch b JOIN account a ON a.id = b.account LEFT JOIN campaign c ON c.id = b.campaign
        """

    static func walk(_ connection: ConnectionID) -> IDWalk<Batch>.Table {
        IDWalk.Table(
            count: { db in try Int.fetchOne(db, "SELECT count(*) FROM batch") ?? 0 },
            rowID: { native, db in
                try Int64.fetchOne(db, "SELECT id FROM batch WHERE uuid = \(native)")
            },
            entries: { db, stretch in
                try SQLRow.fetchAll(db, "\(sql: query) \(stretch.sql("b.id"))").map {
                    ($0[6], batch($0, connection))
                }
            })
    }

    static func find(_ uuid: String, _ connection: ConnectionID, in db: ReadTransaction) throws -> Batch? {
        let row = try SQLRow.fetchOne(db, "\(sql: query) WHERE b.uuid = \(uuid.lowercased())")
        guard let row else { return nil }
        var found = batch(row, connection)
        if found.isArchived { found.trace = try ArchiveQueries.trace(batch: uuid.lowercased(), in: db) }
        return found
    }

    private static func batch(_ row: SQLRow, _ connection: ConnectionID) -> Batch {
        var batch = Batch(id: ResourceID(connection, .batch, row[0]), account: row[1], campaign: row[2])
        batch.isArchived = row[3]
        batch.created = Date(storedTime: row[4])
        batch.messageCount = row[5]
        return batch
    }
}

/// Batches: what was sent together, found by the id that APIs call `eeid`.
struct BatchKind: Sendable {
    let context: PlatformContext

    func operations() -> ResourceOperations<Batch> {
        let connection = context.connection
        return ResourceOperations(
            list: .walked(
                context.store, by: "created", because: "batches are read in the order of time",
                BatchQueries.walk(connection)),
            find: context.store.reading { key, db in try BatchQueries.find(key, connection, in: db) },
            actions: [
                .archivedText { id, email async throws(ServiceError) in
                    let entry = try await context.store.read { db in
                        try ArchiveQueries.find(batch: id.native, address: email, in: db)
                    }
                    return try await context.store.archivedText(entry, to: email)
                }
            ])
    }
}
