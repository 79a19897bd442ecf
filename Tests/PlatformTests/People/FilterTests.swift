import ServiceCore
import Testing

@testable import Platform

@Suite struct FilterTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws { people = try await PeopleFixture() }

    @Test func `a filter that a campaign is for stays until the campaign has ended`() async throws {
        let filter = try await fixture.create(
            .filter, ["account": PeopleFixture.username, "name": "late", "expression": "since:90d"]
        ).rows[0]
        try await fixture.create(
            .campaign, ["account": PeopleFixture.username, "title": "Spring", "audience": "filter LATE"])
        let error = await failure { try await fixture.delete([filter]) }
        try await people.sql("UPDATE campaign SET finished_at = 1")
        _ = try await fixture.delete([filter])
        #expect(error?.code == .refused)
        #expect(error?.message == "The filter “late” is the audience of the campaign “Spring”.")
        #expect(try await fixture.all(.filter).isEmpty)
    }
}
