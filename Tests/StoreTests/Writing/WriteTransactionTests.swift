import Testing

@testable import Store

@Suite struct WriteTransactionTests {
    private let store: NoteStore

    init() throws { store = try NoteStore() }

    @Test func `columns are inserted and updated, and an edit raises the revision`() async throws {
        let row = try await store.write { db in
            let id = try db.insert(into: "note", [("text", "a"), ("at", 5)])
            try db.update("note", id: id, [("text", nil as String?)])
            try db.update("note", id: id, [("at", 6)], isEdit: false)
            return try SQLRow.fetchOne(db, "SELECT text, at, rev FROM note WHERE id = \(id)")?.values
        }
        #expect(row == [.null, .integer(6), .integer(1)])
    }

    @Test func `a part that fails is undone alone`() async throws {
        let count = try await store.write { db in
            _ = try NoteStore.note("kept")(db)
            try? db.savepoint {
                _ = try NoteStore.note("undone")(db)
                throw UnexpectedNull()
            }
            return db.changesCount
        }
        #expect(try await store.notes() == ["kept"])
        #expect(count > 0)
    }

    @Test func `several statements of one text take their values in turn`() async throws {
        try await store.write { db in
            try db.execute("INSERT INTO note (text) VALUES (\("a")); INSERT INTO note (text) VALUES (\("b"))")
        }
        #expect(try await store.notes() == ["a", "b"])
    }

    @Test func `a name that is taken, and a text that is no statement, are told apart`() async throws {
        try await store.write(NoteStore.note("a"))
        let taken = await failure {
            try await store.write { try $0.execute("INSERT INTO note (id) VALUES (1)") }
        }
        let wrong = await failure {
            try await store.write { try $0.execute("INSERT INTO nothing VALUES (1)") }
        }
        #expect(taken.flatMap { StoreFailure($0) }?.isTaken == true)
        #expect(wrong.flatMap { StoreFailure($0) }?.isTaken == false)
        #expect(wrong.flatMap { StoreFailure($0) }?.isOfContent == true)
    }
}
