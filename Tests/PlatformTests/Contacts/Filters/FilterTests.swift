import FoundationEssentials
import ServiceCore
import Store
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
            .campaign,
            [
                "account": PeopleFixture.username, "title": "Spring", "audience": "filter far",
                "subject": "Spring", "text": "Hello", "sender": "news@shop.example",
            ])
        try await people.approveSender()
        try await people.write("UPDATE saved_filter SET query = 'since:999999999999d'")
        let campaign = try await fixture.find(.campaign, "Spring")
        let control = try #require(fixture.platform.connection.campaigns)
        let plan = await failure { _ = try await control.plan(campaign.id) }
        #expect(plan?.code == .invalid)
        let launch = await failure { _ = try await control.launch(campaign.id, "once") }
        #expect(launch?.code == .invalid)
    }

    @Test func `a filter keeps the zone of its dates, and whoever asks finds the same people`() async throws {
        // At 01:00 on the 2nd in Tokyo it is still the 1st in UTC.
        try await people.contact("kim@example.test")
        try await people.write(
            "UPDATE contact SET created_at = ?",
            [try #require(DateReading.instant("2026-03-01T16:00:00Z")).storedTime])
        for (zone, count) in [("UTC", 0), ("Asia/Tokyo", 1)] {
            let filter = try await fixture.create(
                .filter,
                [
                    "account": PeopleFixture.username, "name": zone, "expression": "created:>=2026-03-02",
                    "zone": zone,
                ]
            ).rows[0]
            #expect(filter["zone"].plainText == zone)
            try await fixture.create(
                .campaign, ["account": PeopleFixture.username, "title": zone, "audience": "filter \(zone)"])
            let campaign = try await fixture.find(.campaign, zone)
            let control = try #require(fixture.platform.connection.campaigns)
            #expect(try await control.plan(campaign.id).audience == count, "\(zone)")
        }
    }

    @Test func `editing a filter elsewhere keeps its zone unless the form says another`() async throws {
        let filter = try await fixture.create(
            .filter,
            [
                "account": PeopleFixture.username, "name": "late", "expression": "before:2026-03-02",
                "zone": "Asia/Tokyo",
            ]
        ).rows[0]
        let renamed = try await fixture.edit(filter, ["name": "early", "expression": "before:2026-03-03"])
            .rows[0]
        #expect(renamed["zone"].plainText == "Asia/Tokyo")
        let moved = try await fixture.edit(renamed, ["zone": "UTC"]).rows[0]
        #expect(moved["zone"].plainText == "UTC" && moved["expression"].plainText == "before:2026-03-03")
        let error = await failure { try await fixture.edit(moved, ["zone": "Asia/Tokio"]) }
        #expect(error?.field == "zone")
        #expect(error?.hint == "Did you mean Asia/Tokyo?")
    }

    @Test func `filters of before are in UTC, as they always were read`() throws {
        let database = try PlainDatabase()
        try database.migrate(upTo: "1 first tables")
        try database.write { db in
            try db.execute(
                """
                INSERT INTO account (id, uuid, short_name, username, created_at)
                VALUES (1, 'a', 'a', 'a@b.example', 0);
                INSERT INTO saved_filter (account, name, query, created_at) VALUES (1, 'x',
                'after:2026-01-01', 0);
                """)
        }
        try database.migrate()
        let zone = try database.read { db in try String.fetchOne(db, "SELECT zone FROM saved_filter") }
        #expect(zone == "UTC")
    }

    @Test func `a filter that a campaign is for stays until the campaign has ended`() async throws {
        let filter = try await fixture.create(
            .filter, ["account": PeopleFixture.username, "name": "late", "expression": "since:90d"]
        ).rows[0]
        try await fixture.create(
            .campaign, ["account": PeopleFixture.username, "title": "Spring", "audience": "filter LATE"])
        let error = await failure { try await fixture.delete([filter]) }
        try await people.write("UPDATE campaign SET finished_at = 1")
        _ = try await fixture.delete([filter])
        #expect(error?.code == .refused)
        #expect(error?.message == "The filter “late” is the audience of the campaign “Spring”.")
        #expect(try await fixture.all(.filter).isEmpty)
    }
}
