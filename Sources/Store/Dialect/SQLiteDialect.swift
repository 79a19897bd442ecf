/// SQLite's own spellings.
struct SQLiteDialect: SQLDialect {
    func statement(_ text: String) -> String { text }

    func position(of needle: SQL, in text: SQL) -> SQL { "instr(\(text), \(needle))" }

    func isFound(_ expression: String, in text: SQL) -> SQL {
        "\(sql: ExpressionFunction.name)(\(expression), \(text), \(ExpressionFunction.deadline()))"
    }

    /// Most texts are ASCII, where SQLite's own `lower` does the same much quicker.
    func folded(_ column: String) -> String {
        "CASE WHEN length(\(column)) = length(CAST(\(column) AS BLOB)) THEN lower(\(column)) ELSE folded(\(column)) END"
    }

    func text(ofBytes column: String) -> String { "CAST(\(column) AS TEXT)" }

    var now: String { "CAST(strftime('%s', 'now') AS INTEGER) * 1000" }

    /// A row that breaks another rule of its table is left out too.
    func insertOrIgnore(_ rows: SQL) -> SQL { "INSERT OR IGNORE \(rows)" }

    /// There is one writer, so nobody else takes any.
    func claiming(_ alias: String, _ query: SQL) -> SQL { query }

    func table(_ table: String, by index: String) -> String { "\(table) INDEXED BY \(index)" }

    /// - Source: sqlite.org/optoverview.html, "Disqualifying WHERE Clause Terms Using Unary-+".
    func unindexed(_ column: String) -> String { "+\(column)" }

    func plan(of query: SQL, in db: ReadTransaction) throws -> String {
        try SQLRow.fetchAll(db, "EXPLAIN QUERY PLAN \(query)").map { $0["detail"] as String }
            .joined(separator: "\n")
    }

    func analyze(_ table: String) -> SQL { "PRAGMA analysis_limit = 1000; ANALYZE \(sql: table);" }

    func lastID(of table: String) -> SQL { "SELECT seq FROM sqlite_sequence WHERE name = '\(sql: table)'" }

    func keepIDs(of table: String, through last: Int64, in db: WriteTransaction) throws {
        try db.execute("UPDATE sqlite_sequence SET seq = max(seq, \(last)) WHERE name = '\(sql: table)'")
        if db.changesCount == 0, last > 0 {
            try db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('\(sql: table)', \(last))")
        }
    }

    /// Those that SQLite computes are called hidden.
    func columns(of table: String) -> SQL { "SELECT name FROM pragma_table_xinfo(\(table)) WHERE hidden = 0" }

    var foreignKeys: SQL {
        """
        SELECT m.name, f."from", f."table", f.on_delete
        FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        ORDER BY m.name, f.id
        """
    }

    var commitCounter: SQL { "PRAGMA data_version" }
}

extension SQLiteDialect {
    /// The index knows three letters and more; of shorter words it is asked the first that leads to few enough rows.
    func rows(
        of index: TextIndex, holding words: [String], in db: ReadTransaction
    ) throws -> TextIndex.Match? {
        let (long, short) = (
            words.filter { Self.hasThreeLetters($0) }, words.filter { !Self.hasThreeLetters($0) }
        )
        if !long.isEmpty {
            return TextIndex.Match(ids: Self.ids(of: long, joined: " AND ", in: index), untested: short)
        }
        for (place, word) in short.enumerated() where !word.isEmpty {
            guard let pieces = try Self.pieces(of: index, beginningWith: word, in: db) else { continue }
            var others = short
            others.remove(at: place)
            return TextIndex.Match(ids: Self.ids(of: pieces, joined: " OR ", in: index), untested: others)
        }
        return nil
    }

    /// - Source: sqlite.org/fts5.html, "The 'merge' Command": a negative number merges segments of all levels, and a step that
    ///   changes fewer than two rows had nothing more to do.
    func merge(_ index: TextIndex, in db: WriteTransaction) throws -> Bool {
        let before = db.totalChangesCount
        try db.execute("INSERT INTO \(sql: index.name) (\(sql: index.name), rank) VALUES ('merge', -500)")
        return db.totalChangesCount - before >= 2
    }

    private static func hasThreeLetters(_ word: String) -> Bool { word.unicodeScalars.count >= 3 }

    private static func ids(of pieces: [String], joined operation: String, in index: TextIndex) -> SQL {
        guard !pieces.isEmpty else { return "SELECT id FROM \(sql: index.table) WHERE 1 = 0" }
        let expression = pieces.map(quoted).joined(separator: operation)
        return "SELECT rowid AS id FROM \(sql: index.name) WHERE \(sql: index.name) MATCH \(expression)"
    }

    /// Scalar by scalar, since a mark that joins a quote would make another character of it.
    private static func quoted(_ piece: String) -> String {
        let scalars = piece.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        return "\"\(String(String.UnicodeScalarView(scalars)))\""
    }

    /// All three letters anywhere that begin with fewer; nil where they are too many, or in too many rows: each row found
    /// is compared with each of them.
    private static func pieces(
        of index: TextIndex, beginningWith word: String, in db: ReadTransaction
    ) throws -> [String]? {
        let rows = try SQLRow.fetchCursor(
            db,
            cached: """
                SELECT term, doc FROM \(sql: index.letters)
                WHERE term >= \(word) AND term <= \(word + String(repeating: lastLetter, count: 2))
                """)
        let highest = try Int.fetchOne(db, cached: "SELECT max(id) FROM \(sql: index.table)") ?? 0
        var (pieces, count): ([String], Int) = ([], 0)
        while let row = try rows.next() {
            pieces.append(row[0])
            count += row[1] as Int
            if pieces.count * count > highest * index.comparisonsPerRow { return nil }
        }
        return pieces
    }

    private static let lastLetter = "\u{10FFFF}"
}
