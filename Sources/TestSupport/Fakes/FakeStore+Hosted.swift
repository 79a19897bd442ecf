package import ServiceCore

extension FakeStore {
    /// The same rows as a hosted platform offers them: read whole, asked again at intervals, no word of changes.
    ///
    /// - Parameters:
    ///   - part: what is listed where the platform does not list all of its own.
    ///   - total: how many rows it counts where it has more than the cap.
    ///   - contactActions: what can be done with its contacts besides.
    package func hostedConnection(
        cap: Int = 5000, part: String? = nil, total: Int? = nil, contactActions: [ResourceAction<Row>] = []
    ) -> Connection {
        let whole = connection()
        let resources = whole.resources.values.map { rows in
            var operations = rows.operations
            if rows.schema.kind == .contact { operations.actions += contactActions }
            if let list = operations.list {
                let gathering = Gathering<Row>(
                    cap: cap, part: part, total: { _ in total },
                    load: { _ async throws(ServiceError) in
                        try await list.page(ListRequest(limit: cap)).items
                    })
                operations.list = Listing<Row>(sortable: list.sortable, gathering: gathering, page: list.page)
            }
            return RowOperations(schema: rows.schema, operations: operations)
        }
        return Connection(
            id: id, platform: "hosted", freshness: .polled(every: .seconds(5)), resources: resources,
            campaigns: whole.campaigns, messages: whole.messages, trace: whole.trace)
    }
}
