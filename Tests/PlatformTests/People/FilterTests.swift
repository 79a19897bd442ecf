import ServiceCore
import Testing

@testable import Platform

@Suite struct FilterTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws { people = try await PeopleFixture() }

    @Test(arguments: ["since:999999999999d", "created:>9223372036854775807s", "before:0000-00-00"])
    func `a filter whose times lie beyond all dates is not saved`(expression: String) async throws {
        let error = await failure {
            try await fixture.create(
                .filter, ["account": PeopleFixture.username, "name": "far", "expression": expression])
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == "expression")
    }

    @Test func `a campaign over a filter that was saved with such a time is refused, not the end`()
        async throws
    {
        try await fixture.create(
            .filter, ["account": PeopleFixture.username, "name": "far", "expression": "since:7d"])
        try await fixture.create(
            .campaign, ["account": PeopleFixture.username, "title": "Spring", "audience": "filter far"])
        try await people.sql("UPDATE saved_filter SET query = 'since:999999999999d'")
        let campaign = try await fixture.find(.campaign, "Spring")
        let control = try #require(fixture.platform.connection.campaigns)
        let plan = await failure { _ = try await control.plan(campaign.id) }
        #expect(plan?.code == .invalid)
        let launch = await failure { _ = try await control.launch(campaign.id, "once") }
        #expect(launch?.code == .invalid)
    }

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
