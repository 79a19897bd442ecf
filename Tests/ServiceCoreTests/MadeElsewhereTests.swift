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
}
