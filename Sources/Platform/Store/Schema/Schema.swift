package import GRDB

/// The tables of the embedded platform and how an older file becomes a current one.
///
/// Times are milliseconds since 1970 in UTC; flags are 0 or 1; each row that a person edits has a `rev` that
/// every update raises. Ids that other tables, files or messages keep without a foreign key are never given
/// twice (`AUTOINCREMENT`). The migrations' names are kept in the file, which is how a newer one is recognised.
package enum Schema {
    /// All migrations, oldest first; what has shipped is never edited, only followed by another.
    package static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 first tables", foreignKeyChecks: .immediate) { db in
            for tables in [accountTables, peopleTables, sendingTables, eventTables, bookTables, tallyTables] {
                try db.execute(sql: tables)
            }
            try db.execute(sql: ContactIndices.create)
            try db.execute(sql: ContactIndices.createSearch)
            try db.execute(sql: ContactTriggers.create)
            try db.execute(sql: LimitTriggers.create)
            try db.execute(sql: "CREATE INDEX grp_member_contact ON grp_member (contact, grp)")
        }
        migrator.registerMigration("2 address keys", foreignKeyChecks: .immediate) { db in
            try AddressKeys.run(db)
        }
        migrator.registerMigration("3 deleted rows", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: deletedRowTable)
        }
        migrator.registerMigration(SendRuleColumns.migration) { db in
            try db.execute(sql: SendRuleColumns.add)
        }
        migrator.registerMigration("6 filter zones", migrate: addFilterZones)
        return migrator
    }
}
