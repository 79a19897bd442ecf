import ServiceCore

/// Everything that happened on the embedded platform, newest first.
struct ActivityKind: Sendable {
    let context: PlatformContext
    let queries: EventQueries

    init(_ context: PlatformContext) {
        self.context = context
        queries = EventQueries(connection: context.connection)
    }

    func operations() -> ResourceOperations<DeliveryEvent> {
        ResourceOperations(
            list: Listing(
                sortable: [EventQueries.newestFirst], unsortable: Self.unsortable,
                count: { filter async throws(ServiceError) in
                    try await context.store.read { db in try queries.count(filter, in: db) }
                },
                page: { request async throws(ServiceError) in
                    try await context.store.read { db in try queries.page(request, in: db) }
                }),
            find: { key async throws(ServiceError) in
                try await context.store.read { db in try queries.find(key, in: db) }
            })
    }

    private static let unsortable: [FieldID: String] = {
        let others = DeliveryEvent.fields.map(\.description.id).filter { $0 != "time" }
        return Dictionary(
            uniqueKeysWithValues: others.map {
                ($0, "millions of events are kept in the order of time; filter with \($0):")
            })
    }()
}
