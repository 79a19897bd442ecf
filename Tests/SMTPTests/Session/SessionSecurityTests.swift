import TestSupport
import Testing

@testable import SMTP

/// Case X9.
@Suite struct SessionSecurityTests {
    private func script(
        _ fault: TestCertificate.Fault? = nil, rules: [RelayRule] = []
    ) throws -> RelayScript {
        var script = RelayScript(["PIPELINING"], rules: rules)
        script.certificate = try TestCertificate(fault)
        return script
    }

    private func world(_ security: RelaySecurity, _ script: RelayScript) async throws -> SessionWorld {
        var world = try await SessionWorld(script)
        world.options.security = security
        return world
    }

    @Test(arguments: [RelaySecurity.required, .opportunistic, .implicit])
    func `a message goes encrypted where the relay can`(_ security: RelaySecurity) async throws {
        var script = try script()
        script.beginsWithTLS = security == .implicit
        let world = try await world(security, script)
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        #expect(world.relay.accepted.map(\.isEncrypted) == [true])
        let clear = world.relay.commands.filter { !$0.isEncrypted }.map(\.line)
        #expect(clear == (security == .implicit ? [] : ["EHLO [127.0.0.1]", "STARTTLS"]))
        await session.quit()
    }

    @Test func `what is announced under TLS counts, not what was announced before`() async throws {
        var script = try script()
        script.capabilities = [["SIZE 10"]]
        script.capabilitiesUnderTLS = ["SIZE 1000"]
        let world = try await world(.required, script)
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        await session.quit()
    }

    @Test(arguments: TestCertificate.Fault.allCases, [RelaySecurity.required, .implicit])
    func `a certificate that is not the relay's ends the session before anything is said`(
        _ fault: TestCertificate.Fault, _ security: RelaySecurity
    ) async throws {
        var script = try script(fault)
        script.beginsWithTLS = security == .implicit
        let world = try await world(security, script)
        let failure = await #expect(throws: DeliveryFault.self) { try await world.opened() }
        #expect(failure?.stage == .tls)
        #expect(failure?.scope == .relay)
        guard case .tls(.untrusted)? = failure?.reason else {
            Issue.record("\(String(describing: failure))")
            return
        }
        await world.relay.deserted()
        #expect(world.relay.commands.allSatisfy { $0.line.hasPrefix("EHLO") || $0.line == "STARTTLS" })
    }

    @Test func `where TLS is only preferred any certificate does`() async throws {
        let world = try await world(.opportunistic, try script(.selfSigned))
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        #expect(world.relay.accepted.map(\.isEncrypted) == [true])
        await session.quit()
    }

    @Test func `versions of TLS that are broken are not spoken`() async throws {
        var script = try script()
        script.knowsOldTLSAlone = true
        let world = try await world(.required, script)
        let failure = await #expect(throws: DeliveryFault.self) { try await world.opened() }
        #expect(
            failure == DeliveryFault(.tls, .tls(.handshake("no version of TLS is known to both"))))
    }

    @Test func `a relay whose STARTTLS was taken away on the way gets nothing in clear`() async throws {
        let world = try await world(.required, RelayScript(["PIPELINING"]))
        await #expect(throws: DeliveryFault(.tls, .noSTARTTLS)) { try await world.opened() }
        await world.relay.deserted()
        #expect(world.relay.commands.map(\.line) == ["EHLO [127.0.0.1]"])
    }

    @Test(arguments: ["220 Go\r\n250 Injected\r\n", "220 Go\r\n250-x\r\n250 AUTH PLAIN\r\n", "220 Go\r\nx"])
    func `text put in before TLS ends the session`(_ text: String) async throws {
        let world = try await world(.required, try script(rules: [.at(.startTLS, .raw(text).withoutTLS)]))
        await #expect(throws: DeliveryFault(.tls, .violation(.textBeforeTLS))) { try await world.opened() }
        await world.relay.deserted()
    }

    @Test func `a relay that agrees to TLS and then speaks on in clear is not listened to`() async throws {
        let world = try await world(
            .required, try script(rules: [.at(.startTLS, .reply(220, "Go").withoutTLS)]))
        let opening = Task { try await world.opened() }
        await world.relay.reached(.startTLS)
        world.relay.say("250 Welcome\r\n")
        let failure = await #expect(throws: DeliveryFault.self) { try await opening.value }
        #expect(failure?.stage == .tls)
    }

    @Test func `one that agrees to TLS and falls silent is given up in time`() async throws {
        var world = try await world(
            .required, try script(rules: [.at(.startTLS, .reply(220, "Go").silent.withoutTLS)]))
        // So that its alarm is known by how soon it is.
        world.options.limits.tls = .seconds(10)
        let opening = Task { [world] in try await world.opened() }
        await world.pass(.tls)
        await #expect(throws: DeliveryFault(.tls, .timedOut)) { try await opening.value }
        await world.relay.deserted()
    }

    @Test(arguments: ["AUTH PLAIN LOGIN", "AUTH LOGIN"])
    func `it logs in by what is announced`(_ announced: String) async throws {
        var script = try script()
        script.capabilities = [[]]
        script.capabilitiesUnderTLS = [announced]
        script.login = RelayScript.Login(user: "ana@example.org", password: "s3crét")
        var world = try await world(.required, script)
        world.options.login = RelayLogin(user: "ana@example.org", password: { "s3crét" })
        let session = try world.session()
        let facts = try await session.open()
        #expect(facts.isEncrypted)
        #expect(facts.greeting == "relay.test ESMTP")
        #expect(facts.login == (announced.contains("PLAIN") ? "PLAIN" : "LOGIN"))
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        #expect(world.relay.accepted.map(\.user) == ["ana@example.org"])
        await session.quit()
        world.options.login = RelayLogin(user: "ana@example.org", password: { "wrong" })
        let failure = await #expect(throws: DeliveryFault.self) { try await world.opened() }
        #expect(failure?.stage == .auth)
        #expect(failure?.reply?.code == 535)
        #expect(failure?.scope == .relay)
    }

    @Test func `on this machine a password may go in clear`() async throws {
        var script = RelayScript(["AUTH PLAIN"])
        script.login = RelayScript.Login(user: "ana", password: "s3cret")
        var world = try await world(.opportunistic, script)
        world.options.login = RelayLogin(user: "ana", password: { "s3cret" })
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        await session.quit()
    }

    @Test func `authorities that cannot be read are told before anything is tried`() async throws {
        var world = try await world(.required, try script())
        world.options.authorities = "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"
        #expect(throws: DeliveryFault.self) { try world.session() }
        #expect(world.relay.sessionCount == 0)
    }
}
