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
}
