import Foundation
import Testing

/// `case` on the built program: the file of a person who was sent to.
@Suite struct CaseCommandTests {
    private func withMessage(_ body: (BuiltProgram) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        _ = try program.run(
            "account add ops@shop.example --company Shop --phone +15550100 --password-stdin",
            input: "Marked-pass-1\n")
        for line in [
            "contact create account=ops@shop.example email=kim@example.test fields=boss=lee@example.test",
            "contact whitelist kim@example.test",
        ] {
            let done = try program.run(line)
            #expect(done.status == 0, "\(done.errors)")
        }
        try body(program)
    }

    @Test func `the file tells who did what, without the addresses of others`() throws {
        try withMessage { program in
            let text = try program.run("case contact kim@example.test")
            #expect(text.status == 0, "\(text.errors)")
            #expect(text.output.hasPrefix("Case file of kim@example.test\n"))
            #expect(text.output.contains(": whitelist  ") && text.output.contains("boss=[address removed]"))
            #expect(!text.output.contains("lee@example.test"))
        }
    }

    @Test func `it is written to a file once, as JSON`() throws {
        try withMessage { program in
            let path = program.home + "/case.json"
            let line = "case contact kim@example.test --format json --output \(path)"
            #expect(try program.run(line).status == 0)
            let data = try Data(contentsOf: URL(filePath: path))
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            #expect(object?["case"] as? String == "kim@example.test")
            #expect((object?["timeline"] as? [Any])?.isEmpty == false)
            let again = try program.run(line)
            #expect(again.status == 4 && again.errors.contains("exists already"))
            #expect(try Data(contentsOf: URL(filePath: path)) == data)
        }
    }

    @Test(
        arguments: [
            ("case contact nobody@example.test", 3, "Nobody knows “nobody@example.test”."),
            ("case account ops@shop.example", 4, "A case file is of a person, a message or a campaign."),
        ] as [(String, Int32, String)])
    func `what there is no case of is told, with its exit code`(line: String, status: Int32, words: String)
        throws
    {
        try withMessage { program in
            let told = try program.run(line)
            #expect(told.status == status && told.errors.contains(words), "\(told.errors)")
        }
    }
}
