package import ServiceCore
package import Store

/// Loads very many contacts: their indices, search and triggers are taken down first and built once at the end.
///
/// Worth it when the rows to come are at least as many as those that are there. Readers see the rows as they
/// come but sort and search slowly, or not at all, until `finish`. A load that is cut off is finished when
/// the database is next opened.
package enum BulkLoad {
    package static func begin(_ db: WriteTransaction) throws {
        try MetaKey.bulkLoad.set("running", in: db)
        try takeDown(db)
    }

    package static func finish(_ db: WriteTransaction) throws {
        try takeDown(db)
        try db.execute(SQL(text: ContactTriggers.recompute))
        try db.execute(SQL(text: ContactIndices.create))
        for index in ContactIndices.texts { try index.rebuild(in: db) }
        try db.execute(SQL(text: ContactTriggers.create))
        for index in ContactIndices.texts { try db.execute(SQL(text: index.triggers)) }
        try db.execute(SQL.dialect.analyze("contact"))
        try MetaKey.bulkLoad.set(nil, in: db)
    }

    private static func takeDown(_ db: WriteTransaction) throws {
        for index in ContactIndices.texts { try db.execute(SQL(text: index.dropTriggers)) }
        try db.execute(SQL(text: ContactTriggers.drop))
        try db.execute(SQL(text: ContactIndices.drop))
    }

    static func wasInterrupted(_ db: ReadTransaction) throws -> Bool {
        try db.tableExists("meta") && MetaKey.bulkLoad.value(in: db) != nil
    }
}

extension PlatformStore {
    /// Runs a big load in transactions of its own, between taking the contact indices down and building them.
    ///
    /// - Parameter chunk: inserts some rows and says whether more follow; called once per transaction, so a
    ///   cancelled or failed load keeps whole chunks.
    package func bulkLoad(
        _ chunk: @escaping @Sendable (WriteTransaction) throws -> Bool
    ) async throws(ServiceError) {
        try await write { db in try BulkLoad.begin(db) }
        var failure: ServiceError?
        do {
            while try await write(chunk) {}
        } catch {
            failure = error
        }
        // In a task of its own, because a cancelled caller still needs its indices back.
        let finishing = Task { try await pool.writeAlone { db in try BulkLoad.finish(db) } }
        do {
            try await finishing.value
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
        if let failure { throw failure }
    }
}
