import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct AuditTests {
    let fixture: TemporaryPlatform

    init() async throws { fixture = try await TemporaryPlatform() }

    @Test func `an entry says who, when, on what, and both sides of what changed`() async throws {
        let account = try await fixture.account()
        fixture.clock.advance(by: 60)
        try await fixture.edit(account, ["company": "Shop", "email_cap": "7"])
        let entry = try #require(try await fixture.all(.audit).first?.resource as? AuditEntry)
        #expect(entry.who == "kim@console")
        #expect(entry.time == fixture.clock.now)
        #expect(entry.target == account.id)
        #expect(entry.targetName == "ops@shop.example")
        #expect(
            entry.changes.map { "\($0.field): \($0.before.plainText) -> \($0.after.plainText)" } == [
                "company:  -> Shop", "email_cap:  -> 7",
            ])
    }

    @Test func `the trail of a connection is read from a time and an entry on`() async throws {
        let trail = StoredAuditTrail(fixture.store)
        var ids: [String] = []
        for connection in ["dyn", "dmds", "dyn", "dyn"] {
            fixture.clock.advance(by: 60)
            let target = ResourceID(ConnectionID(connection), .account, "ops@shop.example")
            let change = FieldChange(
                field: "track_opens", label: "Tracks opens", before: .flag(false), after: .flag(true))
            ids.append(
                try await trail.record(
                    AuditEntry(
                        id: target, time: fixture.clock.now, who: "kim", what: "track opens", target: target,
                        targetName: "ops", changes: [change])))
        }
        let start = fixture.clock.now.addingTimeInterval(-120)
        let all = try #require(await trail.entries(of: "dyn", since: start, after: nil))
        #expect(all.entries.map(\.id.native) == [ids[2], ids[3]] && all.last == ids[3])
        #expect(all.entries.first?.changes.map(\.after) == [.flag(true)])
        let later = try #require(await trail.entries(of: "dyn", since: start, after: ids[2]))
        #expect(later.entries.map(\.id.native) == [ids[3]])
        let none = try #require(await trail.entries(of: "dyn", since: start, after: ids[3]))
        #expect(none.entries.isEmpty && none.last == nil)
    }

    @Test func `what was done at another base URL under the same name is not heard`() async throws {
        let (old, new) = (
            StoredAuditTrail(fixture.store, at: "dyn https://one.example"),
            StoredAuditTrail(fixture.store, at: "dyn https://two.example")
        )
        let target = ResourceID("dyn", .account, "ops@shop.example")
        let start = fixture.clock.now
        let id = try await old.record(
            AuditEntry(
                id: target, time: start, who: "kim", what: "track opens", target: target, targetName: "ops"))
        let heard = try #require(await new.entries(of: "dyn", since: start, after: nil))
        #expect(heard.entries.isEmpty && heard.last == id)
        #expect(await old.entries(of: "dyn", since: start, after: nil)?.entries.map(\.id.native) == [id])
    }

    @Test func `no secret is ever written into the trail`() async throws {
        let outcome = try await fixture.create(
            .account,
            ["username": "ops@shop.example", "company": "S", "phone": "1", "password": "pass word 1"])
        let user = try await fixture.create(
            .smtpUser, ["account": "ops@shop.example", "hourly_limit": "5", "total_limit": "9"])
        let reset = try await fixture.perform("reset-password", on: user.rows)
        let key = try await fixture.perform("new-key", on: outcome.rows)
        let secrets = (outcome.revealed + user.revealed + reset.revealed + key.revealed).map {
            $0.secret.reveal()
        }
        let trail = try await fixture.store.read { db in
            try String.fetchAll(db, "SELECT coalesce(before, '') || coalesce(after, '') FROM audit")
        }
        #expect(secrets.count == 4)
        #expect(trail.count == 4)
        #expect(trail.allSatisfy { $0.contains(Secret.mask) })
        for secret in secrets + ["pass word 1"] { #expect(!trail.contains { $0.contains(secret) }) }
    }

    @Test func `undo is an entry that names the one it takes back`() async throws {
        let account = try await fixture.account()
        let outcome = try await fixture.perform("track-opens", on: [account])
        try await fixture.undo(outcome)
        let entries = try await fixture.all(.audit)
        #expect(entries.map { $0["what"].plainText } == ["undo", "track-opens"])
        #expect(entries[0]["undo_of"] == .text(entries[1].id.native))
    }

    @Test(
        arguments: [
            "UPDATE audit SET who = 'lee' WHERE id = 2", "DELETE FROM audit WHERE id = 2",
            "UPDATE audit SET before = NULL, after = '{}' WHERE id = 2",
            "UPDATE audit SET who = who || action, action = '' WHERE id = 2",
        ])
    func `a changed or removed entry breaks the chain`(tampering: String) async throws {
        let account = try await fixture.account("12@34.example")
        for word in ["opens", "links", "unsubscribes"] {
            _ = try await fixture.perform("track-\(word)", on: [account])
        }
        let whole = try await fixture.store.read { db in try AuditChain(db).verify().broken?.id }
        try await fixture.store.write { db in try db.execute(SQL(text: tampering)) }
        let broken = try await fixture.store.read { db in try AuditChain(db).verify().broken?.id }
        #expect(whole == nil)
        #expect(broken == (tampering.hasPrefix("DELETE") ? 3 : 2))
    }

    private func append(_ actions: [String]) async throws {
        let now = fixture.clock.now
        try await fixture.store.write { db in
            for action in actions {
                let record = AuditRecord(
                    time: now, who: "kim@console", connection: "embedded", action: action,
                    target: ResourceID("embedded", .account, "1"), title: "ops@shop.example")
                _ = try AuditQueries.append(record, in: db)
            }
        }
    }

    @Test func `windows are newest first and find their place again`() async throws {
        try await append((1...25).map { _ in "edit" })
        let list = try #require(try fixture.operations(.audit).list)
        let first = try await list.page(ListRequest(limit: 10))
        let second = try await list.page(ListRequest(position: .after(first.items[9].id), limit: 10))
        let back = try await list.page(ListRequest(position: .before(second.items[0].id), limit: 10))
        let last = try await list.page(ListRequest(position: .end, limit: 10))
        let fifth = try await list.page(ListRequest(position: .offset(5), limit: 1))
        #expect(first.items.map(\.id.native) == (16...25).reversed().map { String($0) })
        #expect(first.hasMore && second.hasMore)
        #expect(second.items.map(\.id.native) == (6...15).reversed().map { String($0) })
        #expect(back.items == first.items)
        #expect(last.items.map(\.id.native) == (1...10).reversed().map { String($0) })
        #expect(!last.hasMore)
        #expect(fifth.items.map(\.id.native) == ["20"])
        #expect(try await list.count?(.all) == 25)
    }

    @Test func `a filter is looked for through the whole trail`() async throws {
        try await append(["track-opens"] + (1...250).map { _ in "edit" })
        let list = try #require(try fixture.operations(.audit).list)
        let parser = FilterParser(schema: ResourceSchema(of: AuditEntry.self), now: fixture.clock.now)
        let page = try await list.page(ListRequest(filter: try parser.parse("what:track-opens"), limit: 10))
        #expect(page.items.map(\.id.native) == ["1"])
        #expect(try await list.count?(try parser.parse("what:edit")) == 250)
    }

    @Test func `edits at other connections are kept in the same chain`() async throws {
        let target = ResourceID("dyn", .sender, "a@shop.example")
        try await StoredAuditTrail(fixture.store).record(
            AuditEntry(
                id: ResourceID("dyn", .audit, ""), time: fixture.clock.now, who: "kim@console", what: "seed",
                target: target, targetName: "a@shop.example",
                changes: [
                    FieldChange(field: "seeding", label: "Seeding", before: .flag(false), after: .flag(true))
                ]))
        let entry = try #require(try await fixture.all(.audit).first?.resource as? AuditEntry)
        #expect(entry.target == target)
        #expect(entry.changes.first?.after == .flag(true))
        let broken = try await fixture.store.read { db in try AuditChain(db).verify().broken?.id }
        #expect(broken == nil)
    }

    @Test func `the chain holds though some of many edits fail`() async throws {
        let store = fixture.store
        let before = try await store.read { db in try AuditQueries.walk.count(db) }
        let record = AuditRecord(
            time: fixture.clock.now, who: "kim", connection: "embedded", action: "edit",
            target: ResourceID("embedded", .sender, "1"), title: "a@b.c")
        await withTaskGroup(of: Void.self) { group in
            for number in 1...60 {
                group.addTask {
                    _ = try? await store.write { db in
                        _ = try AuditQueries.append(record, in: db)
                        if number.isMultiple(of: 5) { throw ServiceError(.refused, "No.") }
                    }
                }
            }
        }
        #expect(try await store.read { db in try AuditQueries.walk.count(db) } == before + 48)
        #expect(try await store.read { db in try AuditChain(db).verify().broken?.id } == nil)
    }
}
