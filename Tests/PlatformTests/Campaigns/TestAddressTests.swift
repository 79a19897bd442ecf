import ServiceCore
import Testing

@testable import Platform

/// To whom a test of a campaign goes.
@Suite struct TestAddressTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await people.approveSender()
    }

    private func campaign() async throws -> ServiceCore.Row {
        let made = try await fixture.create(
            .campaign,
            [
                "account": PeopleFixture.username, "title": "Spring sale", "subject": "Spring",
                "text": "Hello",
                "sender": "news@shop.example", "audience": "all contacts",
            ])
        return try #require(made.rows.first)
    }

    @Test(arguments: ["bad", "group staff", "all contacts", "kim@example.test, bo@example.test"])
    func `what is not one address is refused in the form, with its own hint`(to: String) async throws {
        let row = try await campaign()
        let action = try #require(try fixture.rows(.campaign).action("test"))
        let form = try #require(try await action.form?(row))
        let values = FormValues(["to": to])
        let rule = await failure { try form.rules?.check(values) }
        #expect(rule?.code == .invalid && rule?.field == "to")
        #expect(rule?.hint == "Write one address: ana@example.com.")
        // A command asks for them where nothing is confirmed yet.
        let counted = await failure { try await action.recipients?([row.id], values) }
        #expect(counted == rule)
    }

    @Test func `one that is left out is told before and after`() async throws {
        let row = try await campaign()
        try await people.suppress("kim@example.test", .complaint)
        let action = try #require(try fixture.rows(.campaign).action("test"))
        let values = FormValues(["to": "kim@example.test"])
        let audience = try await action.recipients?([row.id], values)
        #expect(audience?.remarks.map(\.sentence).first == "Not sent: 1 suppressed: complaint.")
        let outcome = try await action.perform([row.id], values)
        #expect(
            outcome.message == "test of Spring sale not sent to kim@example.test: suppressed: complaint")
        #expect(!outcome.isAsWished)
    }
}
