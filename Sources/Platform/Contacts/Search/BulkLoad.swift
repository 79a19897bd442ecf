package import ServiceCore
package import Store

/// Loads very many contacts: their indices, search and triggers are taken down first and built once at the end.
///
/// Worth it when the rows to come are at least as many as those that are there. Readers see the rows as they
/// come but sort and search slowly, or not at all, until `finish`. A load that is cut off is finished when
/// the database is next opened.
package enum BulkLoad {
    /// - Parameter owner: the process that will finish it, so that others who open the file leave that to it.
    package static func begin(_ db: WriteTransaction) throws { try begin(db, owner: nil) }

    static func begin(_ db: WriteTransaction, owner: ProcessMark?) throws {
        try MetaKey.bulkLoad.set(owner?.text ?? "running", in: db)
        try takeDown(db)
    }

    package static func finish(_ db: WriteTransaction) throws {
        for step in steps(isShared: false) { try step(db) }
    }

    typealias Step = @Sendable (WriteTransaction) throws -> Void

    /// What finishes it, piece by piece; until the last it is known to be unfinished.
    ///
    /// - Parameter isShared: whether each is a transaction of its own, between which others may write.
    static func steps(isShared: Bool) -> [Step] {
        let first: [Step] = [
            { try takeDown($0) }, { try $0.execute(SQL(text: ContactTriggers.recompute)) },
        ]
        let indices = ContactIndices.all.map { index -> Step in { try $0.execute(SQL(text: index.create)) } }
        // With their triggers at once, lest a row of somebody else fall between.
        let texts = ContactIndices.texts.map { index -> Step in
            { db in
                try index.rebuild(in: db)
                try db.execute(SQL(text: index.triggers))
            }
        }
        return first + indices + texts + [
            { db in
                if isShared { try db.execute(SQL(text: ContactTriggers.recompute)) }
                try db.execute(SQL(text: ContactTriggers.create))
                try db.execute(SQL.dialect.analyze("contact"))
                try MetaKey.bulkLoad.set(nil, in: db)
            }
        ]
    }

    private static func takeDown(_ db: WriteTransaction) throws {
        for index in ContactIndices.texts { try db.execute(SQL(text: index.dropTriggers)) }
        try db.execute(SQL(text: ContactTriggers.drop))
        try db.execute(SQL(text: ContactIndices.drop))
    }

    static func wasInterrupted(_ db: ReadTransaction) throws -> Bool {
        guard try db.tableExists("meta"), let owner = try MetaKey.bulkLoad.value(in: db) else { return false }
        return !ProcessMark(text: owner).isAlive
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
