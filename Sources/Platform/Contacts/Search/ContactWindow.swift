import ServiceCore
import Store
import Synchronization

/// Which contacts stand in a window: ids in order, found without reading more than the window needs.
struct ContactWindow {
    let db: ReadTransaction
    let condition: ContactCondition
    let order: ContactOrder
    private let filter: Filter
    private let counts: ContactCounts

    struct Page {
        var ids: [Int64]
        var offset: Int?
        var total: RowTotal
        var hasMore: Bool
    }

    init(
        _ filter: Filter, _ order: ContactOrder, connection: ConnectionID, counts: ContactCounts,
        in db: ReadTransaction
    ) throws {
        self.db = db
        self.order = order
        self.filter = filter
        self.counts = counts
        condition = try ContactCondition(filter, connection: connection, in: db)
    }

    var isOfEverybody: Bool { filter.isEmpty }

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
    func count() throws -> Int {
        if let count = try counts.known(filter, in: db) { return count }
        let count = try counted()
        try counts.keep(count, of: filter, in: db)
        return count
    }

    private func place(of id: ResourceID) throws -> ContactPlace {
        if let number = Int64(id.native), let place = try order.place(of: number, in: db) { return place }
        throw ServiceError(
            .notFound, "The contact to continue from is gone.", hint: "Refresh the list.")
    }

    private func forward(from place: ContactPlace?, _ limit: Int, offset: Int? = nil) throws -> Page {
        let ids = try following(place, order, limit + 1, skipping: offset ?? 0)
        let endsHere = ids.count <= limit && (offset == 0 || !ids.isEmpty)
        return Page(
            ids: Array(ids.prefix(limit)), offset: offset,
            total: try total((offset ?? 0) + ids.count, isAll: offset != nil && endsHere),
            hasMore: ids.count > limit)
    }

    private func backward(from place: ContactPlace?, _ limit: Int) throws -> Page {
        let ids = try following(place, order.inverted, limit)
        let total = try total(ids.count, isAll: place == nil && ids.count < limit)
        var page = Page(ids: ids.reversed(), offset: nil, total: total, hasMore: place != nil)
        if place == nil, case .exact(let count) = total { page.offset = max(0, count - ids.count) }
        return page
    }

    private func total(_ number: Int, isAll: Bool) throws -> RowTotal {
        if isOfEverybody { return .exact(try count()) }
        if isAll { try counts.keep(number, of: filter, in: db) }
        return try counts.known(filter, in: db).map { .exact($0) } ?? .atLeast(number)
    }

    /// As far down as that, rows are counted off from the first.
    private static let deepest = 10_000

    private func page(at offset: Int, _ limit: Int) throws -> Page {
        if offset <= Self.deepest {
            let page = try forward(from: nil, limit, offset: offset)
            if offset == 0 || !page.ids.isEmpty { return page }
        }
        let count = try count()
        let start = min(offset, count)
        let length = min(limit, count - start)
        // The nearer end is the cheaper one to count from.
        let ids =
            start <= count - start - length
            ? try walked(order, length, skipping: start)
            : try walked(order.inverted, length, skipping: count - start - length).reversed()
        return Page(ids: Array(ids), offset: start, total: .exact(count), hasMore: start + length < count)
    }
}

/// How many contacts passed the last filters, as long as nobody has written since.
final class ContactCounts: Sendable {
    private struct Entry {
        let filter: Filter
        /// `data_version` tells changes to one connection, so the connection is part of it.
        let connection: ObjectIdentifier
        let version: Int
        let count: Int
    }

    private let entries = Mutex<[Entry]>([])
    private static let capacity = 8

    /// Nil where it is not known.
    func known(_ filter: Filter, in db: ReadTransaction) throws -> Int? {
        let version = try db.dataVersion()
        return entries.withLock { entries in
            entries.first {
                $0.filter == filter && $0.connection == db.connection && $0.version == version
            }?.count
        }
    }

    func keep(_ count: Int, of filter: Filter, in db: ReadTransaction) throws {
        let entry = Entry(
            filter: filter, connection: db.connection, version: try db.dataVersion(), count: count)
        entries.withLock { $0 = Array(([entry] + $0).prefix(Self.capacity)) }
    }
}
