import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantContactTests {
    private func change(
        _ values: [String: String] = [:], groups: [String] = [], fields: [String: String?] = [:]
    ) -> ContactChange {
        var change = ContactChange("kim@example.test")
        change.values = FormValues(values)
        change.groups = groups
        change.fields = fields
        return change
    }

    @Test func `saving makes a contact once and then changes what is given alone`() async throws {
        let desk = try await TwoTenants()
        let made = try await desk.mine.saveContact(
            change(
                ["first_name": "Kim", "age": "34"], groups: ["clientes"], fields: ["vip": "no", "tier": "2"]))
        #expect(made.operation == "Alta")
        let saved = try await desk.mine.saveContact(
            change(
                ["last_name": "Lee"], groups: ["prueba", "Clientes"], fields: ["vip": "yes", "tier": nil]))
        #expect(saved.numid == made.numid)
        #expect(saved.operation == "Modificacion")
        #expect([saved.firstName, saved.lastName] == ["Kim", "Lee"])
        #expect(saved.age == 34)
        #expect(saved.groups == ["clientes", "prueba"])
        #expect(saved.customFields == ["vip": "yes"])
        #expect(try await desk.mine.groups.all().map(\.contactCount) == [1, 1])
    }

    @Test func `an empty text makes a value unknown again`() async throws {
        let desk = try await TwoTenants()
        _ = try await desk.mine.saveContact(change(["first_name": "Kim", "age": "34", "sex": "F"]))
        let saved = try await desk.mine.saveContact(change(["first_name": "", "age": "", "sex": ""]))
        #expect(saved.firstName.isEmpty)
        #expect(saved.age == nil)
        #expect(saved.sex == nil)
    }

    @Test func `saving the same again writes nothing more`() async throws {
        let desk = try await TwoTenants()
        let wanted = change(["first_name": "Kim"], groups: ["clientes"], fields: ["vip": "yes"])
        for _ in 0..<2 { _ = try await desk.mine.saveContact(wanted) }
        let before = try await desk.state(of: desk.mine)
        _ = try await desk.mine.saveContact(wanted)
        #expect(try await desk.state(of: desk.mine) == before)
        #expect(try await desk.fixture.audited() == ["edit kim@example.test", "create kim@example.test"])
    }

    @Test(
        arguments: [
            (["age": "151"], [], [:]), (["age": "x"], [], [:]), (["sex": "X"], [], [:]),
            (["first_name": "a\r\nBcc: b@x.test"], [], [:]), ([:], ["a,b"], [:]), ([:], [""], [:]),
            ([:], [String(repeating: "g", count: 201)], [:]), ([:], [], ["": "x"]), ([:], [], ["a": "b\nc"]),
        ] as [([String: String], [String], [String: String])])
    func `what cannot be kept is refused and changes nothing`(
        values: [String: String], groups: [String], fields: [String: String]
    ) async throws {
        let desk = try await TwoTenants()
        let before = try await desk.state(of: desk.mine)
        let wrong = change(values, groups: groups, fields: fields.mapValues { $0 })
        #expect(await failure { try await desk.mine.saveContact(wrong) }?.code == .invalid)
        #expect(try await desk.state(of: desk.mine) == before)
    }

    @Test func `the same address is another contact in another account`() async throws {
        let desk = try await TwoTenants()
        try await desk.contact(desk.other)
        let before = try await desk.state(of: desk.other)
        #expect(try await desk.mine.contact("kim@example.test", EventKind.allCases) == nil)
        #expect(try await desk.mine.setInvalid(true, "kim@example.test") == false)
        #expect(try await desk.mine.deleteContact("kim@example.test") == false)
        try await desk.contact(desk.mine)
        try await desk.mine.setWhitelisted(true, "kim@example.test")
        #expect(try await desk.mine.setInvalid(true, "kim@example.test"))
        #expect(try await desk.mine.deleteContact("kim@example.test"))
        #expect(try await desk.state(of: desk.other) == before)
        #expect(try await desk.other.isWhitelisted("kim@example.test") == false)
    }

    @Test func `events of a contact come oldest first and at most the newest of them`() async throws {
        let desk = try await TwoTenants()
        let kim = try await desk.contact(desk.mine)
        let sms = try await desk.batch(desk.mine, .sms)
        for (seconds, kind) in [(3.0, EventKind.click), (1, .accepted), (2, .open), (4, .queued)] {
            try await desk.event(kind, desk.mine, at: seconds, contact: kim)
        }
        try await desk.event(.accepted, desk.mine, at: 5, contact: kim, batch: sms)
        let kinds: [EventKind] = [.accepted, .open, .click]
        let found = try #require(try await desk.mine.contact("kim@example.test", kinds))
        #expect(found.events.map(\.kind) == [.accepted, .open, .click])
        let newest = try await desk.fixture.store.read { db in
            try AccountMailEvents(db: db, account: desk.mine.id, kinds: kinds)
                .ofContact(try #require(Int64(kim.id.native)), kim.email, limit: 2)
        }
        #expect(newest.map(\.kind) == [.open, .click])
    }

    @Test func `invalid contacts are listed in portions, each account's own`() async throws {
        let desk = try await TwoTenants()
        for name in ["ana", "bo", "cy", "di"] {
            try await desk.contact(desk.mine, "\(name)@example.test")
            try await desk.contact(desk.other, "\(name)@example.test")
            if name != "bo" { _ = try await desk.mine.setInvalid(true, "\(name)@example.test") }
        }
        let first = try await desk.mine.invalidContacts(after: nil, limit: 2, [.invalidated])
        #expect(first.map(\.contact.email) == ["ana@example.test", "cy@example.test"])
        #expect(first.map { $0.events.map(\.kind) } == [[.invalidated], [.invalidated]])
        let rest = try await desk.mine.invalidContacts(after: first.last?.contact, limit: 2, [])
        #expect(rest.map(\.contact.email) == ["di@example.test"])
        #expect(try await desk.other.invalidContacts(after: nil, limit: 9, []).isEmpty)
        let plan = try await desk.read { db in
            try db.plan(SQL(text: AccountContacts.invalidAfter, [1, 1, 1]))
        }
        #expect(plan.contains("USING INDEX contact_invalid"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
