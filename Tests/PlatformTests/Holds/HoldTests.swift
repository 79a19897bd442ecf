import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A person who is held: nothing deletes or erases their rows, by whatever way.
@Suite struct HoldTests {
    private let bench: LaunchBench
    private static let person = "person1@example1.com"

    init() async throws {
        bench = try await LaunchBench(contacts: 2, options: .immediate(rates: .silent))
        try await bench.hold("Person1@Example1.com", "a lawsuit")
    }

    private func contact() async throws -> Contact {
        try #require(try await ContactKind(context: bench.context).operations().find?(Self.person))
    }

    private func expectRefused(_ deed: () async throws -> some Any) async throws {
        let error = await failure(deed)
        #expect(error?.code == .refused)
        #expect(
            error?.message.contains("held by kim@console since 2026-03-10") == true, "\(error?.message ?? "")"
        )
        #expect(error?.message.contains("a lawsuit") == true)
        #expect(try await bench.number("SELECT count(*) FROM contact") == 2)
    }

    @Test func `deleting the contact is refused, on the board and by an API`() async throws {
        let id = try await contact().id
        try await expectRefused {
            try await ContactKind(context: bench.context).operations().delete?.perform([id])
        }
        try await expectRefused { try await bench.tenant().deleteContact(Self.person) }
    }

    @Test func `deleting its account is refused`() async throws {
        try await expectRefused { try await bench.deleteAccount() }
    }

    @Test func `deleting a group that the person is in is refused`() async throws {
        let contacts = ContactKind(context: bench.context).operations()
        _ = try await contacts.update?.submit(try await contact(), FormValues(["groups": "clientes"]))
        let groups = OwnedKind<ContactGroup>(bench.context).operations()
        let group = try #require(try await groups.find?("clientes"))
        try await expectRefused { try await groups.delete?.perform([group.id]) }
        #expect(try await contact().groups == ["clientes"])
    }

    @Test func `deleting a campaign that sent to the person is refused`() async throws {
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        try await expectRefused { try await bench.delete(campaign) }
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 2)
    }

    @Test(arguments: ["DELETE FROM contact WHERE id = 1", "DELETE FROM account"])
    func `the database itself keeps the rows from a way that asks nobody`(statement: String) async throws {
        let error = await failure { try await bench.write(statement) }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("A hold keeps a person") == true)
        #expect(try await bench.number("SELECT count(*) FROM contact") == 2)
    }

    @Test func `what was deleted before is kept past its days`() async throws {
        let id = bench.context.id(.contact, 2)
        _ = try await ContactKind(context: bench.context).operations().delete?.perform([id])
        try await bench.hold("person2@example2.com", "a lawsuit")
        let late = bench.time.now.addingTimeInterval(30 * 86_400)
        try await bench.store.write { db in try DeletedRows.forget(before: late, in: db) }
        #expect(try await bench.number("SELECT count(*) FROM deleted_row") > 0)
        try await bench.release("person2@example2.com", "it is over")
        try await bench.store.write { db in try DeletedRows.forget(before: late, in: db) }
        #expect(try await bench.number("SELECT count(*) FROM deleted_row") == 0)
    }

    @Test func `a hold is released by whoever may, with a reason, and stays as history`() async throws {
        let again = await failure { try await bench.hold(Self.person, "another") }
        #expect(again?.code == .conflict)
        let silent = await failure { try await bench.release(Self.person, " ") }
        #expect(silent?.code == .invalid && silent?.field == "reason")
        try await bench.release(Self.person, "it is over")
        let holds = try await bench.people.holds()
        #expect(holds.map(\.stands) == [false])
        #expect(holds.first?.release?.why == "it is over")
        let id = try await contact().id
        _ = try await ContactKind(context: bench.context).operations().delete?.perform([id])
        #expect(try await bench.number("SELECT count(*) FROM contact") == 1)
        #expect(try await bench.text("SELECT group_concat(action) FROM audit") == "hold,release,delete")
    }

    @Test func `read-only tells of holds and puts none`() {
        #expect(bench.people.readOnly().hold == nil && bench.people.readOnly().erase == nil)
    }
}
