import GRDB

/// Changes that are all made or none of them; reads with it see them.
package final class WriteTransaction: ReadTransaction {
    /// Carries out one statement, or several, each with its own of the values.
    package func execute(_ sql: SQL) throws {
        try db.execute(sql: SQL.dialect.statement(sql.text), arguments: sql.arguments)
    }

    /// The same by a statement that is kept: for texts that are carried out again and again.
    package func execute(cached sql: SQL) throws {
        try cachedStatement(sql).execute(arguments: sql.arguments)
    }

    /// How many rows the last statement has changed.
    package var changesCount: Int { db.changesCount }

    /// How many rows this connection has changed in all.
    package var totalChangesCount: Int { db.totalChangesCount }

    /// The id of the row that an INSERT made last; what left its row out changes nothing of it.
    package var lastInsertedRowID: Int64 { db.lastInsertedRowID }

    /// A part that is undone alone where it fails; the rest stays.
    package func savepoint(_ body: () throws -> Void) throws {
        try db.inSavepoint {
            try body()
            return .commit
        }
    }

    /// A transaction within a writer that was given none (`writeRelaxed`).
    package func transaction(_ body: () throws -> Void) throws {
        try db.inTransaction {
            try body()
            return .commit
        }
    }
}
