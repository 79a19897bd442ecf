import ServiceCore

/// Batches: what was sent together, found by the id that APIs call `eeid`.
struct BatchKind: Sendable {
    let context: PlatformContext

    init(_ context: PlatformContext) { self.context = context }

    func operations() -> ResourceOperations<Batch> {
        let connection = context.connection
        return ResourceOperations(
            list: .loaded(sort: RowOrder("created", ascending: false)) { () async throws(ServiceError) in
                try await context.store.read { db in try BatchQueries.all(connection, in: db) }
            },
            find: { key async throws(ServiceError) in
                try await context.store.read { db in try BatchQueries.find(key, connection, in: db) }
            })
    }
}
