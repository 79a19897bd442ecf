import Store

/// Indices that are quicker built once over all rows than kept with each.
struct SampleIndices {
    private let rebuild: [String]

    /// Takes down the named indices of a table, or all that a statement made.
    init(down table: String, only names: [String]? = nil, in db: WriteTransaction) throws {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = \(table) AND sql IS NOT NULL
            """
        ).filter { names?.contains($0[0] as String) ?? true }
        for row in rows { try db.execute("DROP INDEX \(sql: row[0] as String)") }
        rebuild = rows.map { $0[1] }
    }

    func build(in db: WriteTransaction) throws {
        for sql in rebuild { try db.execute(SQL(text: sql)) }
    }
}
