import ServiceCore
import TestSupport
import Testing

@testable import sendboard

/// Several connections, some of which fail or cannot sort.
extension HostedListingTests {
    func failing(_ name: String) -> Connection {
        var connection = FakeStore(ConnectionID(name)).hostedConnection()
        connection.resources[.contact]?.operations.list?.gathering?.pages = {
            _, _ async throws(ServiceError) in
            throw ServiceError(.unreachable, "\(name) is not there.")
        }
        return connection
    }

    @Test func `each connection that fails is told`() async throws {
        let captured = CapturedConsole()
        let error = try await #require(throws: ServiceError.self) {
            try await list(Self.csv, of: [failing("one"), failing("two")], on: captured)
        }
        #expect(error.message == "one is not there.")
        #expect(captured.complaints == "sendboard: two is not there.\n")
    }

    @Test func `where one of several cannot sort they come one after the other, which is said`() async throws
    {
        let other = FakeStore("other")
        hosted.putContacts(["z@a.test"])
        other.putContacts(["c@a.test", "a@a.test", "b@a.test"])
        let captured = CapturedConsole()
        let connections = [hosted.hostedConnection(), other.hostedConnection(cap: 2, pageLength: 1)]
        try await list(Self.csv, of: connections, on: captured)
        #expect(listed(captured).first == "z@a.test" && listed(captured).count == 4)
        #expect(
            captured.complaints == """
                other has more than 2 contacts: they come in its own order, not by email.
                The contacts come one connection after the other, not by email.

                """)
    }

    @Test func `what is true of several connections is said once`() async throws {
        let captured = CapturedConsole()
        let other = FakeStore("other")
        let connections = [hosted, other].map { $0.hostedConnection(part: Self.part) }
        try await list(Self.csv, of: connections, on: captured)
        #expect(captured.complaints == Self.part + ".\n")
    }

    @Test func `a table is aligned over all connections`() async throws {
        let other = FakeStore("other")
        hosted.putContacts(["a@a.test"])
        other.putContacts(["somebody-with-a-long-name@a.test"])
        let captured = CapturedConsole()
        try await list(
            RowListing(columns: ["email"]), of: [hosted.hostedConnection(), other.hostedConnection()],
            on: captured)
        #expect(
            captured.text == """
                E-MAIL                            PLATFORM
                a@a.test                          dmds
                somebody-with-a-long-name@a.test  other

                """)
    }
}
