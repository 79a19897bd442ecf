import FoundationEssentials
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct FilterQuotesTests {
    private static let query = "name:\"Roux\" email:r,oux -groups:~vip"
    private static let quoted = "name:\"Roux\" email:\"r,oux\" -groups:\"~vip\""

    private func people() throws -> OldDirectory {
        let audience = AudienceSpec(kind: .filter, id: 1, name: "some", query: Self.query).json
        return try OldDirectory(
            """
            \(OldDirectory.contacts("r@a.example", "oux@a.example"))
            UPDATE contact SET last_name = 'Roux', fields = '{"town":"Lima, Peru"}';
            INSERT INTO saved_filter (id, account, name, query, created_at)
            VALUES (1, 1, 'some', '\(Self.query)', 0), (2, 1, 'plain', 'fields:lima state:active', 0),
                (3, 1, 'both', 'fields:lima,', 0);
            INSERT INTO campaign (id, uuid, account, numid, channel, type, title, audience, created_at, updated_at)
            VALUES (1, 'c', 1, 1, 'email', 'normal', 'Sale', '\(audience)', 0, 0);
            """)
    }

    @Test func `a filter of an older file means what it meant`() async throws {
        let opened = try people().open()
        let all = try await opened.texts("SELECT query FROM saved_filter ORDER BY id")
        #expect(all == [Self.quoted, "fields:lima state:active", "fields:\"lima,\""])
        let passing = try await opened.store.read { db in
            try all.map { query in
                let condition = try FilterCondition(query, zone: nil, in: db).sql
                return try Int64.fetchAll(db, "SELECT c.id FROM contact c WHERE \(condition) ORDER BY c.id")
            }
        }
        // Read as one of two texts, the first would take both.
        #expect(passing == [[], [1, 2], [1, 2]])
    }

    @Test func `a campaign keeps the audience that it took from a filter`() async throws {
        let opened = try people().open()
        let spec = AudienceSpec(json: try await opened.texts("SELECT audience FROM campaign")[0])
        #expect(spec == AudienceSpec(kind: .filter, id: 1, name: "some", query: Self.quoted))
    }

    @Test func `a filter that was deleted comes back as it meant`() async throws {
        let opened = try people().open()
        defer { withExtendedLifetime(opened) {} }
        let store = opened.store
        try await store.write { db in
            let kept = KeptRows(
                table: "saved_filter", columns: ["id", "query"],
                rows: [[StoredValue(.integer(9)), StoredValue(.text(Self.query))]])
            try db.execute(
                """
                INSERT INTO audit (at, who, connection, action, target_kind, target, hash)
                VALUES (0, 'me', 'embedded', 'delete', 'filter', '9', x'00')
                """)
            try kept.write(under: 1, account: 1, at: 0, in: db)
            try FilterQuotes(db: db).run()
        }
        let rows = try await store.read { db in
            try KeptRows(try #require(try SQLRow.fetchOne(db, "SELECT * FROM deleted_row"))).rows
        }
        #expect(rows == [[StoredValue(.integer(9)), StoredValue(.text(Self.quoted))]])
    }

    // MARK: The trail

    /// An edit of a filter that stands in the trail of the old file, and the same filter with it.
    private func edited() throws -> OldDirectory {
        try OldDirectory(
            """
            INSERT INTO saved_filter (id, account, name, query, created_at)
            VALUES (1, 1, 'some', 'email:c,d', 0);
            INSERT INTO audit (id, at, who, connection, action, target_kind, target, title, before, after, hash)
            VALUES (1, 0, 'me', 'embedded', 'edit', 'filter', '1', 'some', '{"expression":"email:a,b"}',
                '{"expression":"email:c,d"}', x'00');
            """)
    }

    private func opened(_ old: OldDirectory) async throws -> EmbeddedPlatform {
        try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: old.directory.url.path, who: "kim", dnsServer: "127.0.0.1:9"))
    }

    @Test func `an edit of a filter from before is taken back to what it meant, and is no conflict`()
        async throws
    {
        let old = try edited()
        let platform = try await opened(old)
        var workspace = Workspace(name: "support", connections: [platform.connection])
        workspace.trail = platform.trail
        let plan = try await workspace.takingBack(try await platform.trail.entry("1"))
        #expect(plan.since == [] && plan.changes.map(\.after) == [.text("email:\"a,b\"")])
        _ = try await plan.run()
        let stored = try await platform.context.store.read { db in
            try String.fetchAll(db, "SELECT query FROM saved_filter")
        }
        #expect(stored == ["email:\"a,b\""])
        // What was written since means what it says.
        let newest = try #require(try await platform.trail.entries(TrailRequest(limit: 1)).first)
        #expect(newest.id.native != "1")
        let filter = try #require(try await platform.connection.resources[.filter]?.operations.find?("1"))
        _ = try await platform.connection.resources[.filter]?.operations.update?
            .submit(filter, FormValues(["expression": "email:e,f"]))
        let last = try #require(try await platform.trail.entries(TrailRequest(limit: 1)).first)
        #expect(last.changes.first { $0.field == "expression" }?.after == .text("email:e,f"))
    }

    @Test func `the trail itself stays as it was written`() async throws {
        let opened = try edited().open()
        #expect(
            try await opened.texts("SELECT before || after FROM audit")
                == ["{\"expression\":\"email:a,b\"}{\"expression\":\"email:c,d\"}"])
    }

    @Test func `nothing is read anew in the trail of a file that was quoted already`() async throws {
        let opened = try edited().open()
        let noted = try await opened.store.write { db in
            let first = try MetaKey.lastPlainFilter.value(in: db)
            try MetaKey.lastPlainFilter.set(nil, in: db)
            try FilterQuotes(db: db).noteTrail()
            return [first, try MetaKey.lastPlainFilter.value(in: db)]
        }
        #expect(noted == ["1", nil])
    }
}
