import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// What the embedded platform deletes it puts back as it was.
@Suite struct RestoringTests {
    @Test(arguments: FullDesk.kinds)
    func `a deletion that is taken back leaves no trace but in the trail`(kind: ResourceKind) async throws {
        let desk = try await FullDesk()
        let before = try await desk.picture()
        let rows = try await desk.fixture.all(kind)
        #expect(!rows.isEmpty)
        let outcome = try await desk.fixture.delete(rows)
        #expect(try await desk.fixture.all(kind).isEmpty)
        let undone = try await desk.fixture.undo(outcome)
        #expect(undone.isAsWished, "\(undone.findings)")
        #expect(try await desk.picture() == before)
        #expect(try await desk.fixture.all(kind) == rows)
        #expect(try await desk.number("SELECT count(*) FROM deleted_row") == 0)
    }

    @Test(arguments: FullDesk.kinds)
    func `the dialog says that it can be put back, and for how long`(kind: ResourceKind) async throws {
        let desk = try await FullDesk()
        let deletion = try #require(try desk.fixture.operations(kind).delete)
        for row in try await desk.fixture.all(kind) {
            #expect(try await deletion.restoration(row) == .kept(days: 7))
        }
    }

    @Test func `two hundred contacts are put back together, and an edit before them after that`() async throws
    {
        let desk = try await FullDesk()
        let edit = try await desk.fixture.perform(
            "unwhitelist", on: [desk.fixture.find(.contact, "kim@a.example")])
        try await desk.fixture.store.write { db in
            let account = try Int64.fetchOne(db, "SELECT id FROM account") ?? 0
            for number in 100..<300 {
                try StoreFixture.contact(
                    db, account: account, numid: number, email: "p\(number)@a.example")
            }
        }
        let before = try await desk.picture()
        let outcome = try await desk.fixture.delete(try await desk.fixture.all(.contact))
        #expect(outcome.message == "203 contacts deleted")
        try await desk.fixture.undo(outcome)
        #expect(try await desk.picture() == before)
        try await desk.fixture.undo(edit)
        #expect(try await desk.fixture.find(.contact, "kim@a.example")["whitelisted"] == .flag(true))
    }

    @Test func `a contact comes back as it stands by now, not as it stood`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.contact, "cy@a.example")])
        try await desk.write(
            "UPDATE suppression SET lifted_at = 9; INSERT INTO recipient (account, address, status, changed_at) SELECT id, 'cy@a.example', 'inactive', 6 FROM account"
        )
        try await desk.fixture.undo(outcome)
        #expect(try await desk.number("SELECT is_suppressed FROM contact WHERE email = 'cy@a.example'") == 0)
        #expect(try await desk.number("SELECT is_inactive FROM contact WHERE email = 'cy@a.example'") == 1)
    }

    @Test func `a search finds again what was put back`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.contact, "bo@a.example")])
        let list = try #require(try desk.fixture.operations(.contact).list)
        let filter = Filter([FilterTerm(.anywhere("anon"))])
        #expect(try await list.page(ListRequest(filter: filter)).items.isEmpty)
        try await desk.fixture.undo(outcome)
        #expect(try await list.page(ListRequest(filter: filter)).items.map(\.name) == ["bo@a.example"])
    }

    @Test(arguments: [
        (ResourceKind.contact, ["email": "kim@a.example"], "kim@a.example"),
        (.group, ["name": "norte"], "norte"), (.variable, ["name": "brand", "value": "x"], "brand"),
        (.template, ["name": "spring", "text": "x"], "spring"),
        (.filter, ["name": "young", "expression": "age:<9"], "young"),
        (.trackingDomain, ["domain": "click.shop.example"], "click.shop.example"),
    ])
    func `a name in use meanwhile refuses with its reason, and nothing is put back`(
        kind: ResourceKind, values: [String: String], name: String
    ) async throws {
        let desk = try await FullDesk()
        let all = values.merging(["account": FullDesk.username]) { $1 }
        let outcome = try await desk.fixture.delete([desk.fixture.find(kind, name)])
        // An id that a new row would be given again is kept away, so that the name alone stands in the way.
        let first = try await desk.fixture.create(kind, all.mapValues { $0 == name ? "x\(name)" : $0 })
        let heir = try await desk.fixture.create(kind, all).rows[0]
        _ = try await desk.fixture.delete(first.rows)
        let before = try await desk.picture()
        let error = await failure { try await desk.fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(error?.message.hasPrefix("“\(name)” is another ") == true, "\(error?.message ?? "")")
        #expect(error?.hint?.isEmpty == false)
        #expect(try await desk.picture() == before)
        _ = try await desk.fixture.delete([heir])
        try await desk.fixture.undo(outcome)
        #expect(try await desk.fixture.find(kind, name).name == name)
    }

    @Test func `an id in use meanwhile refuses`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.variable, "brand")])
        try await desk.fixture.create(
            .variable, ["account": FullDesk.username, "name": "other", "value": "x"])
        let error = await failure { try await desk.fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(error?.message == "Another variable has the place of “brand” now; nothing was put back.")
    }

    @Test func `a membership of a group that is gone is left out, and that is told`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.contact, "kim@a.example")])
        _ = try await desk.fixture.delete([desk.fixture.find(.group, "vip")])
        let undone = try await desk.fixture.undo(outcome)
        #expect(!undone.isAsWished && undone.findings.count == 1)
        #expect(try await desk.fixture.find(.contact, "kim@a.example")["groups"] == .list(["norte"]))
        #expect(try await desk.fixture.find(.group, "norte")["contacts"] == .integer(2))
    }

    @Test func `what refers elsewhere by now is left as it is`() async throws {
        let desk = try await FullDesk()
        let outcome = try await desk.fixture.delete([desk.fixture.find(.template, "spring")])
        let other = try await desk.fixture.create(
            .template, ["account": FullDesk.username, "name": "other", "text": "x"])
        try await desk.write("UPDATE template SET id = 99")
        try await desk.write("UPDATE campaign SET template = 99 WHERE title = 'Spring'")
        #expect(other.rows.count == 1)
        try await desk.fixture.undo(outcome)
        #expect(try await desk.number("SELECT template FROM campaign WHERE title = 'Spring'") == 99)
        #expect(try await desk.number("SELECT template FROM campaign WHERE title = 'Orders'") == 1)
    }

    @Test func `an entry of the trail restores what it deleted, once`() async throws {
        let desk = try await FullDesk()
        let before = try await desk.picture()
        _ = try await desk.fixture.delete([desk.fixture.find(.sender, "news@shop.example")])
        let entry = try await desk.fixture.all(.audit)[0]
        let outcome = try await desk.fixture.perform("restore", on: [entry])
        #expect(outcome.message == "news@shop.example restored")
        #expect(try await desk.picture() == before)
        #expect(try await desk.fixture.audited().first == "undo news@shop.example")
        let again = await failure { try await desk.fixture.perform("restore", on: [entry]) }
        #expect(again?.code == .notFound)
        let chain = try await desk.fixture.store.read { db in try AuditChain(db).verify().broken?.id }
        #expect(chain == nil)
    }

    @Test func `an entry of no deletion says that there is nothing to restore`() async throws {
        let desk = try await FullDesk()
        let entry = try await desk.fixture.all(.audit)[0]
        let action = try #require(try desk.fixture.rows(.audit).action("restore"))
        #expect(action.availability(entry) == .disabled("only a deletion or an import can be taken back"))
    }
}
