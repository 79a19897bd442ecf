import Foundation
import ServiceCore
import Testing

@testable import Store

@Suite struct FilterCompilerTests {
    private let store: NoteStore

    init() async throws {
        store = try NoteStore()
        try await store.write { db in
            for (text, at) in [("Réunion", 10), ("spring sale", 20), ("ana@shop.example", 30)] {
                try db.insert(into: "note", [("text", text), ("at", at)])
            }
        }
    }

    private static var compiler: FilterCompiler {
        FilterCompiler(
            [
                "text": .text("n.text"), "at": .time("n.at"), "number": .number("n.id"),
                "size": .words("n.id", [("small", "1"), ("not small", "2"), ("not small", "3")]),
                "address": .address(key: "n.text", shown: "n.text"), "absent": .never,
                "kept": .folded("lower(n.text)"), "late": .within("n.at > 10", .number("n.id")),
                "odd": .any { _, operand in operand == .flag(true) ? "n.id % 2 = 1" : nil },
                "first": .own { _, word in "n.id = 1 AND 'first' = \(word)" },
            ],
            anywhere: ["text", "size"], account: { "'mine' = \($0)" }
        ) { ServiceError(.invalid, "There is no “\($0)”.") }
    }

    private func ids(_ tests: (FilterTerm.Test, isNegated: Bool)...) async throws -> [Int64] {
        let filter = Filter(tests.map { FilterTerm($0, isNegated: $1) })
        return try await store.read { db in
            let condition = try Self.compiler.condition(filter)
            return try Int64.fetchAll(db, "SELECT id FROM note n WHERE \(condition) ORDER BY id")
        }
    }

    @Test func `texts are found by a part without accents, and whole`() async throws {
        #expect(try await ids((.field("text", .contains, .text("REUN")), false)) == [1])
        #expect(try await ids((.field("text", .equals, .text("reunion")), false)) == [1])
        #expect(try await ids((.field("text", .equals, .text("reun")), false)) == [])
        #expect(try await ids((.field("address", .equals, .text("ANA@shop.example")), false)) == [3])
    }

    @Test func `texts are found by a regular expression, case and accents folded`() async throws {
        #expect(try await ids((.field("text", .matches, .text("^réu.*N$")), false)) == [1])
        #expect(try await ids((.field("kept", .matches, .text("sale$")), false)) == [2])
        #expect(try await ids((.field("address", .matches, .text("^[a-z]+@")), false)) == [3])
        #expect(try await ids((.field("size", .matches, .text("^not")), false)) == [2, 3])
        #expect(try await ids((.field("text", .matches, .text("^r")), true)) == [2, 3])
    }

    @Test func `a question that looks for an expression too long is ended with a sentence`() async throws {
        let overdue = ExpressionFunction.deadline(of: .seconds(-1))
        let error = await #expect(throws: (any Error).self) {
            try await store.read { db in
                try Int64.fetchAll(db, "SELECT id FROM note WHERE matches('a', text, \(overdue))")
            }
        }
        let files = NoteStore.files(FileManager.default.temporaryDirectory)
        let told = ServiceError(storing: try #require(error), in: files)
        #expect(told.code == .timedOut)
        #expect(told.message == "The regular expression took longer than 5 seconds.")
    }

    @Test func `either of several tests lets a row through`() async throws {
        let either = FilterTerm.Test.either([
            Filter([FilterTerm(.field("number", .equals, .number(1)))]),
            Filter([
                FilterTerm(.field("text", .contains, .text("ana"))),
                FilterTerm(.field("number", .greater, .number(2))),
            ]),
        ])
        #expect(try await ids((either, false)) == [1, 3])
        #expect(try await ids((either, true)) == [2])
    }

    @Test func `words, numbers and times are held against their columns`() async throws {
        #expect(try await ids((.field("size", .names, .text("small")), false)) == [1])
        #expect(try await ids((.field("number", .greaterOrEqual, .number(2)), false)) == [2, 3])
        let time = Date(storedTime: 20)
        #expect(try await ids((.field("at", .less, .date(time)), false)) == [1])
        #expect(try await ids((.field("first", .contains, .text("first")), false)) == [1])
    }

    @Test func `text that is kept folded is compared as it is with what is typed folded`() async throws {
        #expect(try await ids((.field("kept", .contains, .text("SALÉ")), false)) == [2])
        #expect(try await ids((.field("kept", .equals, .text("Spring Sale")), false)) == [2])
        #expect(try await ids((.field("kept", .contains, .text("reunion")), false)) == [])
    }

    @Test func `a field of some rows alone leads to those, and one may be asked in any way`() async throws {
        #expect(try await ids((.field("late", .lessOrEqual, .number(2)), false)) == [2])
        #expect(try await ids((.field("late", .lessOrEqual, .number(2)), true)) == [1, 3])
        #expect(try await ids((.field("odd", .equals, .flag(true)), false)) == [1, 3])
        #expect(throws: ServiceError.self) {
            try Self.compiler.condition(Filter([FilterTerm(.field("odd", .equals, .flag(false)))]))
        }
    }

    @Test func `terms must all hold, and one that is turned round must not`() async throws {
        #expect(
            try await ids((.anywhere("sale"), false), (.field("number", .less, .number(3)), false)) == [2])
        #expect(try await ids((.anywhere("sale"), true)) == [1, 3])
        #expect(try await ids((.field("absent", .contains, .text("")), false)) == [])
        #expect(try await ids((.account("mine"), false), (.platform("any"), false)) == [1, 2, 3])
        #expect(try await ids() == [1, 2, 3])
    }

    @Test func `a field that is not there, or is asked for wrongly, is refused`() {
        for test: FilterTerm.Test in [
            .field("nothing", .contains, .text("x")), .field("at", .contains, .text("x")),
        ] {
            #expect(throws: ServiceError.self) {
                try Self.compiler.condition(Filter([FilterTerm(test)]))
            }
        }
    }
}
