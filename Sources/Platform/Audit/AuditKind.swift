import ServiceCore
import Store

/// The audit trail as rows, newest first; read in windows, since it grows without end.
struct AuditKind: Sendable {
    let context: PlatformContext
    /// Takes back the import that an entry tells of.
    let takeBack: @Sendable (AuditEntry) async throws(ServiceError) -> EditOutcome

    func operations() -> ResourceOperations<AuditEntry> {
        ResourceOperations(
            list: .walked(
                context.store, by: "time", because: "the audit trail is read in the order of time",
                AuditQueries.walk),
            find: { key async throws(ServiceError) in
                guard let id = Int64(key) else { return nil }
                return try await context.store.read { db in try AuditQueries.find(id, in: db) }
            }, actions: [restoring])
    }

    private var restoring: ResourceAction<AuditEntry> {
        ResourceAction(
            .restore,
            availability: { entry in
                if entry.isRestorable { return .available }
                return .disabled(
                    entry.what == "delete"
                        ? "nothing of it is kept" : "only a deletion or an import can be taken back")
            }, perform: { ids, _ async throws(ServiceError) in try await restore(ids) })
    }

    private func restore(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        if let list = try await onlyImport(ids) { return try await takeBack(list) }
        let (names, findings) = try await context.editor.edit { session in
            let entries = try ids.map { try entry($0, in: session.database) }
            return (entries.map(\.targetName), try entries.compactMap { try session.putBack($0) })
        }
        let subject = names.count == 1 ? names[0] : NumberText.counted(names.count, "deletion")
        return EditOutcome(
            "\(subject) restored", findings: findings, isAsWished: findings.isEmpty,
            finality: "X deletes it again")
    }

    /// The same trail for who asks for entries and not for rows.
    func trail() -> TrailReader {
        var trail = TrailReader { request async throws(ServiceError) in
            try await context.store.read { db in try AuditQueries.entries(request, in: db) }
        }
        trail.verify = { () async throws(ServiceError) in
            try await context.store.read { db in try AuditChain(db).verify() }
        }
        if !context.options.isReadOnly {
            trail.restore = { entry async throws(ServiceError) in try await restore([entry.id]) }
        }
        return trail
    }

    /// The import that is to be taken back; it takes as long as it took, so it is done alone.
    private func onlyImport(_ ids: [ResourceID]) async throws(ServiceError) -> AuditEntry? {
        let entries = try await context.store.read { db in try ids.map { try entry($0, in: db) } }
        guard let list = entries.first(where: { $0.what == AuditEntry.importing }) else { return nil }
        guard entries.count == 1 else {
            throw ServiceError(
                .refused, "An import is taken back alone.",
                hint: "Choose the import of \(list.targetName) alone.")
        }
        return list
    }

    private func entry(_ id: ResourceID, in db: ReadTransaction) throws -> AuditEntry {
        guard let native = Int64(id.native), let entry = try AuditQueries.find(native, in: db) else {
            throw ServiceError(.notFound, "The entry of the audit trail is gone.", hint: "Refresh the list.")
        }
        return entry
    }
}
