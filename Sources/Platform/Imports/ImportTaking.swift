import ServiceCore
import Store

/// Takes imports back, in as many short transactions as they were made in.
struct ImportTaking: Sendable {
    private let context: PlatformContext
    private let reverting: any ImportReverting
    private var store: PlatformStore { context.store }

    init(_ context: PlatformContext, _ reverting: any ImportReverting) {
        (self.context, self.reverting) = (context, reverting)
    }

    /// The import of an entry of the trail, whoever made it and whenever.
    ///
    /// Once the trail says so it goes to its end, though the caller be cancelled; what a process that ends leaves of it
    /// goes at the next opening. Rows that somebody has changed since, or that something happened to, stay as they are.
    func takeBack(entry: Int64) async throws(ServiceError) -> EditOutcome {
        let (list, title) = try await context.editor.edit { session in try begin(entry, in: session) }
        let left = try await toTheEnd { () async throws(ServiceError) in try await takeBackWhole(list) }
        let summary = "import of \(title)"
        guard left > 0 else { return EditOutcome("undone: \(summary)") }
        return EditOutcome(
            "undone: \(summary), but for \(NumberText.counted(left, "row"))",
            findings: [Self.stayed(left)], isAsWished: false)
    }

    static func stayed(_ rows: Int) -> String {
        "\(NumberText.counted(rows, "row")) of it stayed: somebody has changed or holds them, or something was sent to them."
    }

    /// What becomes of rows that could not be taken back now.
    static let later = "What is left of the import goes when the data directory is next opened."

    /// Writes into the trail that it is taken back, before anything of it goes.
    private func begin(_ entry: Int64, in session: EditSession) throws -> (list: StoredImport, title: String)
    {
        let db = session.database
        let list = try ImportLog.find(entry: entry, in: db)
        guard let told = try AuditQueries.find(entry, in: db) else {
            throw ServiceError(.notFound, "The entry of the audit trail is gone.")
        }
        if try ImportLog.beginReverting(list.id, in: db) {
            let record = AuditRecord(
                time: session.now, who: session.who, connection: session.connection, action: "undo",
                target: told.target, title: told.targetName, changes: told.changes.map(\.reversed),
                undoOf: entry)
            _ = try AuditQueries.append(record, in: db)
        }
        return (list, told.targetName)
    }

    /// - Returns: how many rows stayed.
    private func takeBackWhole(_ list: StoredImport) async throws(ServiceError) -> Int {
        let loading = reverting.loading(context)
        defer { context.options.progress(nil) }
        do throws(ServiceError) {
            let rows = try await store.read { db in try ImportLog.rowCount(of: list.id, in: db) }
            _ = try await loading?.begin(rows)
            let left = try await takeBack(list)
            try await loading?.finish()
            try await store.write { db in try ImportLog.drop(list.id, in: db) }
            return left
        } catch {
            try? await loading?.finish()
            try? await store.write { db in try ImportLog.release(list.id, in: db) }
            throw error
        }
    }

    /// In a task of its own, which a cancelled caller does not stop.
    private func toTheEnd(
        _ work: @escaping @Sendable () async throws(ServiceError) -> Int
    ) async throws(ServiceError) -> Int {
        let ended = await Task { await Result(of: work) }.value
        do throws(ServiceError) { return try ended.get() } catch {
            var told = error
            told.hint = Self.later
            throw told
        }
    }

    /// - Returns: how many rows stayed.
    private func takeBack(_ list: StoredImport) async throws(ServiceError) -> Int {
        let tell = context.options.progress
        var retreat = try await store.read { db in try ImportRetreat(list, tell: tell, in: db) }
        while let part = try await store.write({ db in try reverting.takeBackLast(of: list, in: db) }) {
            retreat.note(part)
        }
        return retreat.stayed
    }

    /// Takes back one that does not come to its end; what this cannot do the next opening does.
    ///
    /// - Returns: how many rows stayed; nil where not all of them have been looked at yet.
    func abandon(_ list: Int64, _ loading: BulkLoading?) async -> Int? {
        // In a task of its own, because a cancelled caller still wants its rows as they were.
        await Task { () -> Int? in
            defer { context.options.progress(nil) }
            let stored = try? await store.read { db in
                try SQLRow.fetchOne(db, "SELECT * FROM list_import WHERE id = \(list)").map(StoredImport.init)
            }
            guard let found = stored else { return nil }
            let left = try? await takeBack(found)
            try? await loading?.finish()
            try? await store.write { db in
                try left == nil ? ImportLog.release(list, in: db) : ImportLog.drop(list, in: db)
            }
            return left
        }.value
    }
}

extension ImportReverting {
    /// - Returns: the newest part; nil where none is left.
    func takeBackLast(of list: StoredImport, in db: WriteTransaction) throws -> TakenPart? {
        guard let last = try ImportLog.lastPart(of: list.id, in: db) else { return nil }
        let left = try takeBack(last.part, of: list, in: db)
        try ImportLog.drop(part: last.id, in: db)
        return TakenPart(rows: last.part.rowCount, stayed: left)
    }
}
