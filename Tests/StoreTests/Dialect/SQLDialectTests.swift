import Foundation
import Testing

@testable import Store

/// What every engine's spellings have to do; they are asked of the one that the program speaks.
@Suite struct SQLDialectTests {
    private let store: NoteStore

    init() async throws {
        store = try NoteStore()
        try await store.write { db in
            try db.execute(
                """
                CREATE TABLE member (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER,
                initial TEXT GENERATED ALWAYS AS (substr(name, 1, 1)));
                CREATE UNIQUE INDEX member_name ON member (name);
                CREATE INDEX member_age ON member (age);
                """)
        }
    }

    @Test func `ids that are kept are given to no row, however few they are next time`() async throws {
        let ids = try await store.write { db in
            var ids: [Int64?] = [try Int64.fetchOne(db, SQL.dialect.lastID(of: "member"))]
            for (last, name) in [(10, "ana"), (5, "bo")] as [(Int64, String)] {
                try SQL.dialect.keepIDs(of: "member", through: last, in: db)
                ids.append(try db.insert(into: "member", [("name", name)]))
            }
            try db.execute("DELETE FROM member")
            return ids + [try Int64.fetchOne(db, SQL.dialect.lastID(of: "member"))]
        }
        #expect(ids == [nil, 11, 12, 12])
    }

    @Test func `a row whose key is taken is left out, and the others come in`() async throws {
        let counts = try await store.write { db in
            try ["('ana')", "('ana'), ('bo')"].map { rows in
                try db.execute(SQL.dialect.insertOrIgnore("INTO member (name) VALUES \(sql: rows)"))
                return db.changesCount
            }
        }
        #expect(counts == [1, 1])
    }

    @Test func `the planner takes the index that is named, and none where it must not`() async throws {
        let plans = try await store.read { db in
            let queries: [SQL] = [
                "SELECT age FROM member WHERE name = 'ana'",
                "SELECT age FROM member WHERE \(unindexed: "name") = 'ana'",
                "SELECT age FROM \(sql: SQL.dialect.table("member", by: "member_age")) WHERE name = 'ana'",
            ]
            return try queries.map { try SQL.dialect.plan(of: $0, in: db) }
        }
        #expect(plans[0].contains("member_name"))
        #expect(!plans[1].contains("member_"), "\(plans[1])")
        #expect(plans[2].contains("member_age") && !plans[2].contains("member_name"), "\(plans[2])")
    }

    @Test func `the schema tells which columns are written and which tables refer to which`() async throws {
        let (columns, keys) = try await store.read { db in
            (
                try String.fetchAll(db, SQL.dialect.columns(of: "member")),
                try SQLRow.fetchAll(db, SQL.dialect.foreignKeys).map(\.values)
            )
        }
        #expect(columns == ["id", "name", "age"])
        #expect(keys == [[.text("remark"), .text("note"), .text("note"), .text("NO ACTION")]])
    }

    @Test func `letters are counted from one, bytes are read as UTF-8, and the clock is of today`()
        async throws
    {
        let row = try await store.read { db in
            try SQLRow.fetchOne(
                db,
                """
                SELECT \(SQL.dialect.position(of: "'ñ'", in: "'niño'")),
                \(SQL.dialect.position(of: "'x'", in: "'niño'")),
                \(sql: SQL.dialect.text(ofBytes: "x'c3b1'")), \(sql: SQL.dialect.now)
                """)?.values
        }
        #expect(row?.prefix(3) == [.integer(3), .integer(0), .text("ñ")])
        #expect((row?.last.flatMap { Int64($0) } ?? 0) > 1_700_000_000_000)
    }
}
