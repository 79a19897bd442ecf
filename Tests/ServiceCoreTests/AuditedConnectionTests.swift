import Foundation
import ServiceCore
import TestSupport
import Testing

@Suite struct AuditedConnectionTests {
    private static let now = Date(timeIntervalSince1970: 1_750_000_000)
    private let trail = KeptTrail()
    private let store = FakeStore("dyn")

    private func audited() -> Connection {
        store.putContacts(["kim@a.test"])
        return store.connection().audited(by: trail, who: "ana@console") { Self.now }
    }

    private func row(_ connection: Connection) async throws -> Row {
        let list = try #require(connection.resources[.contact]?.operations.list)
        return try #require(try await list.page(ListRequest()).items.first)
    }

    @Test func `a quick edit is kept with who, when, before and after, and so is its undo`() async throws {
        let connection = audited()
        let row = try await row(connection)
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        let outcome = try await action.perform([row.id], FormValues())
        let entry = try #require(trail.entries.first)
        #expect(entry.who == "ana@console" && entry.time == Self.now && entry.target == row.id)
        #expect(entry.targetName == "kim@a.test" && entry.what == action.title)
        let change = try #require(entry.changes.first { $0.field == "whitelisted" })
        #expect(change.before == .flag(false) && change.after == .flag(true))
        _ = try await outcome.reversal?.undo()
        #expect(trail.entries.count == 2 && trail.entries.last?.what.hasPrefix("undo: ") == true)
    }

    @Test func `a deletion keeps what stood there`() async throws {
        let connection = audited()
        let row = try await row(connection)
        let deletion = try #require(connection.resources[.contact]?.operations.delete)
        _ = try await deletion.perform([row.id])
        let entry = try #require(trail.entries.first)
        #expect(entry.what == "delete contact" && entry.targetName == "kim@a.test")
        #expect(
            entry.changes.contains {
                $0.field == "email" && $0.before == .text("kim@a.test") && $0.after == .none
            })
    }

    @Test func `a deletion keeps no counters of what stood there`() async throws {
        let connection = audited()
        store.change("kim", Contact.self) { ($0.hardBounces, $0.age) = (3, 40) }
        let row = try await row(connection)
        let deletion = try #require(connection.resources[.contact]?.operations.delete)
        _ = try await deletion.perform([row.id])
        let fields = Set(try #require(trail.entries.first).changes.map(\.field))
        #expect(fields.contains("age") && !fields.contains("hard_bounces"))
    }

    @Test func `what takes a creation back is kept with what stood there`() async throws {
        store.putContacts(["kim@a.test"])
        let kim = Row(try #require(store.row("kim", Contact.self)))
        var plain = store.connection()
        plain.resources[.contact]?.operations.create = Submission(
            form: { _ async throws(ServiceError) in FormDescription(title: "New contact", fields: []) },
            submit: { _, _ async throws(ServiceError) in
                EditOutcome(
                    "kim@a.test created", rows: [kim],
                    reversal: Reversal("create kim@a.test") { EditOutcome("kim@a.test taken away") })
            })
        let connection = plain.noting(in: RowsInHand { Self.now })
            .audited(by: trail, who: "ana@console") { Self.now }
        let create = try #require(connection.resources[.contact]?.operations.create)
        _ = try await create.submit(nil, FormValues(["email": "kim@a.test"])).reversal?.undo()
        let entry = try #require(trail.entries.last)
        #expect(entry.what == "undo: create kim@a.test")
        #expect(
            entry.changes.contains {
                $0.field == "email" && $0.before == .text("kim@a.test") && $0.after == .none
            })
    }

    @Test func `a creation whose answer was lost is kept with what its form says`() async throws {
        store.fail("contact.create", ServiceError(.outcomeUnknown, "The answer was lost."))
        let create = try #require(audited().resources[.contact]?.operations.create)
        await #expect(throws: ServiceError.self) {
            try await create.submit(nil, FormValues(["first_name": "Kim"]))
        }
        let entry = try #require(trail.entries.last)
        #expect(entry.outcome == .stillUnknown && entry.targetName == "new contact")
        #expect(entry.changes.map(\.field) == ["first_name"])
        #expect(entry.changes.first?.after == .text("Kim"))
    }

    @Test func `what failed leaves no entry`() async throws {
        let connection = audited()
        let row = try await row(connection)
        store.fail("contact.whitelist", ServiceError(.unavailable, "503"))
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        await #expect(throws: ServiceError.self) { try await action.perform([row.id], FormValues()) }
        #expect(trail.entries.isEmpty)
    }

    @Test(arguments: [ServiceError.Code.rateLimited, .invalid, .unauthorized, .refused, .conflict])
    func `what the platform refused is kept as refused`(code: ServiceError.Code) async throws {
        let connection = audited()
        let row = try await row(connection)
        let origin = ServiceError.Origin(connection: "dyn", operation: "contacts.whitelist", status: 429)
        store.fail("contact.whitelist", ServiceError(code, "Dyn refuses it.", origin: origin))
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        await #expect(throws: ServiceError.self) { try await action.perform([row.id], FormValues()) }
        #expect(trail.entries.map(\.outcome) == [.refused])
        #expect(trail.entries.first?.reason == "Dyn refuses it." && trail.entries.first?.target == row.id)
    }

    @Test func `an edit whose asker no longer waits is kept all the same`() async throws {
        let connection = audited()
        let row = try await row(connection)
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await action.perform([row.id], FormValues())
            }
            try await group.waitForAll()
        }
        #expect(trail.entries.map(\.outcome) == [.done])
    }

    @Test(arguments: [
        ("the answer was lost, and the platform does not show it", false),
        (AuditEntry.untried + "Dyn refuses it.", true),
    ])
    func `what another process did not try settles no lost edit`(reason: String, isDoubted: Bool) async throws
    {
        let connection = audited()
        let id = try await row(connection).id
        for (outcome, reason) in [(AuditEntry.Outcome.stillUnknown, "lost"), (.notDone, reason)] {
            _ = try await trail.record(
                AuditEntry(
                    id: ResourceID(id.connection, .audit, ""), time: Self.now, who: "bo@console",
                    what: "whitelist", target: id, targetName: "kim@a.test", reason: reason, outcome: outcome)
            )
        }
        #expect((try await row(connection).doubt != nil) == isDoubted)
    }

    @Test func `an edit that cannot be kept has been made all the same, and says so`() async throws {
        let connection = audited()
        let row = try await row(connection)
        trail.fill()
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        let outcome = try await action.perform([row.id], FormValues())
        #expect(!outcome.isAsWished && outcome.findings.contains { $0.contains("The disk is full.") })
        #expect(store.row("kim", Contact.self)?.isWhitelisted == true)
    }
}
