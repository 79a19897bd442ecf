/// What a row of a query becomes: the value of its first column, a record, or the row itself.
package protocol RowDecodable {
    /// Nil stands for a null.
    init?(row: SQLRow) throws
}

extension RowDecodable {
    /// The first row; nil where there is none, or where it holds a null.
    package static func fetchOne(_ db: ReadTransaction, _ sql: SQL) throws -> Self? {
        try first(SQLCursor<Self>(db.statement(sql), sql))
    }

    /// The same by a statement that is kept: for texts that are asked again and again.
    package static func fetchOne(_ db: ReadTransaction, cached sql: SQL) throws -> Self? {
        try first(SQLCursor<Self>(db.cachedStatement(sql), sql))
    }

    /// - Throws: `UnexpectedNull` for one.
    package static func fetchAll(_ db: ReadTransaction, _ sql: SQL) throws -> [Self] {
        try all(SQLCursor<Self>(db.statement(sql), sql))
    }

    /// The same by a statement that is kept.
    package static func fetchAll(_ db: ReadTransaction, cached sql: SQL) throws -> [Self] {
        try all(SQLCursor<Self>(db.cachedStatement(sql), sql))
    }

    /// Row by row, for what does not fit into memory or may end early.
    package static func fetchCursor(_ db: ReadTransaction, _ sql: SQL) throws -> SQLCursor<Self> {
        try SQLCursor(db.statement(sql), sql)
    }

    /// The same by a statement that is kept.
    package static func fetchCursor(_ db: ReadTransaction, cached sql: SQL) throws -> SQLCursor<Self> {
        try SQLCursor(db.cachedStatement(sql), sql)
    }

    private static func first(_ cursor: SQLCursor<Self>) throws -> Self? {
        try cursor.nextRow().flatMap(Self.init)
    }

    private static func all(_ cursor: SQLCursor<Self>) throws -> [Self] {
        var all: [Self] = []
        while let next = try cursor.next() { all.append(next) }
        return all
    }
}

/// A null where a query must give a value.
package struct UnexpectedNull: Error {}
