import GRDB
import ServiceCore

/// The audit trail as rows, newest first; read in windows, since it grows without end.
struct AuditKind: Sendable {
    let context: PlatformContext

    init(_ context: PlatformContext) { self.context = context }

    func operations() -> ResourceOperations<AuditEntry> {
        ResourceOperations(
            list: .walked(
                context.store, by: "time", because: "the audit trail is read in the order of time",
                AuditQueries.walk),
            find: { key async throws(ServiceError) in
                guard let id = Int64(key) else { return nil }
                return try await context.store.read { db in try AuditQueries.find(id, in: db) }
            })
    }
}
