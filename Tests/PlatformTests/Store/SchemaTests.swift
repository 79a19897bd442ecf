import GRDB
import Testing

@testable import Platform

@Suite struct SchemaTests {
    let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try Schema.migrator.migrate(database)
    }

    @Test func `every table but the search ones is strict`() throws {
        let loose = try database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
                    AND name NOT IN ('sqlite_schema', 'grdb_migrations')
                    """)
        }
        #expect(loose == [])
    }

    @Test func `whatever a person edits carries a revision`() throws {
        let edited = [
            "account", "sender", "sending_domain", "tracking_domain", "smtp_user", "contact", "grp",
            "saved_filter", "global_variable", "template", "hook", "suppression", "campaign",
        ]
        let without = try database.read { db in
            try edited.filter { table in try !db.columns(in: table).contains { $0.name == "rev" } }
        }
        #expect(without == [])
    }
}
