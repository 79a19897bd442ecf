import ServiceCore
import Testing

@testable import Platform

/// Templates, webhooks, variables and filters: kinds that are no more than what a person types.
@Suite struct TextKindTests {
    let fixture: TemporaryPlatform

    init() async throws {
        fixture = try await TemporaryPlatform()
        try await fixture.account()
    }

    struct Sample: Sendable {
        let kind: ResourceKind
        let values: [String: String]
        let edit: [String: String]
        let wrong: [(String, String)]
    }

    static let samples = [
        Sample(
            kind: .template, values: ["name": "welcome", "subject": "Hi", "html": "<p>{{name}}\n</p>"],
            edit: ["subject": "Hello"],
            wrong: [("name", ""), ("subject", "a\nb"), ("html", ""), ("text", "a\u{0}b")]),
        Sample(
            kind: .webhook, values: ["url": "https://hooks.example/in", "events": "click,open"],
            edit: ["events": "", "description": "all", "store_log": "yes"],
            wrong: [("url", ""), ("url", "file:///etc/passwd"), ("events", "sent"), ("store_log", "perhaps")]),
        Sample(
            kind: .variable, values: ["name": "marca", "value": "ACME"], edit: ["value": "ACME & Söhne"],
            wrong: [("name", ""), ("name", "a b"), ("name", "{{x}}"), ("value", "a\u{1b}b")]),
        Sample(
            kind: .filter, values: ["name": "lapsed", "expression": "groups:clientes -whitelisted:yes"],
            edit: ["expression": "since:7d"],
            wrong: [
                ("name", ""), ("expression", ""), ("expression", "grp:x"), ("expression", "age:old"),
            ]),
    ]

    @Test(arguments: samples)
    func `a row is made, edited, undone and deleted`(sample: Sample) async throws {
        let owned = sample.values.merging(["account": "ops@shop.example"]) { $1 }
        let row = try await fixture.create(sample.kind, owned).rows[0]
        fixture.clock.advance(by: 10)
        let outcome = try await fixture.edit(row, sample.edit)
        let edited = try await fixture.find(sample.kind, row.id.native)
        #expect(edited != row)
        #expect(edited["account"].plainText == "ops@shop.example")
        try await fixture.undo(outcome)
        #expect(try await fixture.find(sample.kind, row.name) == row)
        _ = try await fixture.delete([row])
        #expect(try await fixture.all(sample.kind).isEmpty)
        #expect(
            try await fixture.audited()
                == ["delete", "undo", "edit", "create"].map { "\($0) \(row.name)" })
    }

    @Test(arguments: samples)
    func `a wrong value is refused and names its field`(sample: Sample) async throws {
        let owned = sample.values.merging(["account": "ops@shop.example"]) { $1 }
        for (field, value) in sample.wrong {
            let error = await failure {
                try await fixture.create(sample.kind, owned.merging([field: value]) { $1 })
            }
            #expect(error?.code == .invalid, "\(field)=\(value)")
            #expect(error?.field == field, "\(field)=\(value)")
        }
        #expect(try await fixture.all(sample.kind).isEmpty)
    }

    @Test(arguments: [0, 2, 3])
    func `an account has a name once`(index: Int) async throws {
        let sample = Self.samples[index]
        let owned = sample.values.merging(["account": "ops@shop.example"]) { $1 }
        try await fixture.create(sample.kind, owned)
        let error = await failure { try await fixture.create(sample.kind, owned) }
        #expect(error?.code == .conflict)
        #expect(error?.field == "name")
    }

    @Test func `forms open with what the row holds`() async throws {
        for sample in Self.samples {
            let owned = sample.values.merging(["account": "ops@shop.example"]) { $1 }
            let row = try await fixture.create(sample.kind, owned).rows[0]
            let operations = try fixture.operations(sample.kind)
            let blank = try await operations.create?.form(nil).initialValues
            let filled = try await operations.update?.form(row).initialValues
            #expect(blank?["account"] == "ops@shop.example")
            for (field, _) in sample.values { #expect(filled?[field]?.isEmpty == false) }
            let unchanged = try await operations.update?.submit(row, try #require(filled))
            #expect(unchanged?.reversal == nil)
        }
    }

    @Test func `a webhook's key is told once and reset by its URL`() async throws {
        let made = try await fixture.create(
            .webhook, ["account": "ops@shop.example", "url": "https://hooks.example/in"])
        let row = made.rows[0]
        let reset = try await fixture.perform("reset-key", on: [row])
        let action = try #require(try fixture.rows(.webhook).action("reset-key"))
        #expect(row["events"] == .list(["all"]))
        #expect(action.confirmation(row) == .name("https://hooks.example/in"))
        #expect(made.revealed.count == 1 && reset.revealed.count == 1)
        #expect(made.revealed[0].secret != reset.revealed[0].secret)
        #expect(reset.reversal == nil)
    }

    @Test func `a filter's fault names the nearest field`() async throws {
        let error = await failure {
            try await fixture.create(
                .filter, ["account": "ops@shop.example", "name": "x", "expression": "grups:x"])
        }
        #expect(error?.hint == "Did you mean groups:?")
        #expect(error?.field == "expression")
    }
}
