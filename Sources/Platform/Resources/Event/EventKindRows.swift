import ServiceCore

/// The activity of the embedded platform, which can only be looked at.
struct EventKindRows: Sendable {
    let context: PlatformContext

    init(_ context: PlatformContext) { self.context = context }

    func operations() -> ResourceOperations<DeliveryEvent> {
        let queries = EventQueries(connection: context.connection)
        return ResourceOperations(
            list: EventWindow.listing(context),
            find: { key async throws(ServiceError) in
                guard let id = Int64(key) else { return nil }
                return try await context.store.read { db in try queries.events([id], in: db).first }
            })
    }
}
