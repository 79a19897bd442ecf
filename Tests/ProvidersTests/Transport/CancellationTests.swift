import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct CancellationTests {
    @Test func `a cancelled read ends at once and hangs up`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.silence)
        let transport = try HTTPTransport.to(server)
        let call = Task { try await transport.failure(.list) }
        await server.received(1)
        call.cancel()
        #expect(try await call.value.code == .cancelled)
        await server.deserted()
    }

    @Test func `a cancelled write is unknown, for it had been sent`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.silence)
        let transport = try HTTPTransport.to(server)
        let call = Task { try await transport.failure(.create) }
        await server.received(1)
        call.cancel()
        #expect(try await call.value.code == .outcomeUnknown)
    }

    @Test func `what was cancelled before it began sends nothing`() async throws {
        let server = try await ScriptedServer()
        let transport = try HTTPTransport.to(server)
        let gate = Gate()
        let call = Task {
            await gate.opened()
            return try await transport.failure(.create)
        }
        call.cancel()
        gate.open()
        #expect(try await call.value.code == .cancelled)
        #expect(server.connectionCount == 0)
    }

    @Test func `a cancelled pause between two tries ends at once`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(503, headers: ["Retry-After": "20"]))
        let transport = try HTTPTransport.to(server)
        let call = Task { try await transport.failure(.list) }
        await server.received(1)
        call.cancel()
        #expect(try await call.value.code == .cancelled)
        #expect(server.requests.count == 1)
    }
}
