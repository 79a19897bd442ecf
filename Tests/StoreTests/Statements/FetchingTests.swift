import Foundation
import Testing

@testable import Store

@Suite struct FetchingTests {
    private let store: NoteStore

    init() throws { store = try NoteStore() }

    @Test func `every kind of value comes back as it was written`() async throws {
        let values: [SQLValue] = [
            .null, .integer(.min), .integer(.max), .real(-0.1), .text(""), .text("ñ“\\\n"),
            .blob(Data([0, 255])),
        ]
        let back = try await store.read { db in
            try values.map { try SQLRow.fetchOne(db, "SELECT \($0)")?.value(at: 0) }
        }
        #expect(back == values)
    }

    @Test func `a row is read by place and by name, and what may be null as an optional`() async throws {
        let isRead = try await store.read { db in
            let row = try SQLRow.fetchOne(db, "SELECT 7 AS n, 'x' AS t, NULL AS none, 1 AS flag, 2.5 AS d")
            guard let row else { return false }
            return row[0] == 7 && row["t"] == "x" && (row["none"] as Int?) == nil && row["flag"] == true
                && row[4] == 2.5 && (row["absent"] as String?) == nil
        }
        #expect(isRead)
    }

    @Test func `no row and a null are nil for one, and a null among all is an error`() async throws {
        _ = try await store.write { db in try db.insert(into: "note", [("text", nil as String?)]) }
        let found = try await store.read { db in
            [
                try String.fetchOne(db, "SELECT text FROM note WHERE id = \(9)"),
                try String.fetchOne(db, cached: "SELECT text FROM note"),
            ]
        }
        #expect(found == [nil, nil])
        let error = await failure {
            try await store.read { db in try String.fetchAll(db, "SELECT text FROM note") }
        }
        #expect(error is UnexpectedNull)
    }

    @Test func `rows that were fetched stay, while a cursor's is good until the next`() async throws {
        for text in ["a", "b", "c"] { try await store.write(NoteStore.note(text)) }
        let (all, walked) = try await store.read { db in
            let all = try SQLRow.fetchAll(db, "SELECT text FROM note ORDER BY id").map { $0[0] as String }
            let cursor = try SQLRow.fetchCursor(db, cached: "SELECT text FROM note ORDER BY id")
            var walked: [String] = []
            while let row = try cursor.next() { walked.append(row[0]) }
            return (all, walked)
        }
        #expect(all == ["a", "b", "c"] && walked == all)
    }

    @Test func `a kept statement takes new values each time`() async throws {
        let ids = try await store.write { db in
            for text in ["a", "b"] { try db.execute(cached: "INSERT INTO note (text) VALUES (\(text))") }
            return try ["b", "a", "c"].map {
                try Int64.fetchOne(db, cached: "SELECT id FROM note WHERE text = \($0)")
            }
        }
        #expect(ids == [2, 1, nil])
    }
}
