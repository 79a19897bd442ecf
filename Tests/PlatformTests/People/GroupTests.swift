import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct GroupTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }
    private static let values = ["account": PeopleFixture.username, "name": "vip"]

    init() async throws { people = try await PeopleFixture() }

    @Test func `groups show how many are in them`() async throws {
        try await fixture.create(.group, Self.values)
        try await people.contact("kim@example.test", ["groups": "VIP"])
        try await people.contact("lee@example.test", ["groups": "vip, new"])
        let rows = try await fixture.all(.group)
        #expect(rows.map(\.name) == ["new", "vip"])
        #expect(rows.map { $0["contacts"] } == [.integer(1), .integer(2)])
    }

    @Test func `a group is renamed and named back`() async throws {
        let row = try await fixture.create(.group, Self.values).rows[0]
        let contact = try await people.contact("kim@example.test", ["groups": "vip"])
        let outcome = try await fixture.edit(row, ["name": "best"])
        let renamed = try await fixture.find(.contact, contact.id.native)["groups"]
        try await fixture.undo(outcome)
        #expect(renamed == .list(["best"]))
        #expect(try await fixture.find(.contact, contact.id.native)["groups"] == .list(["vip"]))
    }

    @Test(arguments: ["", "a,b"])
    func `a name that cannot be typed in a list is refused`(name: String) async throws {
        let error = await failure {
            try await fixture.create(.group, Self.values.merging(["name": name]) { $1 })
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == "name")
    }

    @Test func `a new group is taken back until somebody joins`() async throws {
        let first = try await fixture.create(.group, Self.values)
        try await fixture.undo(first)
        #expect(try await fixture.all(.group).isEmpty)
        let second = try await fixture.create(.group, Self.values)
        try await people.contact("kim@example.test", ["groups": "vip"])
        #expect(await failure { try await fixture.undo(second) }?.code == .conflict)
    }

    @Test func `deletion says what goes and leaves the contacts`() async throws {
        try await people.contact("kim@example.test", ["groups": "vip"])
        let row = try await fixture.find(.group, "vip")
        let deletion = try #require(try fixture.operations(.group).delete)
        let consequence = try await deletion.consequence?(row)
        _ = try await fixture.delete([row])
        #expect(deletion.confirmation(row) == .yesNo)
        #expect(consequence == "whose 1 contact stays without it")
        #expect(try await fixture.find(.contact, "kim@example.test")["groups"].isEmpty)
    }

    @Test func `a group that a campaign waits for is not deleted`() async throws {
        let row = try await fixture.create(.group, Self.values).rows[0]
        let audience = AudienceSpec(.group, id: Int64(row.id.native), name: "vip").json
        try await people.sql(
            """
            INSERT INTO campaign (uuid, account, numid, channel, type, title, audience, created_at, updated_at)
            VALUES ('u', ?, 1, 'email', 'normal', 'Spring sale', ?, 0, 0)
            """, [people.account, audience])
        let error = await failure { try await fixture.delete([row]) }
        #expect(error?.code == .refused)
        #expect(error?.message == "The group “vip” is the audience of the campaign “Spring sale”.")
    }

    @Test func `a name in capitals of any script is the same name`() async throws {
        try await fixture.create(.group, Self.values.merging(["name": "Клиенты"]) { $1 })
        let taken = await failure {
            try await fixture.create(.group, Self.values.merging(["name": "КЛИЕНТЫ"]) { $1 })
        }
        try await people.contact("kim@example.test", ["groups": "клиенты"])
        try await fixture.create(
            .campaign,
            ["account": PeopleFixture.username, "title": "Весна", "audience": "group КЛИЕНТЫ"])
        #expect(taken?.code == .conflict)
        #expect(try await fixture.all(.group).map(\.name) == ["Клиенты"])
        #expect(try await fixture.find(.group, "клиенты")["contacts"] == .integer(1))
        #expect(try await fixture.find(.campaign, "весна")["audience"].plainText == "group Клиенты")
    }

    @Test func `of names alike but for accents the one written so is meant`() async throws {
        try await people.sql(
            "INSERT INTO grp (account, name, created_at) VALUES (1, 'Peña', 0), (1, 'Pena', 0)")
        #expect(try await fixture.find(.group, "Pena").name == "Pena")
        #expect(try await fixture.find(.group, "Peña").name == "Peña")
        #expect(await failure { try await fixture.find(.group, "PENA") }?.code == .conflict)
    }
}
