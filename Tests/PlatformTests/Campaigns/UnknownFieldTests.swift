import Foundation
import ServiceCore
import Testing

@testable import Platform

/// Fields of a composed text that nothing fills.
@Suite struct UnknownFieldTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await people.approveSender()
        try await people.contact("kim@example.test", ["fields": "plan=gold, ciudad=Vigo", "groups": "vip"])
        try await people.contact("bo@example.test", ["fields": "shoe-size=41"])
        try await people.write(
            "INSERT INTO global_variable (account, name, value, created_at) VALUES (1, 'brand', 'Shop', 0)")
    }

    private func values(_ more: [String: String]) -> [String: String] {
        [
            "account": PeopleFixture.username, "title": "Spring sale", "subject": "Spring", "text": "Hello",
            "sender": "news@shop.example", "audience": "all contacts",
        ].merging(more) { $1 }
    }

    private func campaign(_ more: [String: String]) async throws -> ServiceCore.Row {
        try #require(try await fixture.create(.campaign, values(more)).rows.first)
    }

    private func refusal(_ more: [String: String]) async throws -> ServiceError? {
        let control = try #require(fixture.platform.connection.campaigns)
        let row = try await campaign(more)
        let plan = try await control.plan(row.id)
        let launch = await failure { try await control.launch(row.id, "key \(row.id.native)") }
        #expect(plan.refusal == launch)
        return launch
    }

    private func remarks(_ more: [String: String]) async throws -> [FormRemark] {
        let form = try await #require(try fixture.operations(.campaign).create).form(nil)
        return try await #require(form.remarks).read(FormValues(values(more)))
    }

    @Test(arguments: ["subject", "html", "text"])
    func `a launch with a field that nothing fills is refused, and named by the preview`(_ place: String)
        async throws
    {
        let text = [place: "Hi {{frist_name}}"]
        let refusal = try #require(try await refusal(text))
        #expect(refusal.code == .refused)
        #expect(
            refusal.message == "“Spring sale” cannot be launched: {{frist_name}} is filled for nobody.")
        #expect(refusal.hint?.hasPrefix("Did you mean {{first_name}}?") == true)
        #expect(
            try await remarks(text).map(\.text) == ["{{frist_name}} is filled for nobody"])
    }

    @Test(arguments: [
        "{{first_name}} {{ last_name }} {{email}} {{name}} {{phone}} {{age}} {{sex}}", "{{brand}}",
        "{{plan}} {{ciudad}} {{shoe-size}}", "{{nosuch|friend}}", "{{ nosuch | friend }}", "{{no such}}",
        "{{}}",
        "{nosuch}", "{{nosuch",
    ])
    func `what is filled, has a fallback or is no field goes out`(_ text: String) async throws {
        #expect(try await refusal(["text": text]) == nil)
        #expect(try await remarks(["text": text]) == [])
    }

    @Test(arguments: [
        ("group vip", "{{shoe-size}}", false), ("group vip", "{{plan}}", true),
        ("kim@example.test", "{{shoe-size}}", false),
        ("kim@example.test, bo@example.test", "{{shoe-size}}", true),
        ("all contacts", "{{Plan}}", false), ("all contacts", "{{gold}}", false),
    ])
    func `a field is known where anyone in the audience has it`(
        _ audience: String, _ text: String, _ isKnown: Bool
    ) async throws {
        let refusal = try await refusal(["audience": audience, "text": text])
        #expect((refusal == nil) == isKnown, "\(refusal?.message ?? "")")
    }

    @Test func `the nearest of an account's own names is hinted at`() async throws {
        #expect(try await remarks(["text": "{{ciudat}}"]).first?.hint.contains("{{ciudad}}") == true)
        #expect(try await remarks(["text": "{{bramd}}"]).first?.hint.contains("{{brand}}") == true)
    }

    @Test func `a misspelt audience is named with the nearest that there is`() async throws {
        try await people.write(
            "INSERT INTO saved_filter (account, name, query, created_at) VALUES (1, 'buyers', 'vip', 0)")
        let group = await failure { try await campaign(["audience": "group vpi"]) }
        #expect(group?.message == "The account has no group “vpi”.")
        #expect(group?.hint == "Did you mean “vip”?")
        let filter = await failure { try await campaign(["audience": "filter buyer"]) }
        #expect(filter?.hint == "Did you mean “buyers”?")
        let strange = await failure { try await campaign(["audience": "group something else"]) }
        #expect(strange?.hint == "Groups are listed with :groups.")
    }

    @Test func `several are told together`() async throws {
        #expect(
            try await remarks(["subject": "{{aaa}}", "text": "{{bbb}} {{aaa}} {{ccc}}"]).map(\.text) == [
                "{{aaa}}, {{bbb}} and {{ccc}} are filled for nobody"
            ])
    }

    @Test func `a test message says what stayed empty, and goes out`() async throws {
        let row = try await campaign(["text": "{{nosuch}}"])
        let outcome = try await fixture.perform("test", on: [row], ["to": "me@example.test"])
        #expect(outcome.message.hasSuffix("; {{nosuch}} is filled for nobody"))
        #expect(!outcome.isAsWished)
        let fine = try await campaign(["title": "Other"])
        #expect(
            try await fixture.perform("test", on: [fine], ["to": "me@example.test"]).message
                == "test of Other queued to me@example.test")
    }

    @Test func `text messages and single ones are sent as they are written, and say so`() async throws {
        let told = ["{{first_name}} goes out as it is written: text messages are not filled in"]
        #expect(
            try await remarks(["type": "sms-plain", "text": "Hi {{first_name}}"]).map(\.text) == told)
        let messages = try #require(fixture.platform.connection.messages)
        let form = try await messages.form([])
        #expect(
            try await #require(form.remarks).read(FormValues(["text": "Hi {{first_name}}"])).map(\.text) == [
                "{{first_name}} goes out as it is written: single messages are not filled in"
            ])
    }

    @Test func `what an API composed is launched as it is`() async throws {
        let control = try #require(fixture.platform.connection.campaigns)
        let row = try await campaign(["text": "{{nosuch}}"])
        try await people.write("UPDATE campaign SET source = 'dmds'")
        #expect(try await control.plan(row.id).refusal == nil)
        #expect(await failure { try await control.launch(row.id, "key") } == nil)
    }
}
