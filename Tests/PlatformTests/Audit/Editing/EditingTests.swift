import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct EditingTests {
    let fixture: TemporaryPlatform

    init() async throws { fixture = try await TemporaryPlatform() }

    @Test func `undo is refused where somebody has edited the row since`() async throws {
        let account = try await fixture.account()
        let outcome = try await fixture.perform("track-opens", on: [account])
        _ = try await fixture.perform("track-links", on: [account])
        let error = await failure { try await fixture.undo(outcome) }
        let now = try await fixture.find(.account, account.id.native)
        #expect(error?.code == .conflict)
        #expect(error?.message == "ops@shop.example has changed since; nothing was undone.")
        #expect(now["track_opens"] == .flag(true))
    }

    @Test func `edits of one row are taken back one after the other, to its creation`() async throws {
        try await fixture.account()
        let created = try await fixture.create(
            .sender, ["account": "ops@shop.example", "address": "a@shop.example"])
        let seeded = try await fixture.perform("seed", on: created.rows)
        let unseeded = try await fixture.perform("unseed", on: created.rows)
        try await fixture.undo(unseeded)
        #expect(try await fixture.all(.sender).map { $0["seeding"] } == [.flag(true)])
        try await fixture.undo(seeded)
        #expect(try await fixture.all(.sender).map { $0["seeding"] } == [.flag(false)])
        let again = await failure { try await fixture.undo(seeded) }
        #expect(again?.code == .conflict)
        try await fixture.undo(created)
        #expect(try await fixture.all(.sender).isEmpty)
    }

    @Test func `an undo further back is refused once somebody has edited in between`() async throws {
        let account = try await fixture.account()
        let first = try await fixture.perform("track-opens", on: [account])
        let second = try await fixture.perform("track-links", on: [account])
        try await fixture.undo(second)
        _ = try await fixture.perform("track-unsubscribes", on: [account])
        let error = await failure { try await fixture.undo(first) }
        #expect(error?.code == .conflict)
        #expect(try await fixture.find(.account, account.id.native)["track_opens"] == .flag(true))
    }

    @Test func `undo of several rows undoes all of them or none`() async throws {
        let first = try await fixture.account("a@shop.example")
        let second = try await fixture.account("b@shop.example")
        let outcome = try await fixture.perform("track-opens", on: [first, second])
        _ = try await fixture.perform("track-links", on: [second])
        let error = await failure { try await fixture.undo(outcome) }
        let tracked = try await fixture.all(.account).map { $0["track_opens"] }
        #expect(error?.code == .conflict)
        #expect(tracked == [.flag(true), .flag(true)])
    }

    @Test func `an edit on a stale form is a conflict that names both values`() async throws {
        let opened = try await fixture.account()
        _ = try await fixture.edit(opened, ["company": "First", "phone": "1"])
        let error = await failure { try await fixture.edit(opened, ["company": "Second", "phone": "1"]) }
        let now = try await fixture.find(.account, opened.id.native)
        #expect(error?.code == .conflict)
        #expect(error?.message.contains("Company is “First” now, the form says “Second”") == true)
        #expect(now["company"] == .text("First"))
    }

    @Test func `a form that changes nothing writes nothing`() async throws {
        let account = try await fixture.account()
        let outcome = try await fixture.edit(account, ["city": ""])
        #expect(outcome.reversal == nil)
        #expect(try await fixture.audited().isEmpty)
        #expect(try await fixture.find(.account, account.id.native) == account)
    }

    @Test func `one missing row stops an action on many`() async throws {
        let account = try await fixture.account()
        let ids = [account.id, ResourceID("embedded", .account, "999")]
        let action = try #require(try fixture.rows(.account).action("track-opens"))
        let error = await failure { try await action.perform(ids, FormValues()) }
        let now = try await fixture.find(.account, account.id.native)
        #expect(error?.code == .notFound)
        #expect(now["track_opens"] == .flag(false))
    }

    @Test func `a new row is not taken back once another has its id`() async throws {
        try await fixture.account()
        let values = ["account": "ops@shop.example", "name": "brand", "value": "A"]
        let outcome = try await fixture.create(.variable, values)
        _ = try await fixture.delete(outcome.rows)
        try await fixture.create(.variable, values.merging(["name": "other"]) { $1 })
        let error = await failure { try await fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(try await fixture.all(.variable).map(\.name) == ["other"])
    }

    @Test func `read-only offers lists, look-ups and checks alone`() async throws {
        try await fixture.account()
        await fixture.platform.close()
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: fixture.path, isReadOnly: true, who: "kim@console"))
        let accounts = try #require(platform.connection.resources[.account]?.operations)
        let senders = try #require(platform.connection.resources[.sender]?.operations)
        #expect(accounts.create == nil && accounts.update == nil && accounts.delete == nil)
        #expect(accounts.actions.isEmpty)
        #expect(senders.actions.map(\.name) == ["check"])
        #expect(try await accounts.list?.page(ListRequest()).items.count == 1)
        await platform.close()
    }

    @Test func `changes are told as kinds`() async throws {
        let subscribe = try #require(fixture.platform.connection.changes)
        var changes = subscribe().makeAsyncIterator()
        try await fixture.account()
        let change = await changes.next()
        #expect(change == .kinds([.account]))
    }

    @Test func `a form of a campaign that changes nothing leaves its texts alone`() async throws {
        try await fixture.account()
        let row = try await fixture.create(
            .campaign,
            ["account": "ops@shop.example", "title": "Spring", "text": "Hello", "audience": "all contacts"]
        ).rows[0]
        try await fixture.store.write { db in try db.execute("UPDATE campaign SET updated_at = 5") }
        let outcome = try await fixture.edit(
            row, ["title": "Spring", "text": "Hello", "audience": "all contacts"])
        let written = try await fixture.store.read { db in
            try Int.fetchOne(db, "SELECT updated_at FROM campaign")
        }
        #expect(outcome.message.hasPrefix("nothing to change"))
        #expect(written == 5)
    }
}
