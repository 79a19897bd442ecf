import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// One address is one person, however it is spelt.
@Suite struct AddressIdentityTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws {
        people = try await PeopleFixture()
        try await people.approveSender()
    }

    private static let spellings = [
        ("re\u{301}mi@a.example", "r\u{E9}mi@a.example"), ("RÉMI@A.EXAMPLE", "rémi@a.example"),
        ("info@münchen.example", "info@xn--mnchen-3ya.example"),
        ("Info@MÜNCHEN.example.", "info@münchen.example"),
        ("ΒΟΡΡΑΣ@a.example", "βορρας@a.example"), ("kim@[IPv6:2001:DB8::1]", "kim@[IPv6:2001:db8:0::1]"),
    ]

    private func stop(_ address: String) async throws -> String? {
        try await people.verdict(address).stop?.rule
    }

    @Test(arguments: spellings)
    func `a suppression stops every spelling of an address`(one: String, other: String) async throws {
        try await people.contact(one)
        try await fixture.create(.suppression, ["account": PeopleFixture.username, "address": other])
        #expect(try await stop(one) == "suppressed: manual")
        #expect(try await stop(other) == "suppressed: manual")
        #expect(try await fixture.find(.contact, other)["state"].plainText == "suppressed")
        #expect(try await fixture.find(.suppression, one)["state"].plainText == "suppressed")
    }

    @Test(arguments: spellings)
    func `the account has one contact of an address`(one: String, other: String) async throws {
        try await people.contact(one)
        let error = await failure { try await people.contact(other) }
        #expect(error?.code == .conflict)
        #expect(error?.field == "email")
    }

    @Test func `the account has one sender of an address, and says so`() async throws {
        var values = ["account": PeopleFixture.username, "address": "info@bücher.example"]
        try await fixture.create(.sender, values)
        values["address"] = "Info@xn--bcher-kva.example"
        let error = await failure { [values] in try await fixture.create(.sender, values) }
        #expect(
            error?.message == "The account has the approved sender “info@xn--bcher-kva.example” already.")
    }

    @Test func `ß and ss, ñ and n, ı and i are different people`() async throws {
        for email in [
            "strasse@a.example", "straße@a.example", "ano@a.example", "año@a.example", "i@a.example",
            "ı@a.example",
        ] {
            try await people.contact(email)
        }
        try await fixture.create(
            .suppression, ["account": PeopleFixture.username, "address": "strasse@a.example"])
        #expect(try await stop("straße@a.example") == nil)
        #expect(try await stop("STRASSE@a.example") == "suppressed: manual")
    }

    @Test(arguments: [
        "zed\u{200B}@a.example", "zed@a.exa\u{AD}mple", "zed@a.123", "\u{202E}zed@a.example",
        "zed@xn--zzzz.example",
    ])
    func `an address that looks like another is refused`(email: String) async throws {
        let error = await failure { try await people.contact(email) }
        #expect(error?.code == .invalid)
        #expect(error?.field == "email")
        #expect(
            await failure {
                try await fixture.create(.suppression, ["account": PeopleFixture.username, "address": email])
            }?.code == .invalid)
    }

    @Test func `an unseen character is named, since nobody sees it`() async throws {
        let error = await failure { try await people.contact("zed\u{200B}@a.example") }
        #expect(error?.message.contains("it holds the unseen character U+200B") == true)
    }

    @Test func `what was typed is shown`() async throws {
        try await people.contact("Ana.B@Example.TEST")
        let entry = try await fixture.create(
            .suppression, ["account": PeopleFixture.username, "address": "ANA.b@example.test"])
        #expect(try await fixture.find(.contact, "ana.b@example.test").name == "Ana.B@Example.TEST")
        #expect(entry.rows[0]["address"] == .text("ANA.b@example.test"))
        try await fixture.create(
            .suppression, ["account": PeopleFixture.username, "address": "Bo@München.example"])
        let told = try await fixture.all(.event).map { $0["person"].plainText }
        #expect(told.contains("Bo@München.example"))
    }

    @Test(arguments: [
        "email:=INFO@xn--mnchen-3ya.example", "email:=info@MÜNCHEN.example", "münchen", "info@munchen",
        "email:Info@münch",
    ])
    func `a filter finds the address`(filter: String) async throws {
        try await people.contact("Info@München.example")
        try await people.contact("info@munich.example")
        #expect(try await contacts(filter) == ["Info@München.example"])
    }

    @Test func `a whole address in a filter is one person`() async throws {
        try await people.contact("ano@a.example")
        try await people.contact("año@a.example")
        #expect(try await contacts("email:=ano@a.example") == ["ano@a.example"])
    }

    private func contacts(_ filter: String) async throws -> [String] {
        let rows = try fixture.rows(.contact)
        let parsed = try FilterParser(schema: rows.schema, now: fixture.clock.now).parse(filter)
        let list = try #require(rows.operations.list)
        return try await list.page(ListRequest(filter: parsed)).items.map(\.name)
    }

    @Test func `an edit of the spelling is taken back`() async throws {
        let row = try await people.contact("Ana@Example.TEST")
        let edited = try await fixture.edit(row, ["email": "ana@example.test"])
        #expect(edited.rows[0].name == "ana@example.test")
        try await fixture.undo(edited)
        #expect(try await fixture.find(.contact, "ANA@EXAMPLE.TEST").name == "Ana@Example.TEST")
    }

    @Test func `the SQL twin of the rule agrees with it`() async throws {
        let addresses = [
            "ana@a.example", "ana.b+c_d@a-b.example", "a@a.co", ".a@a.example", "a.@a.example",
            "a..b@a.example", "a@b@a.example",
            "a@-a.example", "a@a-.example", "a@a_b.example", "a@1.2.3.4", "a@a.123", "a@a.1a", "a@a",
            "@a.example", "a@", "a b@a.example",
            "a!b@a.example", "a@xn--mnchen-3ya.example", "a@xn--zzzz.example", "rémi@a.example",
            "a@[192.0.2.1]", "a@a.example.",
            "\(String(repeating: "a", count: 65))@a.example",
            "a@\(String(repeating: "b", count: 64)).example", "a\u{200B}@a.example",
        ]
        for address in addresses {
            let usable = try await fixture.store.read { db in
                try Bool.fetchOne(db, SQL(text: "SELECT \(SendRuleSQL.isUsable(.email, "?1"))", [address]))
            }
            #expect(usable == AddressRules.isUsable(email: address), "\(address)")
        }
    }
}
