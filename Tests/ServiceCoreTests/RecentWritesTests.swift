import Foundation
import ServiceCore
import TestSupport
import Testing

/// What a read proves of an edit whose answer was lost, where something like it was written just before.
@Suite struct RecentWritesTests {
    private static let start = Date(timeIntervalSince1970: 1_750_000_000)
    private let trail = KeptTrail()
    private let store = FakeStore("dyn")
    private let proofs = Proofs()

    /// What each edit would have made of a read that shows it.
    private actor Proofs {
        private(set) var all: [LostEdit.Proof] = []

        func note(_ proof: LostEdit.Proof) { all.append(proof) }
    }

    /// A process whose creations and actions note what a look after a lost answer would prove.
    private func process(at passed: Double = 0) -> Connection {
        var plain = store.connection()
        let noting = { @Sendable [proofs] () async in
            if let proof = await EditNotes.current?.proofByPresence() { await proofs.note(proof) }
        }
        plain.resources[.contact]?.operations.create = Submission(
            form: { _ async throws(ServiceError) in FormDescription(title: "New contact", fields: []) },
            submit: { _, values async throws(ServiceError) in
                await noting()
                let email = values.text("email") ?? ""
                let contact = Contact(id: ResourceID("dyn", .contact, email), account: "acme", email: email)
                return EditOutcome("\(email) created", rows: [Row(contact)])
            })
        plain.resources[.contact]?.operations.delete?.perform = { ids async throws(ServiceError) in
            await noting()
            return EditOutcome("deleted", gone: ids)
        }
        return plain.audited(by: trail, who: "kim@console") { Self.start.addingTimeInterval(passed) }
    }

    private func make(_ email: String, on connection: Connection) async throws {
        let create = try #require(connection.resources[.contact]?.operations.create)
        _ = try await create.submit(nil, FormValues(["email": email]))
    }

    private func delete(_ email: String, on connection: Connection) async throws {
        let delete = try #require(connection.resources[.contact]?.operations.delete)
        _ = try await delete.perform([ResourceID("dyn", .contact, email)])
    }

    @Test func `what was made just before, by whomever, is no proof of a second creation`() async throws {
        try await make("a@a.test", on: process())
        try await delete("a@a.test", on: process(at: 60))
        try await make("a@a.test", on: process(at: 120))
        try await make("b@a.test", on: process(at: 120))
        #expect(await proofs.all == [.shown, .late, .late, .shown])
    }

    @Test func `what was sent as it was made is known by its name, not by whom it went to`() async throws {
        let id = ResourceID(store.id, .contact, "+34600112233")
        _ = try await trail.record(
            AuditEntry(
                id: ResourceID(store.id, .audit, ""), time: Self.start, who: "ana@console",
                what: "create contact", target: id, targetName: "+34600112233",
                changes: [
                    FieldChange(field: "email", label: "E-mail", before: .none, after: .text("a@a.test"))
                ], outcome: .stillUnknown))
        try await make("a@a.test", on: process(at: 60))
        #expect(await proofs.all == [.late])
    }

    @Test func `after ten minutes a read shows what is`() async throws {
        try await make("a@a.test", on: process())
        try await make("a@a.test", on: process(at: 601))
        #expect(await proofs.all == [.shown, .shown])
    }

    @Test func `of what is made again it is said that the first may have been done`() async throws {
        store.fail("contact.create", ServiceError(.outcomeUnknown, "The answer was lost."))
        let plain = store.connection().audited(by: trail, who: "kim@console") { Self.start }
        let create = try #require(plain.resources[.contact]?.operations.create)
        await #expect(throws: ServiceError.self) {
            _ = try await create.submit(nil, FormValues(["email": "a@a.test"]))
        }
        let second = try #require(process(at: 130).resources[.contact]?.operations.create)
        let remarks = try #require(try await second.form(nil).remarks)
        let told = try await remarks.read(FormValues(["email": "A@a.test"])).map(\.text)
        #expect(
            told == [
                "Take care: whether “create contact” (a@a.test, 2 minutes ago, by kim@console) was done is unknown: its answer was lost. If it was, this does it once more."
            ])
        #expect(try await remarks.read(FormValues(["email": "b@a.test"])).isEmpty)
    }

    @Test func `what another wrote over an unknown value is not taken back by a read that lags`() async throws
    {
        store.putContacts(["a@a.test"])
        let id = ResourceID(store.id, .contact, "a")
        // Its before was in doubt, so that the trail keeps none.
        _ = try await trail.record(
            AuditEntry(
                id: ResourceID(store.id, .audit, ""), time: Self.start, who: "ana@console",
                what: "whitelist contact", target: id, targetName: "a@a.test",
                changes: [
                    FieldChange(field: "first_name", label: "First name", before: .none, after: .text("Ana"))
                ]
            ))
        let rows = RowsInHand { Self.start.addingTimeInterval(60) }
        let second = store.connection().audited(by: trail, over: rows, who: "kim@console") {
            Self.start.addingTimeInterval(60)
        }
        store.change("a", Contact.self) { $0.firstName = "Old" }
        _ = try await second.resources[.contact]?.operations.find?("a")
        let read = try #require(store.row("a", Contact.self))
        #expect(read.firstName == "Old" && rows.laid(over: read).firstName == "Ana")
    }
}
