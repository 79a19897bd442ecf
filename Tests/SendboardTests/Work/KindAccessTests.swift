import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import sendboard

/// A row is looked for on every connection, and one that cannot be asked stops only what it alone could know.
@Suite struct KindAccessTests {
    private let people = FakeStore("one")
    private let broken = FakeStore("two")

    init() {
        people.putContacts(["kim@example.test", "ana@example.test"])
        broken.putContacts(["bo@example.test"])
    }

    /// - Parameter told: gets what is said besides.
    private func access(_ error: ServiceError, told: @escaping @Sendable (String) -> Void = { _ in })
        -> KindAccess
    {
        var other = broken.hostedConnection()
        other.resources[.contact]?.operations.find = { _ async throws(ServiceError) in throw error }
        let workspace = Workspace(name: "w", connections: [other, people.connection()])
        return KindAccess(workspace: workspace, kind: .contact, tell: told)
    }

    @Test(arguments: [ServiceError.Code.unauthorized, .unreachable, .unavailable, .malformedAnswer])
    func `what another connection has is found, and that one was not asked is said`(
        code: ServiceError.Code
    ) async throws {
        let told = Mutex([String]())
        let access = access(ServiceError(code, "two is not there.")) { text in
            told.withLock { $0.append(text) }
        }
        let found = try await access.find("kim@example.test")
        #expect(found.connection.id == "one")
        #expect(told.withLock { $0 } == ["two could not be asked for the same: two is not there."])
        #expect(try await access.findAll(["kim@example.test", "ana@example.test"]).rows.count == 2)
    }

    @Test func `what no other has is not said to be nowhere`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await access(ServiceError(.unreachable, "two is not there.")).find("bo@example.test")
        }
        #expect(error.code == .unreachable)
    }

    @Test func `two rows of one name on a connection are asked about, whatever another has`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await access(ServiceError(.conflict, "two has two of them.")).find("kim@example.test")
        }
        #expect(error.code == .conflict)
    }
}
