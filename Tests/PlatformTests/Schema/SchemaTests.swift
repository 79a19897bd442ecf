import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct SchemaTests {
    let database: PlainDatabase

    init() throws {
        database = try PlainDatabase(withTables: true)
    }

    @Test func `every table but the search ones is strict`() throws {
        let loose = try database.read { db in
            try String.fetchAll(
                db,
                """
                SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
                AND name NOT IN ('sqlite_schema', 'sqlite_sequence', 'grdb_migrations')
                """)
        }
        #expect(loose == [])
    }

    @Test func `every kind of event of the domain has its number`() {
        #expect(EventKind.allCases.map { EventKind(number: $0.number) } == EventKind.allCases)
        #expect(Set(EventKind.allCases.map(\.number)).count == EventKind.allCases.count)
    }

    @Test func `the conditions of indices say what the numbers mean`() {
        let terminal = EventKind.allCases.filter(\.isTerminal)
        #expect(terminal.map(\.number).sorted() == [1, 2, 3, 4, 5])
        #expect(Predicate.eventTerminal == "kind <= \(EventKind.cancelled.number) AND superseded = 0")
        #expect(Predicate.deliveryClaimed == "state = \(StoredDeliveryState.claimed.rawValue)")
    }

    @Test func `whatever a person edits carries a revision`() throws {
        let edited = [
            "account", "sender", "sending_domain", "tracking_domain", "smtp_user", "contact", "grp",
            "saved_filter", "global_variable", "template", "hook", "suppression", "campaign",
        ]
        let without = try database.read { db in
            try edited.filter { table in
                try !String.fetchAll(db, "SELECT name FROM pragma_table_info(\(table))").contains("rev")
            }
        }
        #expect(without == [])
    }
}
