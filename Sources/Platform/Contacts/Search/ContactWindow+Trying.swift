import ServiceCore
import Store

extension ContactWindow {
    /// Up to `limit` ids that follow a place, and how many there are in all where that is known.
    func following(
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

    func plain(
        _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int, skipping offset: Int = 0
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var toSkip = offset
        for part in order.stretch(after: place) where ids.count < limit {
            let source: SQL = "\(sql: order.source) WHERE \(part)"
            let found = try Int64.fetchAll(
                db,
                cached: """
                    SELECT c.id FROM \(source) ORDER BY \(sql: order.orderBy)
                    LIMIT \(limit - ids.count) OFFSET \(toSkip)
                    """)
            ids += found
            if toSkip > 0 {
                let count =
                    found.isEmpty
                    ? try Int.fetchOne(db, cached: "SELECT count(*) FROM \(source)")
                    : toSkip
                toSkip -= min(toSkip, count ?? 0)
            }
        }
        return ids
    }

    /// A full window out of the next rows of the order, nil where they do not fill one.
    ///
    /// Where the first rows promise that some more will fill it, those are tried as well.
    private func tried(_ place: ContactPlace?, _ order: ContactOrder, _ limit: Int) throws -> [Int64]? {
        var trial = Trial(limit: limit)
        for part in order.stretch(after: place) {
            let rows = try SQLRow.fetchCursor(
                db,
                """
                SELECT c.id, c.search, coalesce((\(condition.sql)), 0) FROM \(sql: order.source)
                WHERE \(part) ORDER BY \(sql: order.orderBy)
                """)
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
}

/// How a row-by-row trial goes.
private struct Trial {
    /// Rows tried one by one before all matches are looked up; some milliseconds.
    private static let shortest = 1_500
    private static let longest = 6_000

    let limit: Int
    private(set) var ids: [Int64] = []
    private var tried = 0

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { ids.count >= limit }

    /// Some milliseconds' worth; then only what will be full within a few times that goes on.
    var isHopeless: Bool {
        guard tried >= Self.shortest, tried.isMultiple(of: 500) else { return false }
        return ids.count * Self.longest < limit * tried
            || tried >= Self.longest
    }

    mutating func count(_ id: Int64, passes: Bool) {
        tried += 1
        if passes { ids.append(id) }
    }
}
