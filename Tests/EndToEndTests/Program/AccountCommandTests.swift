import Foundation
import Testing

@Suite struct AccountCommandTests {
    /// What `account add --format json` prints.
    private struct Credentials: Decodable {
        let username: String
        let owner_id: String
        let api_key: String
        let sms_credits: Int
    }

    private func withAccount(_ body: (BuiltProgram, BuiltProgram.Result) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let made = try program.run(
            "account add kim@example.test --company Acme --phone +15550100 --password-stdin --sms-credits 50 --format json --log-level trace",
            input: "Marked-pass-1\n")
        try body(program, made)
    }

    @Test func `an account is made and its key shown once`() throws {
        try withAccount { program, made in
            #expect(made.status == 0, "\(made.errors)")
            let printed = try JSONDecoder().decode(Credentials.self, from: Data(made.output.utf8))
            #expect(printed.username == "kim@example.test")
            #expect(!printed.owner_id.isEmpty)
            #expect(printed.sms_credits == 50)
            let key = printed.api_key
            #expect(key.count >= 16)
            for format in ["table", "json", "csv"] {
                let shown = try program.run("account show kim@example.test --format \(format)")
                #expect(shown.status == 0)
                #expect(shown.output.contains("kim@example.test"))
                #expect(!shown.output.contains(key))
            }
        }
    }

    @Test func `neither password nor key is left anywhere in clear`() throws {
        try withAccount { program, made in
            let key = try JSONDecoder().decode(Credentials.self, from: Data(made.output.utf8)).api_key
            let written = try program.everythingWritten()
            #expect(!written.isEmpty)
            #expect(written.range(of: Data("Marked-pass-1".utf8)) == nil)
            #expect(written.range(of: Data(key.utf8)) == nil)
        }
    }

    @Test func `rows are listed as JSON that machines read`() throws {
        try withAccount { program, _ in
            let listed = try program.run("account list --format json")
            let rows = try #require(
                try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
            #expect(rows.count == 1)
            #expect(rows[0]["username"] as? String == "kim@example.test")
            #expect(rows[0]["sms_credits"] as? Int == 50)
            #expect(rows[0]["state"] as? String == "active")
            #expect(rows[0]["connection"] as? String == "embedded")
        }
    }

    @Test func `an edit changes what it names and nothing else`() throws {
        try withAccount { program, _ in
            #expect(try program.run("account edit kim@example.test email_cap=3").status == 0)
            let shown = try program.run("account show kim@example.test --format json").output
            #expect(shown.contains(#""email_cap":3"#))
            #expect(shown.contains(#""company":"Acme""#))
        }
    }

    @Test func `deleting wants the account's name`() throws {
        try withAccount { program, _ in
            let refused = try program.run("account delete kim@example.test --yes")
            #expect(refused.status == 4)
            #expect(
                refused.errors.hasSuffix(
                    "hint: sendboard account delete kim@example.test --yes kim@example.test\n"))
            #expect(try program.run("account delete kim@example.test --yes kim@example.test").status == 0)
            #expect(try program.run("account show kim@example.test").status == 3)
        }
    }

    @Test func `read-only changes nothing`() throws {
        try withAccount { program, _ in
            let edited = try program.run("account edit kim@example.test email_cap=3 --read-only")
            let deleted = try program.run("account delete kim@example.test --read-only --yes")
            #expect([edited.status, deleted.status] == [4, 4])
        }
    }

    @Test func `a directory that demo did not make is refused`() throws {
        try withAccount { program, _ in
            let refused = try program.run("demo --data-dir \(program.home)/.local/share/sendboard")
            #expect(refused.status == 4)
            #expect(refused.errors.hasPrefix("sendboard: "))
        }
    }
}
