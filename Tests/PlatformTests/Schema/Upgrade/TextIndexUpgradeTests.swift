import Store
import Testing

@testable import Platform

@Suite struct TextIndexUpgradeTests {
    private static let search = "SELECT name FROM sqlite_schema WHERE name LIKE 'contact\\_%' ESCAPE '\\'"

    @Test func `people of an older file are found, and its blocks are gone`() async throws {
        let opened = try OldDirectory(
            OldDirectory.contacts("ana@shop.example", "bo@shop.example", "rémi@shop.example")
        ).open()
        #expect(try await found("ana@", in: opened) == [1])
        #expect(try await found("remi", in: opened) == [3])
        #expect(try await found("shop", in: opened) == [1, 2, 3])
        let names = Set(try await opened.texts(Self.search))
        #expect(names.isDisjoint(with: ["contact_block", "contact_stale", "contact_fence"]))
        #expect(names.isSuperset(of: ["contact_text", "contact_search_insert", "contact_search_update"]))
    }

    @Test func `edits of an older file's people are followed`() async throws {
        let opened = try OldDirectory(OldDirectory.contacts("ana@shop.example", "bo@shop.example")).open()
        try await opened.store.write { db in
            try db.execute("UPDATE contact SET search = 'kim@shop.example' WHERE id = 1")
            try db.execute("DELETE FROM contact WHERE id = 2")
        }
        #expect(try await found("kim", in: opened) == [1])
        #expect(try await found("ana", in: opened) == [])
        #expect(try await found("shop", in: opened) == [1])
    }

    @Test func `an older file whose big load was cut off has its search at the end of it`() async throws {
        let opened = try OldDirectory(
            """
            \(OldDirectory.contacts("ana@shop.example", "bo@shop.example"))
            DROP TRIGGER contact_search_insert;
            DROP TRIGGER contact_search_update;
            DROP TRIGGER contact_search_delete;
            INSERT INTO meta (key, value) VALUES ('bulk_load', 'running');
            """
        ).open()
        #expect(try await found("shop", in: opened) == [1, 2])
        try await opened.store.write { db in try db.execute("DELETE FROM contact WHERE id = 2") }
        #expect(try await found("shop", in: opened) == [1])
    }

    @Test func `people of an older file are found by their fields and sex, and edits are followed`()
        async throws
    {
        let people = OldDirectory.contacts("ana@shop.example", "bo@shop.example")
        let opened = try OldDirectory(
            "\(people) UPDATE contact SET fields = '{\"town\":\"Málaga\"}', sex = 'F' WHERE id = 2;"
        ).open()
        #expect(try await passing("fields:malaga", in: opened) == [2])
        #expect(try await passing("fields:=town=malaga", in: opened) == [2])
        #expect(try await passing("sex:f", in: opened) == [2])
        try await opened.store.write { db in
            try db.execute("UPDATE contact SET fields = '{\"town\":\"Lima\"}', sex = 'M' WHERE id < 3")
            try db.execute("DELETE FROM contact WHERE id = 2")
        }
        #expect(try await passing("fields:malaga", in: opened) == [])
        #expect(try await passing("fields:lima", in: opened) == [1])
        #expect(try await passing("fields:li", in: opened) == [1])
        #expect(try await passing("-fields:lima", in: opened) == [])
        #expect(try await passing("sex:f", in: opened) == [])
    }

    private func passing(_ filter: String, in opened: OpenedDirectory) async throws -> [Int64] {
        try await opened.store.read { db in
            let condition = try FilterCondition(filter, zone: nil, in: db).sql
            return try Int64.fetchAll(db, "SELECT c.id FROM contact c WHERE \(condition) ORDER BY c.id")
        }
    }

    private func found(_ word: String, in opened: OpenedDirectory) async throws -> [Int64] {
        try await opened.store.read { db in
            let match = try ContactIndices.text.rows(holding: [word], in: db)
            return try Int64.fetchAll(db, try #require(match).ids).sorted()
        }
    }
}
