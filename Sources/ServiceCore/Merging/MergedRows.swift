import Synchronization

/// The rows of several connections as one sorted list.
///
/// One listing that can be asked for windows gives its rows page by page, however many there are; the rows of the
/// others are at hand. At equal values the paged rows come first.
package final class MergedRows: Sendable {
    package let paged: Listing<Row>?
    package let gathered: [GatheredRows]
    private let defaultOrder: RowOrder
    private let memory = Mutex(MergeMemory())

    package init(paged: Listing<Row>?, gathered: [GatheredRows], order: RowOrder) {
        self.paged = paged
        self.gathered = gathered
        defaultOrder = paged?.sortable.first ?? order
    }

    /// The merged rows as a listing of their own.
    package func listing(_ schema: ResourceSchema) -> Listing<Row> {
        let others = schema.fields.filter { $0.kind != .secret && $0.id != defaultOrder.field }.map {
            RowOrder($0.id)
        }
        return Listing(
            sortable: paged?.sortable ?? [defaultOrder] + others, unsortable: paged?.unsortable ?? [:],
            count: { [self] filter async throws(ServiceError) in
                let (rows, isCapped) = atHand(filter, defaultOrder)
                guard !isCapped else {
                    throw ServiceError(.unsupported, "Rows beyond the first of a platform are not counted.")
                }
                return try await (paged?.count?(filter) ?? 0) + rows.count
            },
            page: { [self] request async throws(ServiceError) in try await page(request) })
    }

    private func page(_ request: ListRequest) async throws(ServiceError) -> ListPage<Row> {
        let order = request.sort ?? defaultOrder
        let (rows, isCapped) = atHand(request.filter, order)
        guard let paged else {
            return try RowWindow(rows: rows).page(request).capped(isCapped)
        }
        guard !rows.isEmpty else { return try await paged.page(request).capped(isCapped) }
        let known = memory.withLock { $0.known(request.filter, order) }
        let merge = SortedMerge(paged: paged, rows: rows, order: order, known: known)
        let window = try await merge.page(request)
        memory.withLock { $0.remember(window.anchors, order) }
        return window.page.capped(isCapped)
    }

    /// The rows of the gathered connections that pass, in order; made anew only where something has changed.
    private func atHand(_ filter: Filter, _ order: RowOrder) -> (rows: [Row], isCapped: Bool) {
        let contents = gathered.map(\.contents)
        let key = MergeMemory.Key(filter: filter, order: order, versions: contents.map(\.version))
        let isCapped = contents.contains(where: \.isCapped)
        if let rows = memory.withLock({ $0.rows(key) }) { return (rows, isCapped) }
        let rows = contents.flatMap(\.rows).filter { filter.matches($0) }.sorted(by: order)
        memory.withLock { $0.keep(rows, for: key) }
        return (rows, isCapped)
    }
}
