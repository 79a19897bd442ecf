import Store
import Testing

@testable import Platform

@Suite struct SupersededEventsTests {
    private static let rows = """
        INSERT INTO event (id, account, kind, at, delivery, source) VALUES (1, 1, 3, 0, 7, 'sandbox');
        """

    @Test func `an older file's deliveries can be sent again, and still end once`() async throws {
        let opened = try OldDirectory(Self.rows).open()
        let again = "INSERT INTO event (account, kind, at, delivery, source) VALUES (1, 2, 1, 7, 'sandbox')"
        await #expect(throws: (any Error).self) {
            try await opened.store.write { db in try db.execute(SQL(text: again)) }
        }
        try await opened.store.write { db in
            try db.execute("UPDATE event SET superseded = 1 WHERE delivery = 7")
            try db.execute(SQL(text: again))
        }
        let ends = try await opened.texts("SELECT kind FROM event WHERE \(Predicate.eventTerminal)")
        #expect(ends == ["2"])
    }
}
