import ServiceCore
import Store

/// Windows over a table that grows without end, in the order of its ids: what a filter leaves is found by walking from the
/// window's edge.
struct IDWalk<Element: Resource>: Sendable {
    typealias Entry = (id: Int64, element: Element)

    /// How the table is read.
    struct Table: Sendable {
        let count: @Sendable (ReadTransaction) throws -> Int
        /// The row of a native id, nil where it is gone.
        let rowID: @Sendable (String, ReadTransaction) throws -> Int64?
        /// Entries beyond an id, nearest first; from the table's end where there is none.
        let entries: @Sendable (ReadTransaction, _ stretch: Stretch) throws -> [Entry]
    }

    struct Stretch: Sendable {
        var edge: Int64?
        var isNewer: Bool
        var limit: Int
        var offset = 0

        /// The condition and order of a query over the column `id`.
        func sql(_ id: String) -> SQL {
            isNewer
                ? "WHERE \(sql: id) > \(edge ?? 0) ORDER BY \(sql: id) LIMIT \(limit) OFFSET \(offset)"
                : "WHERE \(sql: id) < \(edge ?? .max) ORDER BY \(sql: id) DESC LIMIT \(limit) OFFSET \(offset)"
        }
    }

    let table: Table
    let filter: Filter
    var isOldestFirst = false

    /// Read at once while walking.
    private static var stride: Int { 200 }

    func count(in db: ReadTransaction) throws -> Int {
        guard !filter.isEmpty else { return try table.count(db) }
        return try walk(Stretch(isNewer: true, limit: .max), in: db).count
    }

    func page(_ request: ListRequest, in db: ReadTransaction) throws -> ListPage<Element> {
        switch request.position {
        case .start: try forward(request.limit, offset: 0, in: db)
        case .offset(let offset): try forward(request.limit, offset: max(0, offset), in: db)
        case .after(let id): try forward(request.limit, beyond: try existing(id, db), in: db)
        case .before(let id):
            ListPage(try behind(try existing(id, db), request.limit, db), hasMore: true)
        case .end: ListPage(try behind(nil, request.limit, db), hasMore: false)
        }
    }

    private func forward(
        _ limit: Int, offset: Int? = nil, beyond id: Int64? = nil, in db: ReadTransaction
    ) throws -> ListPage<Element> {
        // One more than asked tells whether rows follow.
        let stretch = Stretch(edge: id, isNewer: isOldestFirst, limit: limit + 1, offset: offset ?? 0)
        let elements = try walk(stretch, in: db)
        return ListPage(Array(elements.prefix(limit)), offset: offset, hasMore: elements.count > limit)
    }

    private func behind(_ id: Int64?, _ limit: Int, _ db: ReadTransaction) throws -> [Element] {
        try walk(Stretch(edge: id, isNewer: !isOldestFirst, limit: limit), in: db).reversed()
    }

    private func walk(_ stretch: Stretch, in db: ReadTransaction) throws -> [Element] {
        if filter.isEmpty { return try table.entries(db, stretch).map(\.element) }
        let schema = ResourceSchema(of: Element.self)
        var found: [Element] = []
        var (edge, skipped) = (stretch.edge, 0)
        while found.count < stretch.limit {
            let step = Stretch(edge: edge, isNewer: stretch.isNewer, limit: Self.stride)
            let entries = try table.entries(db, step)
            for (_, element) in entries where found.count < stretch.limit && element.passes(filter, schema) {
                if skipped < stretch.offset { skipped += 1 } else { found.append(element) }
            }
            guard let last = entries.last, entries.count == Self.stride else { break }
            edge = last.id
        }
        return found
    }

    private func existing(_ id: ResourceID, _ db: ReadTransaction) throws -> Int64 {
        guard let number = try table.rowID(id.native, db) else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        return number
    }
}

extension Listing where Element: Resource {
    /// Windows that are read from the store.
    ///
    /// - Parameter why: why rows are not sorted by one of the other fields.
    static func stored(
        _ store: PlatformStore, sortable: [RowOrder], otherwise why: (FieldID) -> String,
        count: @escaping @Sendable (Filter, ReadTransaction) throws -> Int,
        page: @escaping @Sendable (ListRequest, ReadTransaction) throws -> ListPage<Element>
    ) -> Listing {
        let others = Element.fields.map(\.description.id).filter { id in !sortable.contains { $0.field == id }
        }
        return Listing(
            sortable: sortable, unsortable: Dictionary(uniqueKeysWithValues: others.map { ($0, why($0)) }),
            count: store.reading(count), page: store.reading(page))
    }

    /// A table whose only order is that of its ids, newest first, known to people as `field`.
    static func walked(
        _ store: PlatformStore, by field: FieldID, because reason: String, _ table: IDWalk<Element>.Table
    ) -> Listing {
        .stored(
            store, sortable: [RowOrder(field, ascending: false)], otherwise: { _ in reason },
            count: { filter, db in try IDWalk(table: table, filter: filter).count(in: db) },
            page: { request, db in
                let isOldestFirst = request.sort?.isAscending == true
                return try IDWalk(table: table, filter: request.filter, isOldestFirst: isOldestFirst)
                    .page(request, in: db)
            })
    }
}
