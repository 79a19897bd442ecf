import GRDB
import ServiceCore

/// A window of ids of a table in the order of one column and the id, found by comparison with the row at its edge.
struct KeysetWindow {
    let db: Database
    /// The table with its letter, and an index to be used where the planner must not choose: `event e`.
    let source: String
    /// The sorted column, never null; equal values are in the order of the ids.
    let key: String
    let id: String
    let isAscending: Bool
    /// Conditions no two of which hold for one row; each is walked in order, and what they find is merged.
    var branches: [SQLPart]
    /// Where rows are looked through one by one: how many at once. A page with any row in it then ends with the
    /// stretch that fills this number, so that rare rows show as they are found; nil reads on until it is full.
    var stretch: Int?

    struct Page {
        var ids: [Int64]
        var offset: Int?
        /// Rows follow, or may where the page ended early.
        var hasMore: Bool
        var isCut = false
    }

    func page(_ request: ListRequest) throws -> Page {
        switch request.position {
        case .start: return try forward(from: nil, request.limit, skipping: 0)
        case .offset(let offset): return try forward(from: nil, request.limit, skipping: max(0, offset))
        case .after(let row): return try forward(from: try place(of: row), request.limit)
        case .before(let row):
            let ids = try walk(isAscending: !isAscending, from: try place(of: row), limit: request.limit)
            return Page(ids: ids.reversed(), hasMore: true)
        case .end:
            let ids = try walk(isAscending: !isAscending, from: nil, limit: request.limit)
            return Page(ids: ids.reversed(), hasMore: false)
        }
    }

    func count() throws -> Int {
        try branches.reduce(0) { sum, branch in
            sum
                + (try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM \(source) WHERE \(branch.sql)", arguments: branch.arguments
                )
                    ?? 0)
        }
    }

    private func forward(from place: Place?, _ limit: Int, skipping offset: Int? = nil) throws -> Page {
        if let stretch, offset ?? 0 == 0 { return try stretched(from: place, limit, offset, stretch) }
        let ids = try walk(isAscending: isAscending, from: place, limit: limit + 1, skipping: offset ?? 0)
        return Page(ids: Array(ids.prefix(limit)), offset: offset, hasMore: ids.count > limit)
    }

    private func stretched(from start: Place?, _ limit: Int, _ offset: Int?, _ stretch: Int) throws -> Page {
        var ids: [Int64] = []
        var place = start
        while ids.count <= limit {
            let end = try self.place(after: place, stretch)
            ids += try walk(isAscending: isAscending, from: place, through: end, limit: limit + 1 - ids.count)
            guard let end else { break }
            if !ids.isEmpty, ids.count <= limit {
                return Page(ids: ids, offset: offset, hasMore: true, isCut: true)
            }
            place = end
        }
        return Page(ids: Array(ids.prefix(limit)), offset: offset, hasMore: ids.count > limit)
    }

    /// The place of the row so many rows on, nil where fewer follow.
    private func place(after place: Place?, _ count: Int) throws -> Place? {
        var all = self
        all.branches = [.constant(true)]
        let ids = try all.walk(isAscending: isAscending, from: place, limit: 1, skipping: count - 1)
        return try ids.first.map { try self.place(of: $0) }
    }

    private struct Place {
        let key: DatabaseValue
        let id: Int64
    }

    private func place(of row: ResourceID) throws -> Place { try place(of: Int64(row.native) ?? 0) }

    private func place(of number: Int64) throws -> Place {
        let found = try SQLRow.fetchOne(
            db, sql: "SELECT \(key), \(id) FROM \(source) WHERE \(id) = ?", arguments: [number])
        guard let found else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        return Place(key: found[0], id: found[1])
    }

    private func walk(
        isAscending: Bool, from place: Place?, through end: Place? = nil, limit: Int, skipping offset: Int = 0
    ) throws -> [Int64] {
        guard !branches.isEmpty else { return [] }
        let query = query(
            isAscending: isAscending, from: place, through: end, limit: limit, skipping: offset)
        return try Int64.fetchAll(db, sql: query.sql, arguments: query.arguments)
    }

    /// How SQLite would read a window after a row, one step a line.
    func plan(after id: Int64, limit: Int) throws -> String {
        let place = try place(of: ResourceID("", .event, String(id)))
        let query = query(isAscending: isAscending, from: place, limit: limit, skipping: 0)
        return try SQLRow.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(query.sql)", arguments: query.arguments)
            .map { $0["detail"] as String }.joined(separator: "\n") + "\n"
    }

    private func query(
        isAscending: Bool, from place: Place?, through end: Place? = nil, limit: Int, skipping offset: Int
    ) -> SQLPart {
        let (way, later, notLater) = isAscending ? ("ASC", ">", "<=") : ("DESC", "<", ">=")
        let bounds = [(place, later), (end, notLater)].compactMap { bound, sign in
            bound.map { SQLPart("(\(key), \(id)) \(sign) (?, ?)", [$0.key, $0.id]) }
        }
        let parts = branches.map { branch in
            bounds.isEmpty ? branch : TextCondition.all(bounds + [branch])
        }
        let sql = parts.count == 1 ? one(parts[0], way, limit, offset) : merged(parts, way, limit, offset)
        return SQLPart(sql, parts.reduce(StatementArguments()) { $0 + $1.arguments })
    }

    private func one(_ part: SQLPart, _ way: String, _ limit: Int, _ offset: Int) -> String {
        """
        SELECT \(id) FROM \(source) WHERE \(part.sql) ORDER BY \(key) \(way), \(id) \(way)
        LIMIT \(limit) OFFSET \(offset)
        """
    }

    /// Each part gives as many as are wanted in all, so that the merged rows begin with the right ones.
    private func merged(_ parts: [SQLPart], _ way: String, _ limit: Int, _ offset: Int) -> String {
        let reach = limit > Int.max - offset ? Int.max : limit + offset
        let selects = parts.map { part in
            """
            SELECT id, k FROM (SELECT \(id) AS id, \(key) AS k FROM \(source) WHERE \(part.sql)
            ORDER BY \(key) \(way), \(id) \(way) LIMIT \(reach)) AS part
            """
        }
        return """
            SELECT id FROM (\(selects.joined(separator: " UNION ALL "))) AS merged
            ORDER BY k \(way), id \(way) LIMIT \(limit) OFFSET \(offset)
            """
    }
}
