/// What a table asks of a listing: which rows, in which order, from where, how many.
package struct ListRequest: Sendable, Hashable {
    package var filter: Filter
    /// Nil asks for the listing's own order.
    package var sort: RowOrder?
    package var position: Position
    package var limit: Int

    package init(filter: Filter = .all, sort: RowOrder? = nil, position: Position = .start, limit: Int = 100)
    {
        self.filter = filter
        self.sort = sort
        self.position = position
        self.limit = limit
    }

    package enum Position: Sendable, Hashable {
        case start
        /// The last `limit` rows, still in order.
        case end
        /// The rows that follow this one; where it is gone, `notFound`.
        case after(ResourceID)
        /// The rows just before this one, in order.
        case before(ResourceID)
        case offset(Int)
    }
}

/// One window of rows.
package struct ListPage<Element: Sendable>: Sendable {
    package var items: [Element]
    /// How many rows stand before the first item, where that is known.
    package var offset: Int?
    package var total: RowTotal
    /// Whether rows follow the last item.
    package var hasMore: Bool
    /// Whether the platform may have rows beyond the last that can be had, so that nobody can count them.
    package var isCapped = false

    package init(_ items: [Element], offset: Int? = nil, total: RowTotal = .unknown, hasMore: Bool) {
        self.items = items
        self.offset = offset
        self.total = total
        self.hasMore = hasMore
    }

    package func map<Other: Sendable>(_ transform: (Element) -> Other) -> ListPage<Other> {
        var page = ListPage<Other>(items.map(transform), offset: offset, total: total, hasMore: hasMore)
        page.isCapped = isCapped
        return page
    }
}

/// How many rows there are, as far as anybody has counted.
package enum RowTotal: Sendable, Hashable {
    case exact(Int)
    /// At least this many; a screen shows `42+`.
    case atLeast(Int)
    case unknown
}
