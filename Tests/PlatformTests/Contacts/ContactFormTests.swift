import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct ContactFormTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }
    private static let values = [
        "phone": "0034 600 123 456", "first_name": "Ana", "last_name": "Núñez", "age": "41", "sex": "f",
        "groups": "vip, clientes", "fields": "city=Vigo, plan=gold, empty=",
    ]

    init() async throws { people = try await PeopleFixture() }

    @Test func `a new contact has everything that the form says`() async throws {
        let row = try await people.contact(" Ana@Example.TEST", Self.values)
        #expect(row["email"] == .text("Ana@Example.TEST"))
        #expect(row["phone"] == .text("+34600123456"))
        #expect(row["name"] == .text("Ana Núñez"))
        #expect(row["age"] == .integer(41))
        #expect(row["sex"] == .text("F"))
        #expect(row["groups"] == .list(["clientes", "vip"]))
        #expect(row["fields"] == .map(["city": "Vigo", "plan": "gold"]))
        #expect(row["operation"] == .text("new"))
        #expect(row["numid"] == .integer(1))
        #expect(row["created"] == .date(fixture.clock.now))
        #expect(try await fixture.all(.group).map(\.name) == ["clientes", "vip"])
    }

    @Test(arguments: ["create", "edit"])
    func `a group that would be made is remarked, with the nearest that there is`(_ verb: String) async throws
    {
        let row = try await people.contact("ana@example.test", ["groups": "launch list, vip"])
        let operations = try fixture.operations(.contact)
        let form =
            try await verb == "create"
            ? #require(operations.create).form(nil) : #require(operations.update).form(row)
        let remarks = try #require(form.remarks)
        var values = form.initialValues
        values["account"] = PeopleFixture.username
        values["groups"] = "vip, lanch list"
        let remark = FormRemark(
            "new group “lanch list”", hint: "Did you mean “launch list”?",
            consent: .init(option: "create-groups", refusal: "There is no group “lanch list”."))
        #expect(try await remarks.read(values) == [remark])
        values["groups"] = "launch list"
        #expect(try await remarks.read(values) == [])
        values["groups"] = "quite another"
        #expect(try await remarks.read(values).map(\.hint) == [""])
        values["groups"] = ""
        #expect(try await remarks.read(values) == [])
    }

    @Test func `a new contact is found by search at once`() async throws {
        try await people.contact("ana@example.test", Self.values)
        let list = try #require(try fixture.operations(.contact).list)
        for word in ["nunez", "600123", "ana@"] {
            let filter = Filter([FilterTerm(.anywhere(word))])
            let found = try await list.page(ListRequest(filter: filter)).items
            #expect(found.map(\.name) == ["ana@example.test"], "\(word)")
        }
    }

    @Test func `a contact is found by the channels that it takes`() async throws {
        let pairs = ContactChannels.allCases.map(\.rawValue).enumerated()
        for (number, channels) in pairs {
            try await people.contact("p\(number)@example.test", ["channels": channels])
        }
        try await people.contact("p9@example.test")
        let list = try #require(try fixture.operations(.contact).list)
        for (word, names) in [
            ("e-mail and SMS", ["p0", "p9"]), ("alone", ["p1", "p2"]), ("none", ["p3"]),
            ("e-mail", ["p0", "p1", "p9"]),
        ] {
            let filter = Filter([FilterTerm(.field("channels", .contains, .text(word)))])
            let found = try await list.page(ListRequest(filter: filter)).items
            #expect(found.map { String($0.name.prefix(2)) }.sorted() == names, "\(word)")
        }
        let row = try await fixture.find(.contact, "p2@example.test")
        let wrong = await failure { try await fixture.edit(row, ["channels": "fax"]) }
        #expect(wrong?.field == "channels")
    }

    @Test(arguments: ["1", "ana@example.test", "ANA@example.test", "+34600123456", "0034600123456"])
    func `a contact is found by its number, address or phone`(key: String) async throws {
        let row = try await people.contact("ana@example.test", Self.values)
        #expect(try await fixture.find(.contact, key) == row)
    }

    @Test func `numbers are given per account and never twice`() async throws {
        let first = try await people.contact("a@example.test")
        _ = try await fixture.delete([first])
        let second = try await people.contact("b@example.test")
        try await fixture.account("other@shop.example")
        let other = try await people.contact("c@example.test", ["account": "other@shop.example"])
        #expect(second["numid"] == .integer(2))
        #expect(other["numid"] == .integer(1))
    }

    @Test func `an address of two accounts is named by its id`() async throws {
        try await fixture.account("other@shop.example")
        try await people.contact()
        try await people.contact("kim@example.test", ["account": "other@shop.example"])
        let error = await failure { try await fixture.find(.contact, "kim@example.test") }
        #expect(error?.code == .conflict)
        #expect(error?.hint == "Name one by its id: 1, 2.")
    }

    @Test(arguments: [
        ("email", "kim"), ("email", ""), ("phone", "12"), ("age", "200"), ("sex", "x"), ("fields", "city"),
        ("groups", String(repeating: "g", count: 300)),
    ])
    func `a wrong value is refused and names its field`(field: String, value: String) async throws {
        let error = await failure { try await people.contact("kim@example.test", [field: value]) }
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
        #expect(try await fixture.all(.contact).isEmpty)
        #expect(try await fixture.all(.group).isEmpty)
    }

    @Test(arguments: [
        ("opps@shop.example", "Did you mean “ops@shop.example”?"), ("42", "sendboard account list"),
    ])
    func `an account that there is not is told with the nearest`(name: String, hint: String) async throws {
        let contact = await failure { try await people.contact("kim@example.test", ["account": name]) }
        let entry = await failure {
            try await fixture.create(.suppression, ["account": name, "address": "kim@example.test"])
        }
        for error in [contact, entry] {
            #expect(error?.code == .notFound && error?.field == "account" && error?.hint == hint)
            #expect(error?.message == "There is no account “\(name)”.")
        }
    }

    @Test func `an account has an address and a number once`() async throws {
        try await people.contact("ana@example.test", Self.values)
        let email = await failure { try await people.contact("ana@example.test") }
        let phone = await failure {
            try await people.contact("b@example.test", ["phone": "+34600123456"])
        }
        #expect(email?.code == .conflict && email?.field == "email")
        #expect(phone?.code == .conflict && phone?.field == "phone")
    }

    @Test func `a number alone makes a contact`() async throws {
        let row = try await people.contact("", ["phone": "+34600123456"])
        #expect(row["email"] == .text(""))
        #expect(try await fixture.find(.contact, "+34600123456") == row)
    }

    @Test func `undo of a creation takes contact and new groups away, until something happens`() async throws
    {
        let before = try await people.state()
        let values = ["account": PeopleFixture.username, "email": "kim@example.test", "groups": "vip"]
        let first = try await fixture.create(.contact, values)
        try await fixture.undo(first)
        #expect(try await people.state() == before)
        let second = try await fixture.create(.contact, values)
        try await people.write(
            "INSERT INTO event (account, kind, at, contact, source) SELECT account, 12, 0, id, 'x' FROM contact"
        )
        let error = await failure { try await fixture.undo(second) }
        #expect(error?.code == .conflict)
        #expect(try await fixture.all(.contact).count == 1)
    }

    @Test func `an edit changes what is given, keeps the rest and is taken back exactly`() async throws {
        let row = try await people.contact("ana@example.test", Self.values)
        let before = try await people.state()
        fixture.clock.advance(by: 60)
        let outcome = try await fixture.edit(
            row, ["email": "ana.n@example.test", "groups": "vip, nuevos", "fields": "city=Lugo", "age": ""])
        let after = outcome.rows[0]
        #expect(after["email"] == .text("ana.n@example.test"))
        #expect(after["first_name"] == .text("Ana"))
        #expect(after["groups"] == .list(["nuevos", "vip"]))
        #expect(after["fields"] == .map(["city": "Lugo"]))
        #expect(after["age"] == .none)
        #expect(after["operation"] == .text("changed"))
        try await fixture.undo(outcome)
        #expect(try await people.state() == before)
    }

    @Test func `an edit on a stale form changes nothing`() async throws {
        let row = try await people.contact()
        try await fixture.edit(row, ["first_name": "Kim"])
        let before = try await people.state()
        let error = await failure {
            try await fixture.edit(row, ["first_name": "Lee", "groups": "new"])
        }
        #expect(error?.code == .conflict)
        #expect(try await people.state() == before)
    }

    @Test func `what happened to a deleted contact stays, and nobody inherits it`() async throws {
        let row = try await people.contact()
        _ = try await fixture.perform("whitelist", on: [row])
        let deletion = try #require(try fixture.operations(.contact).delete)
        let consequence = try await deletion.consequence?(row)
        _ = try await fixture.delete([row])
        let heir = try await people.contact("lee@example.test")
        #expect(deletion.confirmation(row) == .yesNo)
        #expect(consequence == "its event stays in the activity, under its address")
        #expect(heir.id != row.id)
        #expect(try await people.number("SELECT count(*) FROM event WHERE contact IS NOT NULL") == 0)
        #expect(
            try await people.number("SELECT count(*) FROM event WHERE address = 'kim@example.test'") == 1)
    }

    @Test func `the form opens with what the contact has`() async throws {
        let row = try await people.contact("ana@example.test", Self.values)
        let update = try #require(try fixture.operations(.contact).update)
        let form = try await update.form(row)
        #expect(form["fields"]?.value == "city=Vigo, plan=gold")
        #expect(form["groups"]?.value == "clientes, vip")
        #expect(form["sex"]?.value == "F")
        #expect(form["account"]?.kind == .fixed)
        #expect(try await update.submit(row, form.initialValues).reversal == nil)
    }

    @Test func `an address keeps its place on the whitelist when who came to have it is taken back`()
        async throws
    {
        try await people.write(
            "INSERT INTO whitelist (account, address, at) VALUES (\(people.account), 'ana@example.test', 7)")
        let row = try await people.contact("bo@example.test")
        let before = try await people.state()
        let edited = try await fixture.edit(row, ["email": "Ana@example.test"])
        #expect(try await people.number("SELECT count(*) FROM whitelist") == 0)
        try await fixture.undo(edited)
        #expect(try await people.number("SELECT at FROM whitelist") == 7)
        #expect(try await people.state() == before)
        let made = try await fixture.create(
            .contact, ["account": PeopleFixture.username, "email": "ana@example.test"])
        #expect(made.rows[0]["whitelisted"].plainText == "yes")
        try await fixture.undo(made)
        #expect(try await people.number("SELECT at FROM whitelist") == 7)
        #expect(try await people.state() == before)
    }
}
