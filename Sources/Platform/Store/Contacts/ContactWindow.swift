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
    private static let longestTrial = 6_000

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
        var ids: [Int64] = []
        for part in order.stretch(after: place) where ids.count < limit {
            ids += try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT c.id FROM \(order.source) WHERE \(part.sql) ORDER BY \(order.orderBy)
                        LIMIT ? OFFSET ?
                        """), arguments: part.arguments + [limit - ids.count, offset])
        }
        return ids
    }

    /// A full window out of the next rows of the order, nil where they do not fill one.
    ///
    /// Where the first rows promise that some more will fill it, those are tried as well.
    private func tried(_ place: ContactPlace?, _ order: ContactOrder, _ limit: Int) throws -> [Int64]? {
        var trial = Trial(limit: limit)
        for part in order.stretch(after: place) {
            let rows = try GRDB.Row.fetchCursor(
                db,
                sql: """
                    SELECT c.id, c.search, coalesce((\(condition.sql)), 0) FROM \(order.source)
                    WHERE \(part.sql) ORDER BY \(order.orderBy)
                    """, arguments: condition.arguments + part.arguments)
            let tests = TextTests(condition.tests)
            while let row = try rows.next() {
                var text: String = row[1]
                let passes = row[2] == true && text.withUTF8 { tests.hold(for: UnsafeRawBufferPointer($0)) }
                trial.count(row[0], passes: passes)
                if trial.isFull { return trial.ids }
                if trial.isHopeless { return nil }
            }
        }
        // These are all that follow. At the start the exact number is wanted too.
        return place == nil ? nil : trial.ids
    }

    /// How a row-by-row trial goes.
    private struct Trial {
        let limit: Int
        private(set) var ids: [Int64] = []
        private var tried = 0

        init(limit: Int) { self.limit = limit }

        var isFull: Bool { ids.count >= limit }

        /// Some milliseconds' worth; then only what will be full within a few times that goes on.
        var isHopeless: Bool {
            guard tried >= ContactWindow.trial, tried.isMultiple(of: 500) else { return false }
            return ids.count * ContactWindow.longestTrial < limit * tried
                || tried >= ContactWindow.longestTrial
        }

        mutating func count(_ id: Int64, passes: Bool) {
            tried += 1
            if passes { ids.append(id) }
        }
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
        return try walk(matches, place, order, limit, skipping: offset)
    }

    /// Walks the index and keeps those found, without reading the contacts themselves.
    private func walk(
        _ matches: ContactMatches, _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int,
        skipping offset: Int
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var skipped = 0
        for part in try stretches(of: matches, after: place, order) {
            let rows = try Int64.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT c.id FROM \(order.source) WHERE \(part.sql) ORDER BY \(order.orderBy)"),
                arguments: part.arguments)
            while let id = try rows.next() {
                guard matches.set.contains(id) else { continue }
                if skipped < offset { skipped += 1 } else { ids.append(id) }
                if ids.count == limit { return ids }
            }
        }
        return ids
    }

    /// The parts of the order after a place in which somebody was found.
    private func stretches(
        of matches: ContactMatches, after place: ContactPlace?, _ order: ContactOrder
    ) throws -> [SQLPart] {
        if order.key == .state, let words = condition.states {
            let isLater: (String) -> Bool = { word in
                guard let place, case .string(let key) = place.key.storage else { return true }
                return order.isAscending ? word > key : word < key
            }
            return order.stretch(after: place).prefix(place == nil ? 0 : 1)
                + words.filter(isLater).sorted { order.isAscending ? $0 < $1 : $0 > $1 }
                .map { SQLPart("c.state = ?", [$0]) }
        }
        guard let index = ContactFences.orders.firstIndex(of: order.key) else {
            return order.stretch(after: place)
        }
        let fences = try ContactFences.load(order.key, in: db)
        return fences.stretches(where: matches.found.stretches[index], after: place, order)
    }

    /// How many of the sorted ids do not follow a place; its own row may not be among them.
    private func index(of place: ContactPlace, in sorted: [Int64], _ order: ContactOrder) throws -> Int {
        if let index = sorted.firstIndex(of: place.id) { return index + 1 }
        let list = sorted.map(String.init).joined(separator: ", ")
        let following = try order.stretch(after: place).map { part in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM contact c WHERE c.id IN (\(list)) AND \(part.sql)",
                arguments: part.arguments) ?? 0
        }
        return sorted.count - following.reduce(0, +)
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

    private func search() throws -> FoundContacts {
        let tests = TextTests(condition.tests)
        guard !tests.isEmpty else { return FoundContacts(anywhere: try passing("1 = 1")) }
        var found = try ContactBlocks.search(tests, in: db)
        if condition.isOnlyText { return found }
        let ids = found.set.all
        if ids.count <= Self.fewEnoughToVisit {
            var passing = ContactSet(blocks: 1)
            for start in stride(from: 0, to: ids.count, by: 1_000) {
                let list = ids[start..<min(start + 1_000, ids.count)].map(String.init).joined(separator: ", ")
                passing.formUnion(try self.passing("c.id IN (\(list))"))
            }
            found.formIntersection(passing)
        } else {
            found.formIntersection(try passing("1 = 1"))
        }
        return found
    }

    /// Up to here each contact found by text is looked at; beyond, the whole table is read in its order.
    private static let fewEnoughToVisit = 30_000

    private func passing(_ restriction: String) throws -> ContactSet {
        var set = ContactSet(blocks: 1)
        let ids = try Int64.fetchCursor(
            db, sql: "SELECT c.id FROM contact c WHERE \(restriction) AND (\(condition.sql))",
            arguments: condition.arguments)
        while let id = try ids.next() { set.insert(id) }
        return set
    }
}
