import Store
import Testing

@testable import Platform

@Suite struct ListImportUpgradeTests {
    @Test func `an older file takes lists in and back once it is brought up to date`() async throws {
        let opened = try OldDirectory(OldDirectory.contacts("ana@shop.example")).open()
        let tables =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'list\\_%' ESCAPE '\\' ORDER BY name"
        #expect(try await opened.texts(tables) == ["list_import", "list_import_part"])
        let reverting = ContactListReverting()
        let left = try await opened.store.write { db in
            let list = try db.insert(
                into: "list_import",
                [("kind", "contact"), ("account", 1), ("state", "done"), ("owner", ""), ("at", 0)])
            var part = ImportPart()
            part.made = 1...1
            try part.write(of: list, in: db)
            let row = try SQLRow.fetchOne(db, "SELECT * FROM list_import")
            return try row.flatMap { try reverting.takeBackLast(of: StoredImport($0), in: db) }
        }
        #expect(left == TakenPart(rows: 1, stayed: 0))
        #expect(try await opened.texts("SELECT email FROM contact") == [])
    }
}
