/// One window of paged rows merged with rows that are at hand, both in the same order.
struct SortedMerge {
    let paged: Listing<Row>
    /// The rows at hand that pass the request's filter, in `order`.
    let rows: [Row]
    let order: RowOrder
    /// What earlier windows have told.
    let known: MergeAnchors

    struct Window {
        var page: ListPage<Row>
        var anchors: MergeAnchors
    }

    /// - Throws: `.notFound` where the row to continue from is unknown; it then has to be counted off.
    func page(_ request: ListRequest) async throws(ServiceError) -> Window {
        switch request.position {
        case .start: try await forward(request, from: .start, 0, after: nil)
        case .offset(let offset): try await at(offset, request)
        case .end: try await backward(request, before: .end, rows.count, follows: false)
        case .after(let id): try await after(id, request)
        case .before(let id): try await before(id, request)
        }
    }

    private func after(_ id: ResourceID, _ request: ListRequest) async throws(ServiceError) -> Window {
        if let index = rows.firstIndex(where: { $0.id == id }) {
            let anchor = try known.anchor(of: id)
            return try await forward(
                request, from: anchor.map { .after($0.id) } ?? .start, index + 1, after: anchor)
        }
        let row = try known.row(id)
        return try await forward(request, from: .after(id), rank(row), after: row)
    }

    private func before(_ id: ResourceID, _ request: ListRequest) async throws(ServiceError) -> Window {
        if let index = rows.firstIndex(where: { $0.id == id }) {
            let anchor = try await lastPaged(before: rows[index])
            return try await backward(
                request, before: anchor.map { .before($0.id) }, index, follows: true, including: anchor)
        }
        return try await backward(request, before: .before(id), rank(try await pagedRow(id)), follows: true)
    }

    /// A paged row, also one that no window has shown in this order: the one that follows those before it.
    private func pagedRow(_ id: ResourceID) async throws(ServiceError) -> Row {
        if let row = try? known.row(id) { return row }
        let last = try await paged.page(narrowed(.before(id), limit: 1)).items.last
        let row = try await paged.page(narrowed(last.map { .after($0.id) } ?? .start, limit: 1)).items.first
        guard let row, row.id == id else { return try known.row(id) }
        return row
    }

    /// The last paged row before a row at hand; where no window has told, it is found by doubling and halving.
    private func lastPaged(before row: Row) async throws(ServiceError) -> Row? {
        if let anchor = try? known.anchor(of: row.id) { return anchor }
        var (low, high) = (0, Int.max)
        var probe = 0
        while low < high {
            let paged = try await pagedRow(at: probe)
            if let paged, !order.places(row, before: paged) { low = probe + 1 } else { high = probe }
            probe = high == .max ? low * 2 : (low + high) / 2
        }
        return low > 0 ? try await pagedRow(at: low - 1) : nil
    }

    /// Counts off: how many of the rows before `offset` are paged ones is found by halving.
    private func at(_ offset: Int, _ request: ListRequest) async throws(ServiceError) -> Window {
        guard offset > 0 else { return try await forward(request, from: .start, 0, after: nil) }
        let start = try await pagedRows(before: offset)
        let lead = start > 0 ? try await pagedRow(at: start - 1) : nil
        return try await forward(
            request, from: .offset(start), min(offset - start, rows.count), after: lead)
    }

    /// How many paged rows stand among the first `offset` rows.
    private func pagedRows(before offset: Int) async throws(ServiceError) -> Int {
        var (low, high) = (max(0, offset - rows.count), offset)
        // The answer is the first place whose paged row stands at or after `offset`.
        while low < high {
            let middle = (low + high) / 2
            let row = try await pagedRow(at: middle)
            if let row, middle + rank(row) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func pagedRow(at offset: Int) async throws(ServiceError) -> Row? {
        try await paged.page(narrowed(.offset(offset), limit: 1)).items.first
    }

    private func narrowed(_ position: ListRequest.Position, limit: Int) -> ListRequest {
        ListRequest(filter: known.filter, sort: order, position: position, limit: limit)
    }

    /// How many of the rows at hand stand before a paged row; at equal values the paged one comes first.
    private func rank(_ row: Row) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if order.places(rows[middle], before: row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Merging

    private func forward(
        _ request: ListRequest, from position: ListRequest.Position, _ start: Int, after lead: Row?
    ) async throws(ServiceError) -> Window {
        let page = try await paged.page(narrowed(position, limit: request.limit))
        let all = merged(page.items, rows[start...].prefix(request.limit))
        let items = Array(all.prefix(request.limit))
        let hasMore = page.hasMore || items.count < page.items.count + rows.count - start
        let merged = ListPage(
            items, offset: page.offset.map { $0 + start }, total: page.total.adding(rows.count),
            hasMore: hasMore)
        return Window(page: merged, anchors: anchors(of: items, after: lead))
    }

    /// - Parameter position: nil where no paged row stands before; `including` is the last that does.
    private func backward(
        _ request: ListRequest, before position: ListRequest.Position?, _ end: Int, follows: Bool,
        including last: Row? = nil
    ) async throws(ServiceError) -> Window {
        // One more than is wanted tells what stands before the first.
        var page = ListPage<Row>([], offset: 0, hasMore: true)
        if let position { page = try await paged.page(narrowed(position, limit: request.limit + 1)) }
        let start = max(0, end - request.limit)
        let all = merged(page.items + [last].compactMap(\.self), rows[start..<end])
        let dropped = max(0, all.count - request.limit)
        let items = Array(all.dropFirst(dropped))
        let lead = all.prefix(dropped).last { row in !rows[start..<end].contains { $0.id == row.id } }
        let merged = ListPage(
            items, offset: page.offset.map { $0 + start + dropped }, total: page.total.adding(rows.count),
            hasMore: follows)
        return Window(page: merged, anchors: anchors(of: items, after: lead))
    }

    private func merged(_ paged: [Row], _ atHand: ArraySlice<Row>) -> [Row] {
        var all: [Row] = []
        all.reserveCapacity(paged.count + atHand.count)
        var rest = atHand
        for row in paged {
            while let next = rest.first, order.places(next, before: row) {
                all.append(next)
                rest = rest.dropFirst()
            }
            all.append(row)
        }
        return all + rest
    }

    private func anchors(of items: [Row], after lead: Row?) -> MergeAnchors {
        let atHand = Set(rows.lazy.map(\.id))
        var anchors = MergeAnchors(filter: known.filter)
        var last = lead
        if let lead { anchors.pagedRows[lead.id] = lead }
        for row in items {
            if atHand.contains(row.id) {
                anchors.before[row.id] = .some(last)
            } else {
                anchors.pagedRows[row.id] = row
                last = row
            }
        }
        return anchors
    }
}

extension RowTotal {
    fileprivate func adding(_ count: Int) -> RowTotal {
        switch self {
        case .exact(let number): .exact(number + count)
        case .atLeast(let number): .atLeast(number + count)
        case .unknown: .unknown
        }
    }
}
