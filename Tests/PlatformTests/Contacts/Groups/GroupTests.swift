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
        let audience = AudienceSpec(kind: .group, id: Int64(row.id.native), name: "vip").json
        try await people.write(
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

    @Test(arguments: [("Peña", "Pena"), ("Straße", "Strasse"), ("か", "が"), ("กา", "ก่า"), ("ﬁn", "fin")])
    func `names that only a search folds are two groups`(one: String, other: String) async throws {
        for name in [one, other] {
            try await fixture.create(.group, Self.values.merging(["name": name]) { $1 })
        }
        try await people.contact("kim@example.test", ["groups": other])
        #expect(try await fixture.find(.group, one)["contacts"] == .integer(0))
        #expect(try await fixture.find(.group, other.uppercased().lowercased())["contacts"] == .integer(1))
    }

    @Test(arguments: [("VIP", "vip"), ("an\u{303}o", "A\u{D1}O"), ("ΟΔΟΣ", "οδος")])
    func `names that differ in case and composition alone are one group`(one: String, other: String)
        async throws
    {
        try await fixture.create(.group, Self.values.merging(["name": one]) { $1 })
        let taken = await failure {
            try await fixture.create(.group, Self.values.merging(["name": other]) { $1 })
        }
        #expect(taken?.code == .conflict)
        try await people.contact("kim@example.test", ["groups": "\(other), \(one)"])
        #expect(try await fixture.all(.group).map { $0["contacts"] } == [.integer(1)])
        let raw = await failure {
            try await people.write("INSERT INTO grp (account, name, created_at) VALUES (1, ?, 0)", [other])
        }
        #expect(raw != nil)
    }
}
