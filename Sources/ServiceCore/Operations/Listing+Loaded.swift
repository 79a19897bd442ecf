extension Listing where Element: Resource {
    /// A listing over a source that can only be loaded whole: filter, sort and windows are done here.
    ///
    /// Meant for kinds of which an account has tens or thousands, not millions.
    package static func loaded(
        sort: RowOrder, load: @escaping @Sendable () async throws(ServiceError) -> [Element]
    ) -> Listing {
        var listing = whole(sort: sort, gathering: nil) { _ async throws(ServiceError) in try await load() }
        listing.all = load
        return listing
    }

    /// A listing of a platform that hands over pages in its own order alone.
    ///
    /// Each window reads as much as may be kept at hand; who needs several windows keeps what was gathered
    /// (`GatheredRows`), who needs every row takes `gathering.pages`.
    ///
    /// - Parameter sort: the order that rows are shown in unless another is asked for.
    package static func gathered(sort: RowOrder, _ gathering: Gathering<Element>) -> Listing {
        whole(sort: sort, gathering: gathering, load: gathering.load)
    }

    private static func whole(
        sort: RowOrder, gathering: Gathering<Element>?,
        load: @escaping @Sendable (Filter) async throws(ServiceError) -> [Element]
    ) -> Listing {
        let schema = ResourceSchema(of: Element.self)
        let others = schema.fields.filter { $0.kind != .secret && $0.id != sort.field }.map {
            RowOrder($0.id)
        }
        let prepare: @Sendable (Filter, RowOrder) async throws(ServiceError) -> [Row] = {
            filter, order async throws(ServiceError) in
            let rows = try await load(filter).map { Row($0, schema: schema) }
            return rows.filter { filter.matches($0) }.sorted(by: order)
        }
        return Listing(
            sortable: [sort] + others, gathering: gathering,
            count: { filter async throws(ServiceError) in try await prepare(filter, sort).count },
            page: { request async throws(ServiceError) in
                try RowWindow(rows: try await prepare(request.filter, request.sort ?? sort)).page(request)
                    .map { $0.resource as! Element }  // every row was made from an Element just above
            })
    }
}

extension Listing<Row> {
    /// Rows that are at hand, in the order given.
    package static func holding(_ rows: [Row]) -> Listing {
        Listing(
            sortable: [],
            page: { request async throws(ServiceError) in try RowWindow(rows: rows).page(request) })
    }
}

/// A window cut out of rows that are all at hand.
struct RowWindow {
    let rows: [Row]

    func page(_ request: ListRequest) throws(ServiceError) -> ListPage<Row> {
        let start = max(0, min(try start(of: request), rows.count))
        let end = min(rows.count, start + min(try length(of: request), rows.count - start))
        return ListPage(
            Array(rows[start..<end]), offset: start, total: .exact(rows.count), hasMore: end < rows.count)
    }

    private func start(of request: ListRequest) throws(ServiceError) -> Int {
        switch request.position {
        case .start: 0
        case .end: rows.count - request.limit
        case .offset(let offset): offset
        case .after(let id): try index(of: id) + 1
        case .before(let id): try index(of: id) - request.limit
        }
    }

    /// A window before a row near the top is shorter than asked, lest it run past that row.
    private func length(of request: ListRequest) throws(ServiceError) -> Int {
        guard case .before(let id) = request.position else { return request.limit }
        return min(request.limit, try index(of: id))
    }

    private func index(of id: ResourceID) throws(ServiceError) -> Int {
        guard let index = rows.firstIndex(where: { $0.id == id }) else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        return index
    }
}
