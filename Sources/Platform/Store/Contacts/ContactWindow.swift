import GRDB
import ServiceCore

/// Which contacts stand in a window: ids in order, found without reading more than the window needs.
struct ContactWindow {
    let db: Database
    let condition: ContactCondition
    let order: ContactOrder
    let filter: Filter
    let cache: ContactMatchCache

    /// Rows tried one by one before all matches are looked up; some milliseconds.
    private static let trial = 1_500

    struct Page {
        var ids: [Int64]
        var offset: Int?
        var total: RowTotal
        var hasMore: Bool
    }

    init(
        _ filter: Filter, _ order: ContactOrder, connection: ConnectionID, cache: ContactMatchCache,
        in db: Database
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

extension ContactWindow {
    /// Up to `limit` ids that follow a place, and how many there are in all where that is known.
    private func following(
        _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int
    ) throws -> ([Int64], RowTotal?) {
        if filter.isEmpty {
            return (try plain(place, order, limit), .exact(try countAll()))
        }
        if try cache.matches(of: filter, in: db) == nil, let ids = try tried(place, order, limit) {
            return (ids, nil)
        }
        let matches = try matches()
        return (try matching(matches, place, order, limit), .exact(matches.count))
    }

    private func plain(
        _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int, skipping offset: Int = 0
    ) throws -> [Int64] {
        let follows = order.follows(place)
        return try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT c.id FROM \(order.source) WHERE \(follows.sql) ORDER BY \(order.orderBy)
                    LIMIT ? OFFSET ?
                    """), arguments: follows.arguments + [limit, offset])
    }

    /// A full window out of the next rows of the order, nil where they do not fill one.
    private func tried(_ place: ContactPlace?, _ order: ContactOrder, _ limit: Int) throws -> [Int64]? {
        let follows = order.follows(place)
        let rows = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT c.id, c.search, (\(condition.sql)) FROM \(order.source) WHERE \(follows.sql)
                ORDER BY \(order.orderBy) LIMIT \(Self.trial)
                """, arguments: condition.arguments + follows.arguments)
        let tests = TextTests(condition.tests)
        var ids: [Int64] = []
        var count = 0
        while let row = try rows.next() {
            count += 1
            guard row[2] == true else { continue }
            var text: String = row[1]
            if text.withUTF8({ tests.hold(for: UnsafeRawBufferPointer($0)) }) { ids.append(row[0]) }
            if ids.count == limit { return ids }
        }
        // Fewer rows than tried: these are all that follow.
        return count < Self.trial && place != nil ? ids : nil
    }

    private func matching(
        _ matches: ContactMatches, _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int,
        skipping offset: Int = 0
    ) throws -> [Int64] {
        if order.key == .created {
            let ids =
                order.isAscending
                ? matches.set.ids(after: place?.id ?? -1, limit: limit + offset)
                : matches.set.ids(before: place?.id ?? .max, limit: limit + offset)
            return Array(ids.dropFirst(offset))
        }
        if let sorted = try matches.ids(in: order, db) {
            let start = try place.map { try index(of: $0, in: sorted, order) } ?? 0
            return Array(sorted.dropFirst(start + offset).prefix(limit))
        }
        return try walk(matches.set, place, order, limit, skipping: offset)
    }

    /// Walks the index and keeps those in the set, without reading the contacts themselves.
    private func walk(
        _ set: ContactSet, _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int, skipping offset: Int
    ) throws -> [Int64] {
        let follows = order.follows(place)
        let rows = try Int64.fetchCursor(
            db.cachedStatement(
                sql: "SELECT c.id FROM \(order.source) WHERE \(follows.sql) ORDER BY \(order.orderBy)"),
            arguments: follows.arguments)
        var ids: [Int64] = []
        var skipped = 0
        while ids.count < limit, let id = try rows.next() {
            guard set.contains(id) else { continue }
            if skipped < offset { skipped += 1 } else { ids.append(id) }
        }
        return ids
    }

    /// How many of the sorted ids do not follow a place; its own row may not be among them.
    private func index(of place: ContactPlace, in sorted: [Int64], _ order: ContactOrder) throws -> Int {
        if let index = sorted.firstIndex(of: place.id) { return index + 1 }
        let follows = order.follows(place)
        let list = sorted.map(String.init).joined(separator: ", ")
        let following = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM contact c WHERE c.id IN (\(list)) AND \(follows.sql)",
            arguments: follows.arguments)
        return sorted.count - (following ?? 0)
    }

    private func skipping(_ offset: Int, _ order: ContactOrder, _ limit: Int) throws -> [Int64] {
        if filter.isEmpty { return try plain(nil, order, limit, skipping: offset) }
        return try matching(try matches(), nil, order, limit, skipping: offset)
    }

    private func countAll() throws -> Int { try cache.total(in: db) }
}

extension ContactWindow {
    /// Everybody who passes, kept for the next window.
    private func matches() throws -> ContactMatches {
        if let kept = try cache.matches(of: filter, in: db) { return kept }
        let matches = ContactMatches(try search())
        try cache.keep(matches, of: filter, in: db)
        return matches
    }

    private func search() throws -> ContactSet {
        let tests = TextTests(condition.tests)
        guard !tests.isEmpty else { return try passing("1 = 1") }
        var found = try ContactBlocks.search(tests, in: db)
        if condition.isOnlyText { return found }
        let count = found.count
        if count <= ContactMatches.fewEnoughToSort {
            return try passing("c.id IN (\(found.all.map(String.init).joined(separator: ", ")))")
        }
        found.formIntersection(try passing("1 = 1"))
        return found
    }

    private func passing(_ restriction: String) throws -> ContactSet {
        var set = ContactSet(blocks: 1)
        let ids = try Int64.fetchCursor(
            db, sql: "SELECT c.id FROM contact c WHERE \(restriction) AND (\(condition.sql))",
            arguments: condition.arguments)
        while let id = try ids.next() { set.insert(id) }
        return set
    }
}
