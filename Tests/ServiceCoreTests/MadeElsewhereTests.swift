import Foundation
import ServiceCore
import TestSupport
import Testing

/// What another process made while the reads of its platform lag.
@Suite struct MadeElsewhereTests {
    private static let start = Date(timeIntervalSince1970: 1_750_000_000)
    private let trail = KeptTrail()
    private let store = FakeStore("dyn")

    /// A process that makes a contact which the platform does not show.
    private func process(at passed: Double = 0) -> Connection {
        var plain = store.connection()
        plain.resources[.contact]?.operations.create = Submission(
            form: { _ async throws(ServiceError) in FormDescription(title: "New contact", fields: []) },
            submit: { _, values async throws(ServiceError) in
                let email = values.text("email") ?? ""
                let contact = Contact(id: ResourceID("dyn", .contact, email), account: "acme", email: email)
                return EditOutcome("\(email) created", rows: [Row(contact)])
            })
        return plain.audited(by: trail, who: "kim@console") { Self.start.addingTimeInterval(passed) }
    }

    private func make(_ email: String, on connection: Connection) async throws {
        let create = try #require(connection.resources[.contact]?.operations.create)
        _ = try await create.submit(nil, FormValues(["email": email]))
    }

    private func find(_ email: String, on connection: Connection) async throws -> Row? {
        let find = try #require(connection.resources[.contact]?.operations.find)
        return try await find(email)
    }

    private let told =
        "new@a.test was made 2 minutes ago by kim@console, and the platform does not show it yet."

    @Test func `a row that is not shown yet is said to have been made`() async throws {
        try await make("new@a.test", on: process())
        let second = process(at: 130)
        let error = await #expect(throws: ServiceError.self) { try await find("New@a.test", on: second) }
        #expect(error?.code == .conflict && error?.message == told)
        #expect(second.unlisted?(.contact) == [told] && second.unlisted?(.sender) == [])
        #expect(try await find("other@a.test", on: second) == nil)
    }

    @Test func `what was made is not made twice while the platform does not show it`() async throws {
        try await make("new@a.test", on: process())
        let second = process(at: 130)
        let error = await #expect(throws: ServiceError.self) { try await make("new@a.test", on: second) }
        // Whether the platform shows it nobody has asked.
        #expect(error?.message == "new@a.test was made 2 minutes ago by kim@console.")
        #expect(error?.code == .conflict && error?.field == "email")
        #expect(trail.entries.count == 1)
        try await make("other@a.test", on: second)
        #expect(trail.entries.count == 2)
    }

    @Test func `nothing more is said once the platform shows it, or after ten minutes`() async throws {
        try await make("new@a.test", on: process())
        #expect(try await find("new@a.test", on: process(at: 601)) == nil)
        let second = process(at: 130)
        store.putContacts(["new@a.test"])
        let list = try #require(second.resources[.contact]?.operations.list)
        #expect(try await list.page(ListRequest()).items.count == 1)
        #expect(second.unlisted?(.contact) == [])
    }

    @Test func `what was made and deleted again is not there`() async throws {
        let first = process()
        try await make("new@a.test", on: first)
        let delete = try #require(first.resources[.contact]?.operations.delete)
        _ = try await delete.perform([ResourceID("dyn", .contact, "new@a.test")])
        #expect(try await find("new@a.test", on: process(at: 130)) == nil)
    }

    // MARK: Lost answers

    /// A process whose next answer of a verb is lost.
    private func losing(_ verb: String) async throws {
        let error = ServiceError(.outcomeUnknown, "The answer was lost.")
        store.fail("contact.\(verb)", error)
        let first = store.connection().audited(by: trail, who: "kim@console") { Self.start }
        let contacts = try #require(first.resources[.contact]?.operations)
        await #expect(throws: ServiceError.self) {
            if verb == "create" {
                _ = try await contacts.create?.submit(nil, FormValues(["email": "new@a.test"]))
            } else {
                _ = try await contacts.delete?.perform([ResourceID("dyn", .contact, "new")])
            }
        }
        #expect(trail.entries.map(\.outcome) == [.stillUnknown])
    }

    private func second() -> Connection {
        store.connection().audited(by: trail, who: "ana@console") { Self.start.addingTimeInterval(130) }
    }

    @Test func `a row that may have been made is not denied, and is settled by whoever sees it`() async throws
    {
        try await losing("create")
        let second = second()
        let error = await #expect(throws: ServiceError.self) { try await find("new@a.test", on: second) }
        #expect(error?.code == .outcomeUnknown)
        let told = "Whether kim@console made new@a.test 2 minutes ago is unknown: the answer was lost"
        #expect(error?.message == "\(told), and the platform does not show it yet.")
        // Whoever wants makes it again.
        store.putContacts(["new@a.test"])
        let list = try #require(second.resources[.contact]?.operations.list)
        _ = try await list.page(ListRequest())
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .done])
        #expect(trail.entries.last?.what == "create contact" && trail.entries.last?.who == "ana@console")
        #expect(second.unlisted?(.contact) == [])
        _ = try await list.page(ListRequest())
        #expect(trail.entries.count == 2)
    }

    @Test(arguments: [true, false])
    func `a deletion whose answer was lost is settled by whoever finds the row gone`(isListed: Bool)
        async throws
    {
        store.putContacts(["new@a.test", "old@a.test"])
        try await losing("delete")
        var plain = store.connection()
        let listing = Listing<Contact>.gathered(
            sort: RowOrder("email"),
            Gathering { [store] _ async throws(ServiceError) in store.all(Contact.self) })
        plain.resources[.contact]?.operations.list =
            RowOperations(ResourceOperations(list: listing)).operations.list
        let second = plain.audited(by: trail, who: "ana@console") { Self.start.addingTimeInterval(130) }
        let contacts = try #require(second.resources[.contact]?.operations)
        let list = try #require(contacts.list?.gathering)
        #expect(try await list.load(.all).count == 2)
        #expect(trail.entries.count == 1)
        store.remove(.contact, ["new"])
        if isListed {
            #expect(try await list.load(.all).count == 1)
        } else {
            #expect(try await contacts.find?("new") == nil)
        }
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .done])
        #expect(trail.entries.last?.what == "delete contact")
    }
}
