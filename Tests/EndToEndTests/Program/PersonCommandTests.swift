import Foundation
import Testing

/// `person` on the built program, on data of the demo.
@Suite struct PersonCommandTests {
    private func withDemo(_ body: (BuiltProgram) async throws -> Void) async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(contacts: 60, of: program)
        try await body(program)
    }

    private func run(_ program: BuiltProgram, _ line: String) throws -> BuiltProgram.Result {
        try program.run(line + " --data-dir data")
    }

    /// Somebody of the demo who has been sent to.
    private func somebody(_ program: BuiltProgram) throws -> String {
        let list = try run(program, "contact list --format json --limit 60")
        let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
        let emails = try #require(rows).compactMap { $0["email"] as? String }
        let known = try emails.first { email in
            try run(program, "person find \(email)").output.contains("messages sent or tried")
        }
        return try #require(known)
    }

    @Test func `a person of the demo is found, handed out, erased and never sent to again`() async throws {
        try await withDemo { program in
            let email = try somebody(program)
            // Words about the person in the trail.
            #expect(try run(program, "contact whitelist \(email)").status == 0)
            let export = try run(program, "person export \(email) --to all.json")
            #expect(export.status == 0, "\(export.errors)")
            let kept = try Data(contentsOf: URL(filePath: program.home + "/all.json"))
            #expect(try JSONSerialization.jsonObject(with: kept) is [String: Any])
            #expect(kept.range(of: Data(email.utf8)) != nil)
            try FileManager.default.removeItem(atPath: program.home + "/all.json")

            let asked = try run(program, "person erase \(email)")
            #expect(asked.status == 4 && asked.output.isEmpty)
            #expect(asked.errors.contains("wants to be confirmed") && asked.errors.contains("1 contact"))
            #expect(try run(program, "person find \(email)").status == 0)

            let erased = try run(program, "person erase \(email) --yes \(email)")
            #expect(erased.status == 0, "\(erased.errors)")
            #expect(erased.output.contains("Erased: ") && erased.output.contains("keyed hash kept"))
            // A launch of the demo's past may be under way still; then the receipt says what waits for its end.
            let waits = erased.output.contains("once no launch is under way")
            // What stands for hosted platforms in a demo is theirs.
            for file in try FileManager.default.subpathsOfDirectory(atPath: program.home + "/data")
            where !file.hasPrefix("hosted/") && !(waits && file.hasPrefix("sendboard.sqlite")) {
                let bytes = FileManager.default.contents(atPath: program.home + "/data/" + file)
                #expect(bytes?.range(of: Data(email.utf8)) == nil, "\(file)")
            }
            let proof = try run(program, "audit verify")
            #expect(proof.status == 0 && proof.output.contains("erased"), "\(proof.output)")
            let again = try run(program, "person find \(email)")
            #expect(again.output.contains("was erased at") && again.status == 0, "\(again.errors)")
            try await expectNotSent(program, email)
        }
    }

    private func expectNotSent(_ program: BuiltProgram, _ email: String) async throws {
        let why = try run(program, "contact why \(email)")
        #expect(why.output.contains("suppressed: erased"), "\(why.output)")
        let refused = try run(program, "contact create account=marta@acme.example email=\(email)")
        #expect(refused.status == 4 && refused.errors.contains("stays suppressed"), "\(refused.errors)")
        for arguments in [
            "sender create account=marta@acme.example address=tests@acme.example",
            "campaign create account=marta@acme.example title=Again subject=Hello sender=tests@acme.example text=Hi audience=\(email)",
            "campaign launch Again --watch --yes Again",
        ] { _ = try run(program, arguments) }
        let record = try String(contentsOfFile: program.home + "/data/sandbox/accepted.log", encoding: .utf8)
        #expect(!record.contains(email))
    }

    @Test func `a hold refuses erasing and deleting until it is released`() async throws {
        try await withDemo { program in
            let email = try somebody(program)
            #expect(try run(program, "person hold \(email) --reason lawsuit").status == 0)
            for line in ["person erase \(email) --yes \(email)", "contact delete \(email) --yes \(email)"] {
                let refused = try run(program, line)
                #expect(refused.status == 4, "\(line): \(refused.errors)")
                #expect(refused.errors.contains("held by") && refused.errors.contains("lawsuit"))
            }
            #expect(try run(program, "person holds --format csv").output.contains("\(email),"))
            #expect(try run(program, "person release \(email) --reason over").status == 0)
            #expect(try run(program, "person holds --format json").output == "[\n\n]\n")
            #expect(try run(program, "contact delete \(email) --yes \(email)").status == 0)
        }
    }

    @Test(
        arguments: [
            ("person find nobody", 2, "is neither an e-mail address nor a phone number"),
            ("person find nobody@example.test", 3, "Nobody keeps anything of nobody@example.test."),
            ("person release nobody@example.test --reason x", 3, "No hold stands"),
            ("person erase nobody@example.test --yes other@example.test", 4, "does not confirm"),
        ] as [(String, Int32, String)])
    func `what cannot be done is told with its exit code`(line: String, status: Int32, words: String) throws {
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        let account =
            "account add ops@shop.example --company Shop --phone +15550100 --password-stdin --data-dir data"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        let told = try run(program, line)
        #expect(told.status == status && told.errors.contains(words), "\(told.errors)")
    }
}
