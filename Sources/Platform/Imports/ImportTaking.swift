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
        let rows = NumberText.counted(left, "row")
        return EditOutcome(
            "undone: \(summary), but for \(rows)",
            findings: [
                "\(rows) of it stayed: somebody has changed them since, or something was sent to them."
            ],
            isAsWished: false)
    }

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
        do throws(ServiceError) {
            let rows = try await store.read { db in try ImportLog.rowCount(of: list.id, in: db) }
            _ = try await loading?.begin(rows)
            let left = try await takeBack(list)
            try await loading?.finish()
            try await store.write { db in try ImportLog.drop(list.id, in: db) }
            return left
        } catch {
            try? await loading?.finish()
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
            told.hint = "What is left of the import goes when the data directory is next opened."
            throw told
        }
    }

    /// - Returns: how many rows stayed.
    private func takeBack(_ list: StoredImport) async throws(ServiceError) -> Int {
        var left = 0
        while let more = try await store.write({ db in try reverting.takeBackLast(of: list, in: db) }) {
            left += more
        }
        return left
    }

    /// Takes back one that does not come to its end; what this cannot do the next opening does.
    func abandon(_ list: Int64, _ loading: BulkLoading?) async {
        // In a task of its own, because a cancelled caller still wants its rows as they were.
        await Task {
            let stored = try? await store.read { db in
                try SQLRow.fetchOne(db, "SELECT * FROM list_import WHERE id = \(list)").map(StoredImport.init)
            }
            guard let found = stored else { return }
            let isBack = (try? await takeBack(found)) != nil
            try? await loading?.finish()
            if isBack { try? await store.write { db in try ImportLog.drop(list, in: db) } }
        }.value
    }
}

extension ImportReverting {
    /// - Returns: how many rows of the newest part stayed; nil where no part is left.
    func takeBackLast(of list: StoredImport, in db: WriteTransaction) throws -> Int? {
        guard let last = try ImportLog.lastPart(of: list.id, in: db) else { return nil }
        let left = try takeBack(last.part, of: list, in: db)
        try ImportLog.drop(part: last.id, in: db)
        return left
    }
}

/// Has indices built once at the end of a long import, or of taking it back, in steps that let others write between them.
struct BulkLoading: Sendable {
    /// Given the number of rows that come, or go; returns whether it is worth it.
    let begin: @Sendable (Int) async throws(ServiceError) -> Bool
    /// Does nothing where it has not begun.
    let finish: @Sendable () async throws(ServiceError) -> Void
}

/// Takes imports of any kind back by their entries in the trail.
struct AnyImportTaking: Sendable {
    let context: PlatformContext
    let kinds: [ResourceKind: any ImportReverting]

    func takeBack(_ entry: AuditEntry) async throws(ServiceError) -> EditOutcome {
        guard let reverting = kinds[entry.target.kind], let id = Int64(entry.id.native) else {
            throw ServiceError(.unsupported, "The import cannot be taken back.")
        }
        return try await ImportTaking(context, reverting).takeBack(entry: id)
    }
}
