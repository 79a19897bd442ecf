import ServiceCore
import Store
import Testing

@testable import Platform

/// The derived columns and the search of contacts, after single edits and after a big load.
@Suite struct ContactStorageTests {
    let folder: TemporaryDirectory
    let store: PlatformStore
    let account: Int64

    init() async throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
        account = try await store.write { db in try StoreFixture.account(db) }
    }

    private func found(_ word: String) async throws -> [Int64] {
        try await store.read { db in
            let match = try ContactIndices.text.rows(holding: [word], in: db)
            return try Int64.fetchAll(db, try #require(match).ids)
        }
    }

    private func state(_ id: Int64) async throws -> String? {
        try await store.read { db in
            try String.fetchOne(db, "SELECT state FROM contact WHERE id = \(id)")
        }
    }

    @Test func `an accented name is found by plain letters, until it changes`() async throws {
        let account = account
        let id = try await store.write { db in
            try StoreFixture.contact(
                db, account: account, numid: 1, email: "j@example.com", last: "Núñez", first: "José")
        }
        #expect(try await found("jos") == [id])
        try await store.write { db in
            try db.execute(
                """
                UPDATE contact
                SET search = \(SearchFolding.searchText(email: "j@example.com", first: "Ana", last: "", phone: nil))
                """)
        }
        #expect(try await found("jos") == [])
        #expect(try await found("ana") == [id])
    }

    @Test func `suppressions show in the contact's state and go when they are lifted`() async throws {
        let account = account
        let id = try await store.write { db in
            try db.execute(
                "INSERT INTO suppression (channel, address, reason, at) VALUES ('email', 'all@b.c', 'manual', 0)"
            )
            try db.execute(
                """
                INSERT INTO suppression (account, channel, address, reason, at) VALUES (\(account),
                'email', 'a@b.c', 'manual', 0)
                """)
            try StoreFixture.contact(db, account: account, numid: 2, email: "all@b.c")
            return try StoreFixture.contact(db, account: account, numid: 1, email: "a@b.c")
        }
        #expect(try await state(id) == "suppressed")
        try await store.write { db in
            try db.execute("UPDATE suppression SET lifted_at = 1 WHERE account > 0")
        }
        #expect(try await state(id) == "active")
        #expect(try await state(id - 1) == "suppressed")
    }

    @Test func `an inactive recipient shows in the contact's state until it is activated`() async throws {
        let account = account
        let id = try await store.write { db in
            try db.execute(
                """
                INSERT INTO recipient (account, address, status, changed_at) VALUES (\(account), 'a@b.c',
                'inactive', 0)
                """)
            return try StoreFixture.contact(db, account: account, numid: 1, email: "a@b.c")
        }
        #expect(try await state(id) == "inactive")
        try await store.write { db in try db.execute("UPDATE recipient SET status = 'active'") }
        #expect(try await state(id) == "active")
    }

    @Test func `a group counts its members, also when a contact is deleted`() async throws {
        let account = account
        let counts = try await store.write { db in
            try db.execute("INSERT INTO grp (account, name, created_at) VALUES (\(account), 'g', 0)")
            for number in 1...3 {
                let id = try StoreFixture.contact(
                    db, account: account, numid: number, email: "m\(number)@b.c")
                try db.execute("INSERT INTO grp_member (grp, contact) VALUES (1, \(id))")
            }
            let before = try Int.fetchOne(db, "SELECT member_count FROM grp")
            try db.execute("DELETE FROM contact WHERE numid = 2")
            return [before, try Int.fetchOne(db, "SELECT member_count FROM grp")]
        }
        #expect(counts == [3, 2])
    }

    @Test func `a big load leaves the same indices, triggers and search as single edits`() async throws {
        let account = account
        let schema: @Sendable (ReadTransaction) throws -> [String] = { db in
            try String.fetchAll(
                db, "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1")
        }
        let before = try await store.read(schema)
        let next = Counter()
        try await store.bulkLoad { db in
            let start = next.add(100)
            for number in start..<start + 100 {
                try StoreFixture.contact(
                    db, account: account, numid: number, email: "bulk\(number)@b.c", last: "Müller")
            }
            return start < 400
        }
        #expect(try await store.read(schema) == before)
        #expect(try await found("mul").count == 500)
    }

    @Test func `a load that failed or was cut off has its indices back at the next opening`() async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await store.bulkLoad { _ in throw ServiceError(.invalid, "Row 3 has no address.") }
        }
        #expect(error?.code == .invalid)
        try await store.write { db in try BulkLoad.begin(db) }
        try store.close()
        let reopened = try PlatformStore.open(folder.url)
        let exists = try await reopened.read { db in
            try Bool.fetchOne(
                db, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'contact_by_name')")
        }
        #expect(exists == true)
    }
}
