import ServiceCore
import Store
import Testing

@testable import Platform

/// A template chosen in a campaign's form.
@Suite struct TemplateInsertionTests {
    private func bench() async throws -> LaunchBench {
        let bench = try await LaunchBench()
        try await bench.write(
            """
            INSERT INTO template (account, name, subject, html, text, created_at, updated_at)
            VALUES (?, 'Welcome', 'Hello', '<p>Hi</p>', 'Hi', 0, 0)
            """, [bench.account])
        return bench
    }

    private func form(_ bench: LaunchBench) async throws -> FormDescription {
        let create = try #require(CampaignKind(context: bench.context).operations().create)
        return try await create.form(nil)
    }

    private func texts(
        _ bench: LaunchBench, _ values: [FieldID: String]
    ) async throws -> [FieldID: String] {
        let insertion = try #require(try await form(bench).insertion)
        let account = try #require(try await bench.text("SELECT username FROM account"))
        let all = values.merging(["account": account]) { first, _ in first }
        return try await insertion.read(FormValues(all))
    }

    @Test func `its texts belong into the lines of the message`() async throws {
        let bench = try await bench()
        #expect(try await form(bench)["template"]?.kind == .choice(["", "Welcome"]))
        #expect(
            try await texts(bench, ["template": "Welcome"])
                == ["subject": "Hello", "html": "<p>Hi</p>", "text": "Hi"])
        #expect(try await texts(bench, ["template": "Welcome", "type": "sms-plain"]) == ["text": "Hi"])
        #expect(try await texts(bench, ["template": ""]) == [:])
    }

    @Test func `one of another account is none`() async throws {
        let bench = try await bench()
        let unknown = await #expect(throws: ServiceError.self) {
            try await texts(bench, ["template": "Nosuch"])
        }
        #expect(unknown?.field == "template")
        let homeless = await #expect(throws: ServiceError.self) {
            try await texts(bench, ["template": "Welcome", "account": ""])
        }
        #expect(homeless?.field == "account")
    }

    @Test func `without templates there is no such line`() async throws {
        let form = try await form(try await LaunchBench())
        #expect(form["template"] == nil && form.insertion == nil)
    }

    @Test func `forms make no campaign of a type that DMDS alone knows`() async throws {
        let form = try await form(try await LaunchBench())
        let types = ["normal", "api", "sms-plain", "sms-flash", "sms-unicode"]
        #expect(form["type"]?.kind == .choice(types))
    }
}
