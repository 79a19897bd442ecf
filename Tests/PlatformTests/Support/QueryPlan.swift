import Store

extension PlainDatabase {
    /// How SQLite would carry out a statement, one step a line; every value is taken to be 1.
    func plan(_ sql: String) throws -> String {
        let ones = [Int](repeating: 1, count: sql.count { $0 == "?" })
        return try read { db in try db.plan(SQL(text: sql, ones)) }
    }
}

extension ReadTransaction {
    /// How SQLite would carry out a statement, one step a line.
    func plan(_ sql: SQL) throws -> String { try SQL.dialect.plan(of: sql, in: self) }
}
