import ServiceCore
import Testing

@testable import Store

@Suite struct TextIndexTests {
    private let store: NoteStore
    private let index = TextIndex("note_text", of: "note", "text")

    private static let texts = [
        "ana smith", "anna", "sam smythe", "100%_of*it?[x]", #"say "hi" and 'ho'"#, "a or b and not c",
        "near(a, b)",
        "иван петров", "王伟", "o", "", "ab", "c:\\temp\\x", "--", "zo", "smith\u{1}ana",
        "joined \"\u{200D}quote",
    ]

    init() async throws {
        store = try NoteStore()
        let index = index
        try await store.write { db in
            for text in Self.texts { try db.insert(into: "note", [("text", text)]) }
            try db.execute(SQL(text: index.create))
            try index.rebuild(in: db)
            try db.execute(SQL(text: index.triggers))
        }
    }

    /// Nil where each row had to be looked at.
    private func found(_ words: String..., by index: TextIndex? = nil) async throws -> [Int64]? {
        let index = index ?? self.index
        return try await store.read { db in
            guard let match = try index.rows(holding: words, in: db) else { return nil }
            let rest = match.untested.map { TextCondition.ofFolded("text", .contains, $0) }
            return try Int64.fetchAll(
                db,
                "SELECT n.id FROM (\(match.ids)) AS m JOIN note n ON n.id = m.id WHERE \(SQL.all(rest)) ORDER BY n.id"
            )
        }
    }

    private static func pieces(of text: String) -> Set<String> {
        let letters = Array(text)
        return Set(
            letters.indices.flatMap { start in
                (start..<min(start + 6, letters.count)).map { String(letters[start...$0]) }
            })
    }

    private static func holding(_ word: String) -> [Int64] {
        texts.indices.filter { Array(texts[$0].utf8).contains(Array(word.utf8)) }.map { Int64($0 + 1) }
    }

    @Test func `every piece of every text finds those that hold it`() async throws {
        for piece in Self.texts.reduce(into: Set<String>(), { $0.formUnion(Self.pieces(of: $1)) })
        where !piece.contains("\u{1}") {
            #expect(try await found(piece) == Self.holding(piece), "“\(piece)”")
        }
    }

    @Test(arguments: [
        "q", "xq", "xqz", "smith ana", "%", "a%", "ana*", #"""#, #""ana""#, "ana OR sam", "-ana", "^ana",
    ])
    func `what no text holds finds nothing, whatever it means to an engine`(word: String) async throws {
        #expect(try await found(word) == Self.holding(word))
    }

    @Test func `all words must be held, short ones too`() async throws {
        #expect(try await found("ana", "smith") == [1, 16])
        #expect(try await found("sm", "ana") == [1, 16])
        #expect(try await found("sm", "y") == [3])
        #expect(try await found("anna", "xqz") == [])
    }

    @Test func `rows that change, go and come are found by the text that they have`() async throws {
        try await store.write { db in
            try db.execute("UPDATE note SET text = 'bo king' WHERE id = 1")
            try db.execute("DELETE FROM note WHERE id = 2")
            try db.insert(into: "note", [("text", "anatol")])
            try db.execute("UPDATE note SET at = 5")
        }
        #expect(try await found("ana") == [16, 18])
        #expect(try await found("king") == [1])
        #expect(try await found("nna") == [])
    }

    @Test func `a change that is undone leaves nothing behind`() async throws {
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await store.write { db in
                try db.execute("UPDATE note SET text = 'gone' WHERE id = 1")
                throw Stop()
            }
        }
        #expect(try await found("ana", "smith") == [1, 16])
        #expect(try await found("gone") == [])
    }

    @Test func `rows that came while nobody watched are there after it is made anew`() async throws {
        let index = index
        try await store.write { db in
            try db.execute(SQL(text: index.dropTriggers))
            try db.execute("UPDATE note SET text = 'bo' WHERE id = 1")
            try db.insert(into: "note", [("text", "anatol")])
            try index.rebuild(in: db)
        }
        #expect(try await found("ana") == [16, 18])
    }

    @Test func `letters that stand everywhere lead nowhere`() async throws {
        let hasty = TextIndex("note_text", of: "note", "text", comparisonsPerRow: 1)
        #expect(try await found("a", by: hasty) == nil)
        #expect(try await found("zo", by: hasty) == [15])
        #expect(try await found("a", "zo", by: hasty) == [])
    }

    @Test func `rows are read from the index alone`() async throws {
        let index = index
        let plan = try await store.read { db in
            let ids = try #require(try index.rows(holding: ["smith"], in: db)).ids
            return try SQLRow.fetchAll(db, "EXPLAIN QUERY PLAN \(ids)").map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("VIRTUAL TABLE"), "\(plan)")
    }
}
