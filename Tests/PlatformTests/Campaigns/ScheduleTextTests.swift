import FoundationEssentials
import ServiceCore
import Testing

@testable import Platform

/// Case S12.
@Suite struct ScheduleTextTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await people.write("UPDATE account SET time_zone = '5.30'")
    }

    private func campaign(_ until: String) async throws -> Row {
        try await fixture.create(
            .campaign,
            ["account": PeopleFixture.username, "title": "Spring", "defer_until": until]
        ).rows[0]
    }

    private func until(_ row: Row) -> Date? {
        guard let campaign = row.resource as? Campaign, case .until(let date, _) = campaign.schedule else {
            return nil
        }
        return date
    }

    @Test(arguments: [
        ("2030-11-30 09:00", "2030-11-30 09:00:00 +05:30", "2030-11-30T03:30:00Z"),
        ("2030-11-30T09:00:00Z", "2030-11-30 14:30:00 +05:30", "2030-11-30T09:00:00Z"),
        ("2030-11-30 09:00 +01:00", "2030-11-30 13:30:00 +05:30", "2030-11-30T08:00:00Z"),
    ])
    func `a schedule is by the account's clocks, in one notation`(
        typed: String, shown: String, instant: String
    ) async throws {
        let row = try await campaign(typed)
        #expect(until(row) == DateReading.instant(instant))
        #expect(row["schedule"].plainText == shown)
        let update = try #require(try fixture.operations(.campaign).update)
        #expect(try await update.form(row)["defer_until"]?.value == shown)
        let control = try #require(fixture.platform.connection.campaigns)
        let plan = try await control.plan(row.id)
        #expect(plan.facts.contains(LaunchPlan.Fact("Starts", "at \(shown), the account's time")))
    }

    @Test(arguments: [Campaign.State.paused, .running, .finished])
    func `what has started is refused before its form is filled in`(state: Campaign.State) async throws {
        let row = try await campaign("2030-11-30 09:00")
        let update = try #require(try fixture.operations(.campaign).update)
        _ = try await update.form(row)
        try await people.write("UPDATE campaign SET state = '\(state.rawValue)'")
        let launched = try #require(try await fixture.all(.campaign).first)
        let refusal = await failure { try await update.form(launched) }
        #expect(refusal?.code == .refused)
        #expect(refusal?.message == "“Spring” cannot be edited: it is \(state.rawValue).")
    }

    @Test func `words are read by the account's clocks too`() async throws {
        let row = try await campaign("tomorrow 09:00")
        let zone = WallZone(secondsAhead: 19_800)
        let day = zone.wall(fixture.clock.now).dayNumber + 1
        #expect(until(row) == Date(timeIntervalSince1970: Double(day * 86_400 + 9 * 3600 - 19_800)))
        #expect(row["schedule"].plainText.hasSuffix("09:00:00 +05:30"))
    }

    @Test func `the form says in whose zone it reads`() async throws {
        let create = try #require(try fixture.operations(.campaign).create)
        let form = try await create.form(nil)
        let zone = FormZone.accountNamed([PeopleFixture.username: WallZone(secondsAhead: 19_800)])
        #expect(form["defer_until"]?.kind == .date(zone))
        #expect(form["defer_until"]?.help.contains("the account's clocks") == true)
    }

    @Test(arguments: [
        ("", 0), ("5.30", 19_800), ("+5.30", 19_800), ("-12.00", -43_200), ("14.00", 50_400), ("99.99", 0),
        ("999999999999999999999.0", 0),
    ])
    func `an account's zone is hours and minutes`(text: String, seconds: Int) {
        #expect(WallZone(account: text) == WallZone(secondsAhead: seconds))
    }
}
