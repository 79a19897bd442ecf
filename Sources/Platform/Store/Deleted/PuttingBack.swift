import GRDB
import ServiceCore

/// Puts back what an entry of the trail deleted: all of it that still has a place.
struct PuttingBack {
    private let db: Database
    private let references: References
    /// How many rows that went along had lost what they refer to, such as a membership of a group that is gone.
    private(set) var leftOut = 0

    init(_ db: Database) throws {
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
            db.cachedStatement(sql: "SELECT * FROM deleted_row WHERE entry = ? ORDER BY id"),
            arguments: [entry])
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
        try db.execute(sql: "DELETE FROM deleted_row WHERE entry = ?", arguments: [entry])
    }

    // MARK: Rows

    private mutating func insert(_ kept: KeptRows, isRoot: Bool) throws {
        // A column that a newer schema has dropped has no place; one that it has added takes its default.
        let known = Set(try TableColumns.stored(kept.table, db))
        let places = kept.columns.indices.filter { known.contains(kept.columns[$0]) }
        let columns = places.map { kept.columns[$0] }
        let homes = references.of(kept.table).filter { columns.contains($0.column) }
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let insert = try db.cachedStatement(
            sql: "INSERT INTO \(kept.table) (\(names)) VALUES (\(marks))")
        for row in kept.rows {
            var values = places.map { row[$0].value }
            guard try settle(&values, columns, homes, isRoot: isRoot) else {
                leftOut += 1
                continue
            }
            do {
                try insert.execute(arguments: StatementArguments(values))
            } catch let error as DatabaseError where isRoot {
                throw Self.obstacle(error, columns, values)
            }
        }
    }

    /// Sees that what a row refers to is still there; a reference that would have been cut is cut.
    ///
    /// - Returns: false for a row that went along and would have gone with what it refers to.
    private func settle(
        _ values: inout [DatabaseValue], _ columns: [String], _ homes: [References.Reference], isRoot: Bool
    ) throws -> Bool {
        for (place, column) in columns.enumerated() where !values[place].isNull {
            for home in homes where home.column == column {
                let isThere = try Bool.fetchOne(
                    db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(home.parent) WHERE id = ?)"),
                    arguments: [values[place]])
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
        let sets = columns.map { "\"\($0)\" = ?" }.joined(separator: ", ")
        let update = try db.cachedStatement(
            sql: "UPDATE \(kept.table) SET \(sets) WHERE id = ? AND \"\(kept.columns[1])\" IS NULL")
        for row in kept.rows {
            let values = row.map(\.value)
            try update.execute(arguments: StatementArguments(values.dropFirst() + values.prefix(1)))
        }
    }

    /// SQLite names the columns of the index: `UNIQUE constraint failed: contact.account, contact.email`.
    private static func obstacle(
        _ error: DatabaseError, _ columns: [String], _ values: [DatabaseValue]
    ) -> any Error {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            var named = error.message?.split(separator: ".").last.map(String.init) ?? ""
            // A name is unique by its key, and known by itself.
            if named.hasSuffix("_key") { named.removeLast(4) }
            let place = columns.firstIndex(of: named)
            return Obstacle.taken(column: named, value: place.flatMap { Self.words(values[$0]) })
        default: return error
        }
    }

    private static func words(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .string(let text): text
        case .int64(let number): String(number)
        case .null, .blob, .double: nil
        }
    }
}
