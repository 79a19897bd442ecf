import ServiceCore
import Store

/// Takes imports back, in as many short transactions as they were made in.
struct ImportTaking: Sendable {
    private let store: PlatformStore
    private let reverting: any ImportReverting

    init(_ store: PlatformStore, _ reverting: any ImportReverting) {
        (self.store, self.reverting) = (store, reverting)
    }

    /// The import of an entry of the trail, whoever made it and whenever.
    ///
    /// Rows that somebody has changed since, or that something happened to, stay as they are.
    func takeBack(entry: Int64, by editor: Editor) async throws(ServiceError) -> EditOutcome {
        let found = try await store.read { db in
            (try ImportLog.find(entry: entry, in: db), try AuditQueries.find(entry, in: db))
        }
        guard let told = found.1 else {
            throw ServiceError(.notFound, "The entry of the audit trail is gone.")
        }
        let left = try await takeBack(found.0)
        let summary = "import of \(told.targetName)"
        try await editor.edit { session in
            let record = AuditRecord(
                time: session.now, who: session.who, connection: session.connection, action: "undo",
                target: told.target, title: told.targetName,
                changes: told.changes.map {
                    FieldChange(field: $0.field, label: $0.label, before: $0.after, after: $0.before)
                }, undoOf: entry)
            _ = try AuditQueries.append(record, in: session.database)
        }
        guard left > 0 else { return EditOutcome("undone: \(summary)") }
        let rows = NumberText.counted(left, "row")
        return EditOutcome(
            "undone: \(summary), but for \(rows)",
            findings: [
                "\(rows) of it stayed: somebody has changed them since, or something was sent to them."
            ],
            isAsWished: false)
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

/// Has indices built once at the end of a long import, in steps that let others write between them.
struct BulkLoading: Sendable {
    /// Given the number of rows to come; returns whether it is worth it.
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
        return try await ImportTaking(context.store, reverting).takeBack(entry: id, by: context.editor)
    }
}
