package import ServiceCore

extension FakeStore {
    /// The same rows as a hosted platform offers them: read whole, asked again at intervals, no word of changes.
    ///
    /// - Parameters:
    ///   - part: what is listed where the platform does not list all of its own.
    ///   - total: how many rows it counts where it has more than the cap.
    ///   - pageLength: how many rows its pages have.
    ///   - contactActions: what can be done with its contacts besides.
    package func hostedConnection(
        cap: Int = 5000, part: String? = nil, total: Int? = nil, pageLength: Int = 500,
        contactActions: [ResourceAction<Row>] = []
    ) -> Connection {
        var hosted = connection()
        hosted.platform = "hosted"
        hosted.freshness = .polled(every: .seconds(5))
        (hosted.transport, hosted.changes, hosted.unfinished) = (nil, nil, nil)
        hosted.resources = hosted.resources.mapValues { rows in
            var rows = rows
            if rows.schema.kind == .contact { rows.operations.actions += contactActions }
            rows.operations.list = rows.operations.list.map { list in
                var whole = list
                whole.unsortable = [:]
                whole.gathering = Gathering<Row>(
                    cap: cap, part: part, total: { _ in total },
                    load: { _ async throws(ServiceError) in
                        try await list.page(ListRequest(limit: cap)).items
                    })
                whole.gathering?.pages = { _, take async throws(ServiceError) in
                    var request = ListRequest(limit: min(cap, pageLength))
                    var page = try await list.page(request)
                    while try await take(page.items), page.hasMore, let last = page.items.last {
                        request.position = .after(last.id)
                        page = try await list.page(request)
                    }
                }
                return whole
            }
            return rows
        }
        return hosted
    }
}
