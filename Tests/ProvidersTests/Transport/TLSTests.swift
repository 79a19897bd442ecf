import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct TLSTests {
    @Test func `a right certificate is accepted`() async throws {
        let certificate = try TestCertificate()
        let server = try await ScriptedServer(certificate: certificate)
        server.otherwise(.json("{}"))
        _ = try await HTTPTransport.to(server, trust: .authorities([certificate.authority])).send(.list)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: TestCertificate.Fault.allCases)
    func `a certificate with a fault ends the call before anything is sent`(
        fault: TestCertificate.Fault
    ) async throws {
        let certificate = try TestCertificate(fault)
        let server = try await ScriptedServer(certificate: certificate)
        server.otherwise(.json("{}"))
        let transport = try HTTPTransport.to(server, trust: .authorities([certificate.authority]))
        let error = try await transport.failure(.create)
        #expect(error.code == .unreachable)
        #expect(error.message.contains(fault == .wrongName ? "for another name" : "expired or that no known"))
        #expect(error.message.hasSuffix("nothing was sent."))
        #expect(error.hint != nil)
        #expect(server.requests.isEmpty)
    }

    @Test func `an authority that this machine does not know is not believed`() async throws {
        let server = try await ScriptedServer(certificate: try TestCertificate())
        let error = try await HTTPTransport.to(server).failure(.list)
        #expect(error.code == .unreachable)
        #expect(server.requests.isEmpty)
    }

    @Test func `a refused connection is told at once`() async throws {
        let port = try HeldPort()
        defer { withExtendedLifetime(port) {} }
        let base = try BaseURL("http://127.0.0.1:\(port.number)")
        let transport = try HTTPTransport(platform: "Dyn", connection: "dyn", base: base)
        let error = try await transport.failure(.create)
        #expect(error.code == .unreachable)
        #expect(error.message == "Dyn at \(base.host) does not accept connections.")
    }
}
