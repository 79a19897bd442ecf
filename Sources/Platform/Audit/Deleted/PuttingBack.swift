import ServiceCore
import Store

/// Puts back what an entry of the trail deleted: all of it that still has a place.
struct PuttingBack {
    private let db: WriteTransaction
    private let references: References
    /// How many rows that went along had lost what they refer to, such as a membership of a group that is gone.
    private(set) var leftOut = 0

    init(_ db: WriteTransaction) throws {
        self.db = db
        references = try References(db)
    }

    /// What stands in the way of a row.
    enum Obstacle: Error {
        /// Another row has this name, number or id; nil where that is nothing to be shown.
        case taken(column: String, value: String?)
        /// The account, or what else it belongs to, is gone.
        case homeless(String)
    }

    /// - Throws: an `Obstacle`; `.notFound` where nothing is kept: not any more, or never was.
    mutating func putBack(_ entry: Int64) throws {
        let records = try SQLRow.fetchCursor(
            db, cached: "SELECT * FROM deleted_row WHERE entry = \(entry) ORDER BY id")
        var isFirst = true
        while let record = try records.next() {
            let kept = try KeptRows(record)
            if kept.isTie { try tie(kept) } else { try insert(kept, isRoot: isFirst) }
            isFirst = false
        }
        guard !isFirst else {
            throw ServiceError(
                .notFound, "Nothing of it is kept.",
                hint: "What can be put back is kept for \(DeletedRows.keptDays) days, until it is.")
        }
        try db.execute("DELETE FROM deleted_row WHERE entry = \(entry)")
    }

    // MARK: Rows

    private mutating func insert(_ kept: KeptRows, isRoot: Bool) throws {
        // A column that a newer schema has dropped has no place; one that it has added takes its default.
        let known = Set(try TableColumns.stored(kept.table, db))
        let places = kept.columns.indices.filter { known.contains(kept.columns[$0]) }
        let columns = places.map { kept.columns[$0] }
        let homes = references.of(kept.table).filter { columns.contains($0.column) }
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        for row in kept.rows {
            var values = places.map { row[$0].value }
            guard try settle(&values, columns, homes, isRoot: isRoot) else {
                leftOut += 1
                continue
            }
            do {
                try db.execute(
                    cached: "INSERT INTO \(sql: kept.table) (\(sql: names)) VALUES (\(list: values))")
            } catch  where isRoot {
                throw Self.obstacle(error, columns, values)
            }
        }
    }

    /// Sees that what a row refers to is still there; a reference that would have been cut is cut.
    ///
    /// - Returns: false for a row that went along and would have gone with what it refers to.
    private func settle(
        _ values: inout [SQLValue], _ columns: [String], _ homes: [References.Reference], isRoot: Bool
    ) throws -> Bool {
        for (place, column) in columns.enumerated() where !values[place].isNull {
            for home in homes where home.column == column {
                let isThere = try Bool.fetchOne(
                    db,
                    cached: "SELECT EXISTS (SELECT 1 FROM \(sql: home.parent) WHERE id = \(values[place]))")
                if isThere == true { continue }
                if home.effect == .isCut {
                    values[place] = .null
                } else if isRoot {
                    throw Obstacle.homeless(home.parent)
                } else {
                    return false
                }
            }
        }
        return true
    }

    /// Sets references back that the deletion cut, where nothing else has been put there since.
    private func tie(_ kept: KeptRows) throws {
        let columns = kept.columns.dropFirst()
        for row in kept.rows {
            let sets = zip(columns, row.dropFirst()).map { SQL("\"\(sql: $0)\" = \($1.value)") }
            try db.execute(
                cached: """
                    UPDATE \(sql: kept.table) SET \(sets.joined(", "))
                    WHERE id = \(row[0].value) AND "\(sql: kept.columns[1])" IS NULL
                    """)
        }
    }

    /// SQLite names the columns of the index: `UNIQUE constraint failed: contact.account, contact.email`.
    private static func obstacle(
        _ error: any Error, _ columns: [String], _ values: [SQLValue]
    ) -> any Error {
        guard let failure = StoreFailure(error), failure.isTaken else { return error }
        var named = failure.message?.split(separator: ".").last.map(String.init) ?? ""
        // A name is unique by its key, and known by itself.
        if named.hasSuffix("_key") { named.removeLast(4) }
        let place = columns.firstIndex(of: named)
        return Obstacle.taken(column: named, value: place.flatMap { Self.words(values[$0]) })
    }

    private static func words(_ value: SQLValue) -> String? {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .null, .blob, .real: nil
        }
    }
}
