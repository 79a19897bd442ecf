import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A file from before chains went over digests: its old entries are proved as before, and their words can go.
@Suite struct ErasureUpgradeTests {
    /// Entries as they were written then, one of a contact and one of an account.
    private static let entries: String = {
        var (previous, statements) = (AuditHash.origin, [String]())
        for (id, title) in [(1, "kim@example.test"), (2, "ops@shop.example"), (3, "kim@example.test")] {
            let kind = id == 2 ? "account" : "contact"
            let columns: [String?] = [
                String(id), "1000", "kim@console", "", "embedded", "edit", kind, "1", title, "",
                "{\"last_name\":\"Roux\"}", nil, "undo edit", nil, "done",
            ]
            previous = AuditHash.old(of: columns, after: previous)
            let values = columns.map { $0.map { "'\($0)'" } ?? "NULL" } + ["x'\(Hex.text(previous))'"]
            statements.append("INSERT INTO audit VALUES (\(values.joined(separator: ", ")));")
        }
        return statements.joined(separator: "\n")
    }()

    private func opened() throws -> OpenedDirectory {
        try OldDirectory(OldDirectory.contacts("kim@example.test", "bo@example.test") + Self.entries).open()
    }

    private func verify(_ opened: OpenedDirectory) async throws -> TrailProof {
        try await opened.store.read { db in try AuditChain(db).verify() }
    }

    @Test func `the old chain is proved, and goes on`() async throws {
        let opened = try opened()
        #expect(try await verify(opened).broken == nil)
        try await opened.store.write { db in
            _ = try AuditQueries.append(
                AuditRecord(
                    time: Date(timeIntervalSince1970: 2), who: "kim@console", connection: "embedded",
                    action: "edit", target: ResourceID("embedded", .account, "1"), title: "ops@shop.example"),
                in: db)
        }
        let finding = try await verify(opened)
        #expect(finding.broken == nil && finding.entries == 4 && finding.erased == 0)
    }

    @Test(arguments: ["hash = x'00'", "title = 'x'", "who = 'lee'", "after = '{}'"])
    func `an old entry that is changed breaks it`(change: String) async throws {
        let opened = try opened()
        try await opened.store.write { db in
            try db.execute(SQL(text: "UPDATE audit SET \(change) WHERE id = 2"))
        }
        let broken = try await verify(opened).broken?.id
        #expect(broken == 2)
    }

    @Test func `the words of old entries are erased, and the chain holds`() async throws {
        let opened = try opened()
        let vault = opened.store.vault
        let options = PlatformOptions(dataDirectory: opened.store.directory.url.path, who: "kim@console")
        let context = PlatformContext(options: options, store: opened.store)
        let erase = try #require(PersonKeeping(context: context).operations().erase)
        let kim = try PersonAddress("kim@example.test")
        let part = try await erase(kim)
        #expect(part.found.contains { $0.what == "entries of the audit trail" && $0.count == 2 })
        let finding = try await verify(opened)
        #expect(finding.broken == nil && finding.entries == 4 && finding.erased == 2)
        let alias = ErasedKey(of: "kim@example.test", vault).alias
        #expect(
            try await opened.texts("SELECT title FROM audit ORDER BY id") == [
                alias, "ops@shop.example", alias, alias,
            ])
        #expect(
            try await opened.texts("SELECT coalesce(before, '-') FROM audit WHERE id IN (1, 3)") == [
                "-", "-",
            ])
        #expect(try await opened.texts("SELECT email FROM contact") == ["bo@example.test"])
        // The copy that the upgrade made is told of and left alone.
        #expect(part.stays.contains { $0.contains("-before-upgrade.sqlite") })
    }
}
