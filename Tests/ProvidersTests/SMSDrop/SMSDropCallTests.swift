import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropCallTests {
    /// What an operation reads besides, to tell the whole.
    private static let beside: Set<String> = [
        "POST /api/auth/login", "GET /api/users/me", "GET /api/campaigns/",
        "GET /api/campaigns/\(SMSDropFixture.id)",
    ]

    @Test(arguments: SMSDropCalls.reading + SMSDropCalls.writing)
    func `each call is made once by its operation, and nothing else`(call: PlatformCall) async throws {
        let desk = try await SMSDropDesk()
        try await call.run(desk.connection)
        let asked = desk.server.requests.map { "\($0.method) \($0.path)" }
        #expect(asked.filter { $0 == call.call }.count == 1)
        #expect(asked.allSatisfy { $0 == call.call || Self.beside.contains($0) })
    }

    @Test(arguments: SMSDropCalls.writing)
    func `no writing call is in a read-only connection’s reach`(call: PlatformCall) async throws {
        let desk = try await SMSDropDesk(isReadOnly: true)
        // What is absent does nothing, what is refused throws; neither asks for anything.
        try? await call.run(desk.connection)
        #expect(desk.server.connectionCount == 0)
    }

    @Test func `what smsdrop has no call for is absent`() async throws {
        let connection = try await SMSDropDesk().connection
        let campaigns = try #require(connection.resources[.campaign]).operations
        #expect(campaigns.update == nil && campaigns.delete == nil)
        #expect(campaigns.actions.map(\.name) == ["launch", "test"])
        let accounts = try #require(connection.resources[.account]).operations
        #expect(accounts.create == nil && accounts.update == nil && accounts.delete == nil)
        #expect(accounts.actions.isEmpty)
        #expect(Set(connection.resources.keys) == [.account, .campaign])
        let control = try #require(connection.campaigns)
        #expect(control.pause == nil && control.resume == nil && control.abort == nil)
    }

    @Test func `the e-mail is no secret, the password is`() throws {
        let fields = try #require(PlatformRegistry["smsdrop"]).credentials
        #expect(fields.map(\.name) == ["email", "password"])
        #expect(fields.map(\.isSecret) == [false, true])
    }
}
