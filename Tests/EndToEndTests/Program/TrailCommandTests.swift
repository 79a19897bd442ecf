import Foundation
import Testing

/// `history` and `undo` on the built program: what one command did, another takes back.
@Suite struct TrailCommandTests {
    private struct Listed: Decodable {
        let id: String
        let what: String
        let on: String
        let stays: String
    }

    private func withContact(_ body: (BuiltProgram) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        _ = try program.run(
            "account add ops@shop.example --company Shop --phone +15550100 --password-stdin",
            input: "Marked-pass-1\n")
        let made = try program.run(
            "contact create account=ops@shop.example email=kim@example.test last_name=Lee")
        #expect(made.status == 0, "\(made.errors)")
        try body(program)
    }

    private func listed(_ program: BuiltProgram) throws -> [Listed] {
        let list = try program.run("undo --format json")
        return try JSONDecoder().decode([Listed].self, from: Data(list.output.utf8))
    }

    @Test func `an edit is found in the row's history and taken back by its number`() throws {
        try withContact { program in
            _ = try program.run("contact edit kim@example.test last_name=Kim")
            let history = try program.run("history contact kim@example.test")
            #expect(history.status == 0 && history.output.contains("last_name: Lee → Kim"))
            let entry = try #require(try listed(program).first)
            #expect(entry.what == "edit" && entry.on == "kim@example.test" && entry.stays.isEmpty)
            let undone = try program.run("undo \(entry.id)")
            #expect(
                undone.status == 0 && undone.output == "undone: edit kim@example.test\n", "\(undone.errors)")
            #expect(
                try program.run("contact show kim@example.test --format json").output.contains(
                    #""last_name":"Lee""#))
            let again = try program.run("undo \(entry.id)")
            #expect(again.status == 4 && again.errors.contains("took it back"))
        }
    }

    @Test func `what has changed since wants a yes, and both values are told`() throws {
        try withContact { program in
            for name in ["Kim", "Park"] {
                _ = try program.run("contact edit kim@example.test last_name=\(name)")
            }
            let id = try #require(try listed(program).dropFirst().first?.id)
            let asked = try program.run("undo \(id)")
            #expect(asked.status == 4)
            #expect(asked.errors.contains("it was left “Kim”, and is “Park” now"))
            #expect(asked.errors.contains("sendboard undo \(id) --yes"))
            #expect(try program.run("undo \(id) --yes").status == 0)
            #expect(
                try program.run("contact show kim@example.test --format json").output.contains(
                    #""last_name":"Lee""#))
        }
    }

    @Test func `a row that is gone has its history, and comes back`() throws {
        try withContact { program in
            _ = try program.run("contact delete kim@example.test --yes")
            let history = try program.run("history contact kim@example.test --format json")
            #expect(history.status == 0 && history.output.contains(#""what":"delete""#))
            let id = try #require(try listed(program).first?.id)
            #expect(try program.run("undo \(id)").status == 0)
            #expect(try program.run("contact show kim@example.test").status == 0)
        }
    }

    @Test(
        arguments: [
            ("undo 999", 3, "The audit trail has no entry 999."),
            ("undo kim", 2, "is no number of an entry"),
            ("history contract kim", 2, "There is no kind “contract”."),
            ("history contact nobody@example.test", 3, "There is no contact"),
        ] as [(String, Int32, String)])
    func `what is not there is told, with its exit code`(line: String, status: Int32, words: String) throws {
        try withContact { program in
            let told = try program.run(line)
            #expect(told.status == status && told.errors.contains(words), "\(told.errors)")
        }
    }
}
