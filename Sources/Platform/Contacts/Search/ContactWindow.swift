import ServiceCore
import Store

/// Which contacts stand in a window: ids in order, found without reading more than the window needs.
struct ContactWindow {
    let db: ReadTransaction
    let condition: ContactCondition
    let order: ContactOrder
    let filter: Filter
    let cache: ContactMatchCache

    struct Page {
        var ids: [Int64]
        var offset: Int?
        var total: RowTotal
        var hasMore: Bool
    }

    init(
        _ filter: Filter, _ order: ContactOrder, connection: ConnectionID, cache: ContactMatchCache,
        in db: ReadTransaction
    ) throws {
        self.db = db
        self.order = order
        self.filter = filter
        self.cache = cache
        condition = try ContactCondition(filter, connection: connection, in: db)
    }

    func page(_ position: ListRequest.Position, limit: Int) throws -> Page {
        switch position {
        case .start: try forward(from: nil, limit, offset: 0)
        case .after(let id): try forward(from: try place(of: id), limit)
        case .before(let id): try backward(from: try place(of: id), limit)
        case .end: try backward(from: nil, limit)
        case .offset(let offset): try page(at: max(0, offset), limit)
        }
    }

    /// Everybody who passes.
    func count() throws -> Int { filter.isEmpty ? try countAll() : try matches().count }

    private func place(of id: ResourceID) throws -> ContactPlace {
        if let number = Int64(id.native), let place = try order.place(of: number, in: db) { return place }
        throw ServiceError(
            .notFound, "The contact to continue from is gone.", hint: "Refresh the list.")
    }

    private func forward(from place: ContactPlace?, _ limit: Int, offset: Int? = nil) throws -> Page {
        let (ids, total) = try following(place, order, limit + 1)
        let page = Array(ids.prefix(limit))
        return Page(
            ids: page, offset: offset, total: total ?? .atLeast((offset ?? 0) + ids.count),
            hasMore: ids.count > limit)
    }

    private func backward(from place: ContactPlace?, _ limit: Int) throws -> Page {
        let (ids, total) = try following(place, order.inverted, limit)
        var page = Page(
            ids: ids.reversed(), offset: nil, total: total ?? .atLeast(ids.count), hasMore: place != nil)
        if place == nil, case .exact(let count) = page.total { page.offset = max(0, count - ids.count) }
        return page
    }

    private func page(at offset: Int, _ limit: Int) throws -> Page {
        if offset == 0 { return try forward(from: nil, limit, offset: 0) }
        let count = try count()
        let start = min(offset, count)
        let length = min(limit, count - start)
        // The nearer end is the cheaper one to count from.
        let ids =
            start <= count - start - length
            ? try skipping(start, order, length)
            : try skipping(count - start - length, order.inverted, length).reversed()
        return Page(ids: Array(ids), offset: start, total: .exact(count), hasMore: start + length < count)
    }
}
