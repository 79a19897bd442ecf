import ServiceCore

/// All rows of a listing, a window at a time.
struct RowPages {
    private let listing: Listing<Row>
    private var request: ListRequest
    private var remaining: Int
    private var isDone = false
    private(set) var written = 0
    private static let window = 500

    /// - Parameter limit: how many rows at most; nil means all.
    init(_ listing: Listing<Row>, filter: Filter, sort: RowOrder?, limit: Int?) {
        self.listing = listing
        remaining = limit ?? .max
        request = ListRequest(filter: filter, sort: sort)
    }

    /// The next rows, nil after the last.
    mutating func next() async throws(ServiceError) -> [Row]? {
        guard !isDone, remaining > 0 else { return nil }
        if Task.isCancelled { throw ServiceError(.cancelled, "The list was cut short.") }
        request.limit = min(Self.window, remaining)
        let page = try await page()
        written += page.items.count
        remaining -= page.items.count
        guard let last = page.items.last, page.hasMore else {
            isDone = true
            return page.items
        }
        request.position = .after(last.id)
        return page.items
    }

    /// Where the row to go on from was deleted meanwhile, its place is counted instead.
    private func page() async throws(ServiceError) -> ListPage<Row> {
        do {
            return try await listing.page(request)
        } catch  where error.code == .notFound && written > 0 {
            var counted = request
            counted.position = .offset(written)
            return try await listing.page(counted)
        }
    }
}
