import GRDB
import ServiceCore

/// The audit trail as rows, newest first; read in windows, since it grows without end.
struct AuditKind: Sendable {
    let context: PlatformContext

    init(_ context: PlatformContext) { self.context = context }

    func operations() -> ResourceOperations<AuditEntry> {
        ResourceOperations(
            list: Listing(
                sortable: [RowOrder("time", ascending: false)],
                unsortable: Dictionary(
                    uniqueKeysWithValues: AuditEntry.fields.map(\.description.id).filter { $0 != "time" }
                        .map { ($0, "the audit trail is read in the order of time") }),
                count: { filter async throws(ServiceError) in
                    try await context.store.read { db in try AuditWindow(filter: filter).count(in: db) }
                },
                page: { request async throws(ServiceError) in
                    try await context.store.read { db in
                        try AuditWindow(
                            filter: request.filter, isOldestFirst: request.sort?.isAscending == true
                        )
                        .page(request, in: db)
                    }
                }),
            find: { key async throws(ServiceError) in
                guard let id = Int64(key) else { return nil }
                return try await context.store.read { db in try AuditQueries.find(id, in: db) }
            })
    }
}
