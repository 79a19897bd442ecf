/// Where the rows of earlier windows stand: what a window that continues from one of them needs to know.
struct MergeAnchors {
    let filter: Filter
    /// Paged rows that were handed out, for their values.
    var pagedRows: [ResourceID: Row] = [:]
    /// The last paged row before a row at hand; none where it stands before all.
    var before: [ResourceID: Row?] = [:]

    init(filter: Filter) { self.filter = filter }

    func anchor(of id: ResourceID) throws(ServiceError) -> Row? {
        guard let anchor = before[id] else { throw Self.unknown }
        return anchor
    }

    func row(_ id: ResourceID) throws(ServiceError) -> Row {
        guard let row = pagedRows[id] else { throw Self.unknown }
        return row
    }

    /// A caller that gets this counts rows off instead.
    private static let unknown = ServiceError(
        .notFound, "The row to continue from is gone.", hint: "Refresh the list.")
}

/// What a merged list keeps from one window to the next.
struct MergeMemory {
    struct Key: Equatable {
        var filter: Filter
        var order: RowOrder
        var versions: [Int]
    }

    private var atHand: (key: Key, rows: [Row])?
    private var anchors: (order: RowOrder, known: MergeAnchors)?
    /// Far more than a table keeps at hand.
    private static let limit = 20_000

    func rows(_ key: Key) -> [Row]? { atHand?.key == key ? atHand?.rows : nil }

    mutating func keep(_ rows: [Row], for key: Key) { atHand = (key, rows) }

    func known(_ filter: Filter, _ order: RowOrder) -> MergeAnchors {
        if let anchors, anchors.order == order, anchors.known.filter == filter { return anchors.known }
        return MergeAnchors(filter: filter)
    }

    mutating func remember(_ new: MergeAnchors, _ order: RowOrder) {
        var known = known(new.filter, order)
        if known.pagedRows.count + known.before.count > Self.limit {
            known = MergeAnchors(filter: new.filter)
        }
        known.pagedRows.merge(new.pagedRows) { _, new in new }
        known.before.merge(new.before) { _, new in new }
        anchors = (order, known)
    }
}

extension ListPage {
    /// The same page of a list that may go on beyond what was gathered.
    func capped(_ isCapped: Bool) -> ListPage {
        guard isCapped else { return self }
        var page = self
        page.isCapped = true
        if case .exact(let count) = total { page.total = .atLeast(count) }
        return page
    }
}
