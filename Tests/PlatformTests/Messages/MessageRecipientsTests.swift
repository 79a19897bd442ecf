import ServiceCore
import Testing

@testable import Platform

/// Whom a composed message reaches is told before it is sent.
@Suite struct MessageRecipientsTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws { people = try await PeopleFixture() }

    private func count(_ rows: [Row], _ values: [String: String]) async throws -> Int? {
        let messages = try fixture.require(fixture.platform.connection.messages)
        return try await messages.recipients?(rows.map(\.id), FormValues(values)).count
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
