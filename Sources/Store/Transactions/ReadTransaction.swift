import GRDB

/// One unchanging picture of the database, for as long as the work that it is given to goes on.
package class ReadTransaction {
    final let db: GRDB.Database

    init(_ db: GRDB.Database) { self.db = db }

    package final func tableExists(_ name: String) throws -> Bool { try db.tableExists(name) }

    /// Which connection reads; `dataVersion` compares with another of the same one alone.
    package final var connection: ObjectIdentifier { ObjectIdentifier(db) }

    /// Changes with every commit of another connection.
    package final func dataVersion() throws -> Int {
        try Int.fetchOne(self, cached: SQL.dialect.commitCounter) ?? 0
    }

    final func statement(_ sql: SQL) throws -> GRDB.Statement {
        try db.makeStatement(sql: SQL.dialect.statement(sql.text))
    }

    final func cachedStatement(_ sql: SQL) throws -> GRDB.Statement {
        try db.cachedStatement(sql: SQL.dialect.statement(sql.text))
    }
}
