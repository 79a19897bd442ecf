/// Pages of one kind's rows, with filter and sort done by the platform as far as it can.
package struct Listing<Element: Sendable>: Sendable {
    /// The fields that the platform sorts by; the first is the order rows come in unless asked.
    package let sortable: [RowOrder]
    /// Why a field that is not in `sortable` cannot be sorted, where the reason is worth saying.
    package let unsortable: [FieldID: String]
    /// How all rows are read at once where windows of them cannot be asked for; nil where they can.
    package let gathering: Gathering<Element>?
    package let page: @Sendable (ListRequest) async throws(ServiceError) -> ListPage<Element>
    /// The exact number of rows that pass; may take longer than a page. Nil where nobody can tell.
    package let count: (@Sendable (Filter) async throws(ServiceError) -> Int)?

    package init(
        sortable: [RowOrder], unsortable: [FieldID: String] = [:], gathering: Gathering<Element>? = nil,
        count: (@Sendable (Filter) async throws(ServiceError) -> Int)? = nil,
        page: @escaping @Sendable (ListRequest) async throws(ServiceError) -> ListPage<Element>
    ) {
        self.sortable = sortable
        self.unsortable = unsortable
        self.gathering = gathering
        self.page = page
        self.count = count
    }
}

/// The field that rows are ordered by, and which way.
package struct RowOrder: Sendable, Hashable {
    package var field: FieldID
    package var isAscending: Bool

    package init(_ field: FieldID, ascending: Bool = true) {
        self.field = field
        isAscending = ascending
    }

    package var inverted: RowOrder { RowOrder(field, ascending: !isAscending) }
}

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

    package init(_ items: [Element], offset: Int? = nil, total: RowTotal = .unknown, hasMore: Bool) {
        self.items = items
        self.offset = offset
        self.total = total
        self.hasMore = hasMore
    }

    package func map<Other: Sendable>(_ transform: (Element) -> Other) -> ListPage<Other> {
        ListPage<Other>(items.map(transform), offset: offset, total: total, hasMore: hasMore)
    }
}

/// How many rows there are, as far as anybody has counted.
package enum RowTotal: Sendable, Hashable {
    case exact(Int)
    /// At least this many; a screen shows `42+`.
    case atLeast(Int)
    case unknown
}
