import Store

/// What one transaction of an import did.
struct ImportPart: Sendable, Equatable {
    /// The ids of the rows that it made, which follow one another.
    var made: ClosedRange<Int64>?
    var rest = Rest()

    /// What is kept as JSON.
    struct Rest: Codable, Sendable, Equatable {
        var changed: [Changed] = []
        /// The groups that came into being.
        var groups: [Int64] = []
        /// What its kind keeps besides, as JSON; nil where that is nothing.
        var note: String?
    }

    /// A row that was there already.
    struct Changed: Codable, Sendable, Equatable {
        let id: Int64
        /// Its revision once changed.
        let revision: Int
        /// What its columns held, in the order in which its kind names them.
        let values: [StoredValue]
        /// The groups that it joined.
        var joined: [Int64] = []
        /// What its kind keeps besides, as JSON; nil where that is nothing.
        var note: String?
    }
}

extension ImportPart {
    /// How many rows it made or changed.
    var rowCount: Int { (made?.count ?? 0) + rest.changed.count }

    init(_ row: SQLRow) throws {
        if let first = row["first_id"] as Int64?, let last = row["last_id"] as Int64?, first <= last {
            made = first...last
        }
        rest = try JSONText.read(row["data"])
    }

    func write(of list: Int64, in db: WriteTransaction) throws {
        guard made != nil || rest != Rest() else { return }
        try db.execute(
            cached: """
                INSERT INTO list_import_part (import, first_id, last_id, data)
                VALUES (\(list), \(made?.lowerBound), \(made?.upperBound), \(try JSONText.text(rest)))
                """)
    }
}
