package import ServiceCore

/// A window of ids of a table in the order of one column and the id, found by comparison with the row at its edge.
package struct KeysetWindow {
    private let db: ReadTransaction
    /// The table with its letter, and an index to be used where the planner must not choose: `event e`.
    private let source: String
    /// The sorted column, never null; equal values are in the order of the ids.
    private let key: String
    private let id: String
    private let isAscending: Bool
    /// Conditions no two of which hold for one row; each is walked in order, and what they find is merged.
    private var branches: [SQL]
    /// Where rows are looked through one by one: how many at once. A page with any row in it then ends with the
    /// stretch that fills this number, so that rare rows show as they are found; nil reads on until it is full.
    private let stretch: Int?

    package init(
        db: ReadTransaction, source: String, key: String, id: String, isAscending: Bool, branches: [SQL],
        stretch: Int? = nil
    ) {
        self.db = db
        self.source = source
        self.key = key
        self.id = id
        self.isAscending = isAscending
        self.branches = branches
        self.stretch = stretch
    }

    package struct Page {
        package var ids: [Int64]
        package var offset: Int?
        /// Rows follow, or may where the page ended early.
        package var hasMore: Bool
        package var isCut = false
    }

    package func page(_ request: ListRequest) throws -> Page {
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

    package func count() throws -> Int {
        try branches.reduce(0) { sum, branch in
            sum + (try Int.fetchOne(db, "SELECT count(*) FROM \(sql: source) WHERE \(branch)") ?? 0)
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
        let key: SQLValue
        let id: Int64
    }

    private func place(of row: ResourceID) throws -> Place { try place(of: Int64(row.native) ?? 0) }

    private func place(of number: Int64) throws -> Place {
        let found = try SQLRow.fetchOne(
            db, "SELECT \(sql: key), \(sql: id) FROM \(sql: source) WHERE \(sql: id) = \(number)")
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
        return try Int64.fetchAll(db, query)
    }

    /// How the engine would read a window after a row, one step a line.
    package func plan(after id: Int64, limit: Int) throws -> String {
        let place = try place(of: id)
        let query = query(isAscending: isAscending, from: place, limit: limit, skipping: 0)
        return try SQL.dialect.plan(of: query, in: db) + "\n"
    }

    private func query(
        isAscending: Bool, from place: Place?, through end: Place? = nil, limit: Int, skipping offset: Int
    ) -> SQL {
        let (way, later, notLater) = isAscending ? ("ASC", ">", "<=") : ("DESC", "<", ">=")
        let bounds = [(place, later), (end, notLater)].compactMap { bound, sign in
            bound.map { SQL("(\(sql: key), \(sql: id)) \(sql: sign) (\($0.key), \($0.id))") }
        }
        let parts = branches.map { bounds.isEmpty ? $0 : SQL.all(bounds + [$0]) }
        return parts.count == 1 ? one(parts[0], way, limit, offset) : merged(parts, way, limit, offset)
    }

    private func one(_ part: SQL, _ way: String, _ limit: Int, _ offset: Int) -> SQL {
        """
        SELECT \(sql: id) FROM \(sql: source) WHERE \(part) ORDER BY \(sql: key) \(sql: way), \(sql: id) \(sql: way)
        LIMIT \(sql: limit) OFFSET \(sql: offset)
        """
    }

    /// Each part gives as many as are wanted in all, so that the merged rows begin with the right ones.
    private func merged(_ parts: [SQL], _ way: String, _ limit: Int, _ offset: Int) -> SQL {
        let reach = limit > Int.max - offset ? Int.max : limit + offset
        let selects = parts.map { part in
            SQL(
                """
                SELECT id, k FROM (SELECT \(sql: id) AS id, \(sql: key) AS k FROM \(sql: source) WHERE \(part)
                ORDER BY \(sql: key) \(sql: way), \(sql: id) \(sql: way) LIMIT \(sql: reach)) AS part
                """)
        }
        return """
            SELECT id FROM (\(selects.joined(" UNION ALL "))) AS merged
            ORDER BY k \(sql: way), id \(sql: way) LIMIT \(sql: limit) OFFSET \(sql: offset)
            """
    }
}
