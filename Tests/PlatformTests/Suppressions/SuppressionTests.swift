import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct SuppressionTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }
    private static let values = ["account": PeopleFixture.username, "address": "Kim@Example.TEST"]

    init() async throws { people = try await PeopleFixture() }

    /// Ten entries a second apart: of each reason in turn, every third lifted, the last for all accounts.
    private func fill() async throws {
        for number in 0..<10 {
            let reason = Suppression.Reason.allCases[number % 4]
            let isSMS = number % 5 == 4
            try await people.suppress(
                isSMS ? "+3460012345\(number)" : "p\(9 - number)@example.test", reason,
                channel: isSMS ? .sms : .email, forAll: number == 9)
            fixture.clock.advance(by: 1)
        }
        try await people.write("UPDATE suppression SET lifted_at = 1770000100000 WHERE id % 3 = 0")
        try await people.write("UPDATE suppression SET note = 'llamó José' WHERE id = 2")
    }

    private func ids(_ filter: String, sort: RowOrder? = nil) async throws -> [String] {
        let rows = try fixture.rows(.suppression)
        let parsed = try FilterParser(schema: rows.schema, now: fixture.clock.now).parse(filter)
        let list = try #require(rows.operations.list)
        let page = try await list.page(ListRequest(filter: parsed, sort: sort))
        let count = try await list.count?(parsed)
        #expect(count == page.items.count)
        return page.items.map(\.id.native)
    }

    @Test(arguments: [
        ("", "10 9 8 7 6 5 4 3 2 1"), ("reason:complaint", "7 3"), ("state:lifted", "9 6 3"),
        ("-state:lifted channel:sms", "10 5"), ("jose", "2"), ("p8@", "2"), ("address:=p8@example.test", "2"),
        ("created:>2026-02-02T02:40:07Z", "10 9"), ("account:all", "10"), ("-account:ops", "10"),
        ("since:3s", "10 9 8"), ("lifted:<2020-01-01", ""), ("bounce -lifted", "10 2"),
    ])
    func `a filter is answered by the store`(filter: String, wanted: String) async throws {
        try await fill()
        #expect(try await ids(filter).joined(separator: " ") == wanted)
    }

    @Test(arguments: ["created", "address", "reason", "state", "channel"], [true, false])
    func `every order can be walked in windows, both ways`(field: String, isAscending: Bool) async throws {
        try await fill()
        let order = RowOrder(field, ascending: isAscending)
        let all = try await ids("", sort: order)
        let list = try #require(try fixture.operations(.suppression).list)
        var forward: [Row] = []
        var position = ListRequest.Position.start
        while forward.count < 10 {
            let page = try await list.page(ListRequest(sort: order, position: position, limit: 3))
            forward += page.items
            #expect(page.hasMore == (forward.count < 10))
            position = .after(try #require(forward.last).id)
        }
        #expect(forward.map(\.id.native) == all)
        let before = try await list.page(
            ListRequest(sort: order, position: .before(forward[5].id), limit: 3))
        #expect(before.items.map(\.id) == forward[2..<5].map(\.id))
        let end = try await list.page(ListRequest(sort: order, position: .end, limit: 4))
        #expect(end.items.map(\.id) == forward[6...].map(\.id))
        let middle = try await list.page(ListRequest(sort: order, position: .offset(4), limit: 2))
        #expect(middle.items.map(\.id) == forward[4..<6].map(\.id))
        let sorted = forward.map { $0[field].plainText }
        #expect(sorted == (isAscending ? sorted.sorted() : sorted.sorted(by: >)))
    }

    @Test func `the note of an entry is edited and taken back, and nothing else of it`() async throws {
        let made = try await fixture.create(
            .suppression,
            ["account": PeopleFixture.username, "address": "ann@example.test", "note": "asked by phone"])
        let entry = try #require(made.rows.first)
        let edited = try await fixture.edit(
            entry, ["note": "asked in writing", "address": "bo@example.test"])
        let row = try #require(edited.rows.first)
        #expect(row["note"] == .text("asked in writing") && row["address"] == entry["address"])
        #expect(try await fixture.audited().first == "edit ann@example.test")
        try await fixture.undo(edited)
        #expect(try await fixture.find(.suppression, entry.id.native)["note"] == .text("asked by phone"))
    }

    @Test func `a new entry suppresses the contact, is told as event and is taken back exactly`() async throws
    {
        let contact = try await people.contact()
        let before = try await people.state()
        fixture.clock.advance(by: 9)
        let outcome = try await fixture.create(.suppression, Self.values.merging(["note": "by phone"]) { $1 })
        let row = outcome.rows[0]
        #expect(outcome.message == "Kim@Example.TEST suppressed")
        #expect(row["reason"].plainText == "manual")
        #expect(row["created"] == .date(fixture.clock.now))
        #expect(row["note"] == .text("by phone"))
        let suppressed = try await fixture.find(.contact, contact.id.native)
        #expect(suppressed["state"].plainText == "suppressed")
        #expect(suppressed["last_event"] == .text("suppressed"))
        #expect(try await people.events() == ["suppressed"])
        try await fixture.undo(outcome)
        #expect(try await people.state() == before)
    }

    @Test func `an entry for all accounts is told to each contact of the address`() async throws {
        try await fixture.account("other@shop.example")
        try await people.contact()
        try await people.contact("kim@example.test", ["account": "other@shop.example"])
        let row = try await fixture.create(
            .suppression, Self.values.merging(["account": "all accounts"]) { $1 }
        ).rows[0]
        #expect(row["account"] == .text("all accounts"))
        #expect(try await people.events() == ["suppressed", "suppressed"])
        #expect(try await people.number("SELECT sum(is_suppressed) FROM contact") == 2)
    }

    @Test func `a number is suppressed for text messages`() async throws {
        try await people.contact("", ["phone": "+34600123456"])
        try await fixture.create(
            .suppression,
            ["account": PeopleFixture.username, "channel": "sms", "address": "0034 600 12 34 56"])
        let contact = try await fixture.find(.contact, "+34600123456")
        #expect(contact["phone_suppression"] == .text("manual"))
        #expect(contact["state"].plainText == "active")
        #expect(try await people.events() == ["suppressed"])
    }

    @Test(arguments: [("address", "kim"), ("channel", "fax"), ("account", "")])
    func `a wrong value is refused and names its field`(field: String, value: String) async throws {
        let error = await failure {
            try await fixture.create(.suppression, Self.values.merging([field: value]) { $1 })
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
    }

    @Test func `an account that is not there is told on its line`() async throws {
        let error = await failure {
            try await fixture.create(.suppression, Self.values.merging(["account": "nobody"]) { $1 })
        }
        #expect(error?.code == .notFound)
        #expect(error?.field == "account")
    }

    @Test func `an address is suppressed once, and again after it was lifted`() async throws {
        let row = try await fixture.create(.suppression, Self.values).rows[0]
        let error = await failure { try await fixture.create(.suppression, Self.values) }
        try await fixture.perform("allow", on: [row])
        try await fixture.create(.suppression, Self.values)
        #expect(error?.code == .conflict)
        #expect(error?.field == "address")
        #expect(
            try await fixture.all(.suppression).map { $0["state"].plainText } == ["suppressed", "lifted"])
        #expect(try await fixture.find(.suppression, "kim@example.test").id.native == "2")
    }

    @Test func `allow lifts an entry, keeps it as history and is taken back exactly`() async throws {
        let contact = try await people.contact()
        try await people.suppress("kim@example.test", .complaint)
        let row = try await fixture.find(.suppression, "kim@example.test")
        let allow = try #require(try fixture.rows(.suppression).action("allow"))
        let before = try await people.state()
        fixture.clock.advance(by: 9)
        let refused = await failure { try await fixture.perform("allow", on: [row]) }
        let outcome = try await fixture.perform("allow", on: [row], ["reason": "asked by phone"])
        #expect(allow.confirmation(row) == .name("kim@example.test"))
        #expect(refused?.field == "reason")
        #expect(outcome.rows[0]["state"].plainText == "lifted")
        #expect(outcome.rows[0]["lifted"] == .date(fixture.clock.now))
        #expect(try await fixture.find(.contact, contact.id.native)["state"].plainText == "active")
        #expect(try await people.events() == ["allowed"])
        try await fixture.undo(outcome)
        #expect(try await people.state() == before)
        let again = await failure { try await fixture.undo(outcome) }
        #expect(again?.code == .conflict)
    }

    @Test func `undo is refused where the address was suppressed anew`() async throws {
        try await people.suppress()
        let row = try await fixture.find(.suppression, "kim@example.test")
        let outcome = try await fixture.perform("allow", on: [row])
        try await people.suppress("kim@example.test", .complaint)
        let before = try await people.state()
        let error = await failure { try await fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(try await people.state() == before)
    }
}
