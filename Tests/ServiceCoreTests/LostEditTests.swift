import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

/// Edits whose answers were lost: unknown at first, settled when the platform shows them, kept either way.
@Suite final class LostEditTests: Sendable {
    private let trail = KeptTrail()
    private let time = Mutex(Date(timeIntervalSince1970: 1_750_000_000))
    private let store = FakeStore("dyn")

    private func audited() -> Connection {
        store.putContacts(["kim@a.test", "ana@a.test"])
        return store.connection().audited(by: trail, who: "ana@console") { [self] in time.withLock { $0 } }
    }

    private func row(_ connection: Connection) async throws -> Row {
        try #require(try await connection.resources[.contact]?.operations.find?("kim"))
    }

    /// Whitelists at the platform, which shows it once it is done; the answer is lost.
    private func whitelist(_ connection: Connection) async throws -> ServiceError {
        let row = try await row(connection)
        var wished = try #require(row.resource as? Contact)
        wished.isMarkedWhitelisted = true
        let lost = LostEdit([row.id], wished: [Row(wished)]) { [store] in
            guard store.row("kim", Contact.self)?.isWhitelisted == true else { return nil }
            return EditOutcome(
                "kim@a.test whitelisted",
                rows: store.all(Contact.self).filter { $0.id == row.id }.map { Row($0) },
                reversal: Reversal("whitelist kim@a.test") {
                    store.change("kim", Contact.self) { $0.isMarkedWhitelisted = false }
                    return EditOutcome("undone")
                })
        }
        store.fail(
            "contact.whitelist", ServiceError(.outcomeUnknown, "The answer was lost.", lost: lost))
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        return try #require(
            await #expect(throws: ServiceError.self) { try await action.perform([row.id], FormValues()) })
    }

    private func act() { store.change("kim", Contact.self) { $0.isMarkedWhitelisted = true } }

    @Test func `what nobody knows is shown as such, and so it stands in the trail`() async throws {
        let connection = audited()
        _ = try await whitelist(connection)
        let shown = try await row(connection)
        #expect(shown["whitelisted"] == .none && shown.doubt?.contains("“whitelist”") == true)
        #expect(shown["email"] == .text("kim@a.test"))
        #expect(shown.schema.fields.filter(shown.isUntold).map(\.id).contains("whitelisted"))
        let entry = try #require(trail.entries.last)
        #expect(entry.outcome == .stillUnknown && entry.target == shown.id)
        let change = try #require(entry.changes.first { $0.field == "whitelisted" })
        #expect(change.before == .flag(false) && change.after == .flag(true))
    }

    @Test func `its row is handed over as unknown before any read`() async throws {
        let lost = try #require(try await whitelist(audited()).lost)
        let row = try #require(lost.doubted.first)
        #expect(lost.doubted.map(\.id) == lost.targets)
        #expect(row["whitelisted"] == FieldValue.none && row.doubt?.contains("“whitelist”") == true)
    }

    @Test func `a row of which nobody knows how it would stand is in doubt as a whole`() async throws {
        let connection = audited()
        let row = try await row(connection)
        store.fail(
            "contact.whitelist",
            ServiceError(.outcomeUnknown, "The answer was lost.", lost: LostEdit([row.id]) { nil }))
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        await #expect(throws: ServiceError.self) { try await action.perform([row.id], FormValues()) }
        let shown = try await self.row(connection)
        #expect(shown.doubt != nil && shown.doubted.isEmpty)
    }

    @Test func `another edit of the row leaves in doubt what it does not write`() async throws {
        let connection = audited()
        let row = try await row(connection)
        var wished = try #require(row.resource as? Contact)
        wished.firstName = "Kim"
        store.fail(
            "contact.update",
            ServiceError(
                .outcomeUnknown, "The answer was lost.",
                lost: LostEdit([row.id], wished: [Row(wished)]) { nil }))
        let update = try #require(connection.resources[.contact]?.operations.update)
        await #expect(throws: ServiceError.self) {
            try await update.submit(row, FormValues(["first_name": "Kim"]))
        }
        _ = try await update.submit(row, FormValues(["last_name": "Lee"]))
        #expect(try await self.row(connection).doubted.contains("first_name"))
        _ = try await update.submit(
            try await self.row(connection), FormValues(["first_name": "Ana", "last_name": "Lee"]))
        let shown = try await self.row(connection)
        #expect(shown.doubt == nil && shown["first_name"] == .text("Ana"))
    }

    @Test func `each edit of a row of which nobody knows is named, once`() async throws {
        let connection = audited()
        _ = try await whitelist(connection)
        let row = try await row(connection)
        var wished = try #require(row.resource as? Contact)
        wished.firstName = "Kim"
        let lost = LostEdit([row.id], wished: [Row(wished)]) { nil }
        store.fail("contact.update", ServiceError(.outcomeUnknown, "The answer was lost.", lost: lost))
        let update = try #require(connection.resources[.contact]?.operations.update)
        await #expect(throws: ServiceError.self) {
            try await update.submit(row, FormValues(["first_name": "Kim"]))
        }
        let doubt = try #require(try await self.row(connection).doubt)
        #expect(doubt.contains("“whitelist”") && doubt.contains("“edit contact”"))
        #expect(doubt.components(separatedBy: "“whitelist”").count == 2)
    }

    @Test func `others are as they were`() async throws {
        let connection = audited()
        _ = try await whitelist(connection)
        let ana = try await connection.resources[.contact]?.operations.find?("ana")
        #expect(ana?["whitelisted"] == .flag(false) && ana?.doubt == nil)
    }

    @Test func `what the platform shows later is done, kept once, and taken back`() async throws {
        let connection = audited()
        let error = try await whitelist(connection)
        act()
        #expect(try await row(connection)["whitelisted"] == .flag(true))
        #expect(try await row(connection).doubt == nil)
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .done])
        let lost = try #require(error.lost)
        _ = try await lost.reversal.undo()
        #expect(store.row("kim", Contact.self)?.isWhitelisted == false)
        #expect(trail.entries.map(\.what) == ["whitelist", "whitelist", "undo: whitelist kim@a.test"])
        #expect(trail.entries.last?.undoOf == "2")
    }

    @Test func `taking back looks first, and takes nothing back that is still unknown`() async throws {
        let lost = try #require(try await whitelist(audited()).lost)
        let error = await #expect(throws: ServiceError.self) { try await lost.reversal.undo() }
        #expect(error?.code == .outcomeUnknown)
        act()
        _ = try await lost.reversal.undo()
        #expect(store.row("kim", Contact.self)?.isWhitelisted == false)
    }

    @Test func `what is not shown for ten minutes was not done`() async throws {
        let connection = audited()
        let error = try await whitelist(connection)
        time.withLock { $0 += 599 }
        #expect(try await row(connection).doubt != nil)
        time.withLock { $0 += 1 }
        let shown = try await row(connection)
        #expect(shown["whitelisted"] == .flag(false) && shown.doubt == nil)
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .notDone])
        let lost = try #require(error.lost)
        let refusal = await #expect(throws: ServiceError.self) { try await lost.reversal.undo() }
        #expect(refusal?.code == .notFound)
    }

    @Test func `what is done again is not looked for any more`() async throws {
        let connection = audited()
        let lost = try #require(try await whitelist(connection).lost)
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        _ = try await action.perform([try await row(connection).id], FormValues())
        #expect(try await row(connection).doubt == nil)
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .done])
        let refusal = await #expect(throws: ServiceError.self) { try await lost.reversal.undo() }
        #expect(refusal?.code == .conflict)
    }
}
