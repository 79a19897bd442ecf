import ServiceCore
import Store

extension ContactWindow {
    /// A full window out of the next rows of the order, or all of it that is left, nil where neither is found soon.
    ///
    /// Where the first rows promise that some more will fill it, those are tried as well.
    func tried(_ place: ContactPlace?, _ order: ContactOrder, _ limit: Int) throws -> [Int64]? {
        var trial = Trial(limit: limit)
        for part in order.stretch(after: place) {
            let rows = try SQLRow.fetchCursor(
                db,
                """
                SELECT c.id, (\(condition.sql)) IS TRUE FROM \(sql: order.source)
                WHERE \(part) ORDER BY \(sql: order.orderBy)
                """)
            while let row = try rows.next() {
                trial.count(row[0], passes: row[1])
                if trial.isFull { return trial.ids }
                if trial.isHopeless { return nil }
            }
        }
        return trial.ids
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
