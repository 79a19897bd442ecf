import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ServiceCore

/// What an edit writes is told apart from what it learns, and shown as unknown from the moment its answer is lost.
@Suite final class EditNotesTests: Sendable {
    private let trail = KeptTrail()
    private let store = FakeStore("dyn")
    private let id = ResourceID("dyn", .contact, "kim")

    /// A connection whose action `whitelist` is carried out by this code.
    private func connection(
        over rows: RowsInHand? = nil,
        _ perform: @escaping @Sendable () async throws(ServiceError) -> EditOutcome
    ) async throws -> Connection {
        store.putContacts(["kim@a.test"])
        store.change("kim", Contact.self) { $0.isWhitelistUnknown = true }
        var connection = store.connection()
        let actions = connection.resources[.contact]?.operations.actions ?? []
        connection.resources[.contact]?.operations.actions = actions.map { action in
            var scripted = action
            if action.name == "whitelist" {
                scripted.perform = { _, _ async throws(ServiceError) in try await perform() }
            }
            return scripted
        }
        let audited = connection.audited(by: trail, over: rows, who: "ana@console") {
            Date(timeIntervalSince1970: 1_750_000_000)
        }
        _ = try await audited.resources[.contact]?.operations.find?("kim")
        return audited
    }

    private func whitelist(_ connection: Connection) async throws {
        let action = try #require(connection.resources[.contact]?.action("whitelist"))
        _ = try await action.perform([id], FormValues())
    }

    private func contact(_ change: (inout Contact) -> Void) throws -> Row {
        var contact = try #require(store.row("kim", Contact.self))
        change(&contact)
        return Row(contact)
    }

    @Test func `what an edit learns beside what it writes is not told as changed`() async throws {
        let connection = try await connection { [self] () async throws(ServiceError) in
            guard let before = try? contact({ $0.isWhitelistUnknown = false }),
                let after = try? contact({ ($0.isWhitelistUnknown, $0.isMarkedInvalid) = (false, true) })
            else { throw ServiceError(.notFound, "kim") }
            EditNotes.current?.willWrite([after], over: [before])
            return EditOutcome("kim@a.test invalidated", rows: [after])
        }
        try await whitelist(connection)
        let changes = try #require(trail.entries.last?.changes)
        #expect(changes.map(\.field) == ["state"])
    }

    @Test func `an unknown field that is written is told as changed`() async throws {
        let connection = try await connection { [self] () async throws(ServiceError) in
            guard let before = try? contact({ _ in }),
                let after = try? contact({ ($0.isWhitelistUnknown, $0.isMarkedWhitelisted) = (false, true) })
            else { throw ServiceError(.notFound, "kim") }
            EditNotes.current?.willWrite([after], over: [before])
            return EditOutcome("kim@a.test whitelisted", rows: [after])
        }
        try await whitelist(connection)
        let change = try #require(trail.entries.last?.changes.first)
        #expect(trail.entries.last?.changes.count == 1)
        #expect(change.field == "whitelisted" && change.before == .none && change.after == .flag(true))
    }

    @Test func `a row is told as unknown before anybody looks, and as it is once it is known`() async throws {
        let (seen, later) = (Gate(), try contactAfter())
        let connection = try await connection { [self] () async throws(ServiceError) in
            await EditNotes.current?.lost(LostEdit([id], wished: [later]) { nil })
            // The look goes on for as long as the test has not seen what is told meanwhile.
            await seen.opened()
            return EditOutcome("kim@a.test whitelisted", rows: [later])
        }
        let changes = try #require(connection.changes)
        var told = changes().makeAsyncIterator()
        async let edit: Void = whitelist(connection)
        guard case .rows(let doubted)? = await told.next() else {
            Issue.record("the row is told")
            return seen.open()
        }
        #expect(doubted.first?["whitelisted"] == FieldValue.none && doubted.first?.doubt != nil)
        let read = try await connection.resources[.contact]?.operations.find?("kim")
        #expect(read?.doubt != nil, "whoever reads now sees it, too")
        seen.open()
        try await edit
        guard case .rows(let known)? = await told.next() else {
            Issue.record("the row is told again")
            return
        }
        #expect(known.first?["whitelisted"] == .flag(true) && known.first?.doubt == nil)
        #expect(trail.entries.map(\.outcome) == [.done])
    }

    @Test func `a row told as unknown stands otherwise as it was written last`() async throws {
        let rows = RowsInHand { Date(timeIntervalSince1970: 1_750_000_000) }
        let later = try contactAfter()
        let connection = try await connection(over: rows) { [self] () async throws(ServiceError) in
            await EditNotes.current?.lost(LostEdit([id], wished: [later]) { nil })
            return EditOutcome("kim@a.test whitelisted", rows: [later])
        }
        let changes = try #require(connection.changes)
        var told = changes().makeAsyncIterator()
        // What was seen last is older than what was written since.
        rows.wrote([try contact { $0.isMarkedInvalid = true }])
        try await whitelist(connection)
        guard case .rows(let doubted)? = await told.next() else {
            Issue.record("the row is told")
            return
        }
        #expect(doubted.first?["state"].plainText == "invalid")
    }

    @Test func `what was refused is kept with what was wanted`() async throws {
        let connection = try await connection { [self] () async throws(ServiceError) in
            guard let before = try? contact({ _ in }), let after = try? contact({ $0.firstName = "Kim" })
            else { throw ServiceError(.notFound, "kim") }
            EditNotes.current?.willWrite([after], over: [before])
            throw ServiceError(
                .refused, "No.", origin: .init(connection: "dyn", operation: "contacts.update", status: 422))
        }
        await #expect(throws: ServiceError.self) { try await whitelist(connection) }
        let entry = try #require(trail.entries.last)
        #expect(entry.outcome == .refused)
        #expect(entry.changes.first { $0.field == "first_name" }?.after == .text("Kim"))
    }

    private func contactAfter() throws -> Row {
        var contact = Contact(id: id, account: "a", email: "kim@a.test")
        contact.isMarkedWhitelisted = true
        return Row(contact)
    }
}
