import ServiceCore
import Testing

@testable import Platform

/// Whom a composed message reaches is told before it is sent.
@Suite struct MessageRecipientsTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws { people = try await PeopleFixture() }

    private func audience(_ rows: [Row], _ values: [String: String]) async throws -> MessageAudience? {
        let messages = try fixture.require(fixture.platform.connection.messages)
        return try await messages.recipients?(rows.map(\.id), FormValues(values))
    }

    private func count(_ rows: [Row], _ values: [String: String]) async throws -> Int? {
        try await audience(rows, values)?.count
    }

    @Test func `who is left out is told with the reason, before and after`() async throws {
        try await people.approveSender()
        let rows = [
            try await people.contact("kim@example.test"), try await people.contact("lee@example.test"),
        ]
        try await people.suppress("lee@example.test", .complaint)
        let values = ["sender": "news@shop.example", "subject": "Hi", "text": "Hello"]
        let left = [Tally("suppressed: complaint", 1)]
        #expect(
            try await audience(rows, values)
                == MessageAudience(count: 1, addresses: ["kim@example.test"], leftOut: left))
        let messages = try fixture.require(fixture.platform.connection.messages)
        let sent = try await messages.send(rows.map(\.id), FormValues(values))
        #expect(
            sent.message == "message to kim@example.test queued; not sent: 1 suppressed: complaint"
                && sent.isAsWished)
        let nobody = try await messages.send([rows[1].id], FormValues(values))
        #expect(nobody.message == "message goes to nobody; not sent: 1 suppressed: complaint")
        #expect(!nobody.isAsWished)
    }

    @Test func `who has no address for the channel is counted`() async throws {
        let mail = try await people.contact("kim@example.test")
        let phone = try await fixture.create(
            .contact, ["account": PeopleFixture.username, "phone": "+34600112233"]
        ).rows[0]
        let rows = [mail, phone]
        let byMail = try await audience(rows, ["channel": "email"])
        #expect(byMail?.count == 1 && byMail?.leftOut == [.init("no e-mail address", 1)])
        let byText = try await audience(rows, ["channel": "sms"])
        #expect(byText?.count == 1 && byText?.leftOut == [.init("no phone number", 1)])
    }

    @Test func `the chosen and those typed in besides are counted together`() async throws {
        let rows = [
            try await people.contact("kim@example.test"), try await people.contact("lee@example.test"),
        ]
        #expect(try await count(rows, [:]) == 2)
        let typed = (0..<500).map { "p\($0)@example.test" }.joined(separator: ", ")
        #expect(try await count(rows, ["to": typed]) == 502)
    }

    @Test func `people are written with their names or one behind the other`() async throws {
        let row = try await people.contact("kim@example.test")
        let typed = #""Ana, P." <ana@example.test>, Bé <be@example.test>; bo@example.test cy@example.test"#
        #expect(try await count([row], ["to": typed]) == 5)
    }

    @Test func `more than one message takes is refused before it is sent`() async throws {
        let row = try await people.contact("kim@example.test")
        let typed = (0..<1000).map { "p\($0)@example.test" }.joined(separator: ", ")
        let error = await failure { try await count([row], ["to": typed]) }
        #expect(error?.code == .refused)
    }

    @Test func `a sender alone names nobody`() async throws {
        let row = try await fixture.create(
            .sender, ["account": PeopleFixture.username, "address": "news@shop.example"]
        ).rows[0]
        let error = await failure { try await count([row], [:]) }
        #expect(error?.code == .invalid && error?.field == "to")
    }
}
