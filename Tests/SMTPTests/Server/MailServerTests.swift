import NIOSSL
import Synchronization
import TestSupport
import Testing

@testable import SMTP

/// The server on connections of loopback: with our own client, and with one that says what it should not.
@Suite(.timeLimit(.minutes(2))) struct MailServerTests {
    @Test(arguments: [true, false])
    func `our own client hands messages over to it`(_ usesChunking: Bool) async throws {
        let world = try await ServerWorld()
        var options = SessionOptions()
        options.usesChunking = usesChunking
        let session = try SMTPSession(to: RelayAddress(.smtp, host: "127.0.0.1", port: world.port), options)
        let facts = try await session.open()
        #expect(facts.capabilities.pipelining && facts.capabilities.chunking)
        let long = "Subject: x\r\n\r\n" + String(repeating: ".a line\r\n", count: 40_000)
        for (id, text) in [(Int64(1), "Subject: x\r\n\r\n.\r\nHi\r\n"), (2, long)] {
            let result = try await session.send(.test(id, to: "no@y.test", "b@y.test", text: text))
            #expect(result.outcomes.map { $0.fault == nil } == [false, true])
        }
        await session.quit()
        #expect(world.messages.map(\.text) == ["Subject: x\r\n\r\n.\r\nHi\r\n", long])
        #expect(world.messages.allSatisfy { $0.recipients.map(\.text) == ["b@y.test"] })
        await world.deserted()
    }

    @Test(arguments: [RelayAddress.Scheme.smtp, .smtps])
    func `a log-in goes through TLS, from the first byte or by STARTTLS`(
        _ scheme: RelayAddress.Scheme
    ) async throws {
        let certificate = try TestCertificate()
        let context = try NIOSSLContext(configuration: certificate.serverConfiguration())
        let world = try await ServerWorld { options in
            options.settings.encryption = scheme == .smtp ? .offered : .implicit
            options.settings.requiresLogin = true
            options.encryption = { context }
        }
        var options = SessionOptions()
        options.authorities = certificate.authority
        options.security = scheme == .smtp ? .required : .implicit
        options.login = RelayLogin(user: "ana", password: { "right" })
        let relay = RelayAddress(scheme, host: "localhost", port: world.port)
        let session = try SMTPSession(to: relay, options)
        let facts = try await session.open()
        #expect(facts.isEncrypted && facts.login == "PLAIN")
        #expect(try await session.send(.test(to: "b@y.test")).outcomes.first?.fault == nil)
        await session.quit()
        #expect(world.sessions.map(\.user) == ["ana"] && world.sessions.allSatisfy(\.isEncrypted))
        options.login = RelayLogin(user: "ana", password: { "wrong" })
        let other = try SMTPSession(to: relay, options)
        await #expect(throws: DeliveryFault.self) { try await other.open() }
    }

    @Test func `what was said in clear behind STARTTLS is never obeyed`() async throws {
        let context = try NIOSSLContext(configuration: TestCertificate().serverConfiguration())
        let world = try await ServerWorld { options in
            options.settings.encryption = .offered
            options.encryption = { context }
        }
        let client = try await MailClient(port: world.port)
        _ = await client.reply()
        #expect(await client.ask("EHLO c").contains("STARTTLS"))
        #expect(await client.codes("MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>") == [250, 250])
        client.say("STARTTLS\r\nDATA\r\nevil\r\n.\r\nQUIT\r\n")
        #expect(await client.reply().hasPrefix("220"))
        // What follows is no handshake.
        client.say("DATA\r\nevil\r\n.\r\n")
        #expect(await client.reply() == "")
        #expect(world.messages.isEmpty)
    }

    @Test func `pipelined messages are answered in order, whatever the service takes for them`() async throws
    {
        let world = try await ServerWorld()
        let client = try await MailClient(port: world.port)
        _ = await client.reply()
        client.say("EHLO c\r\n")
        let count = 50
        for number in 0..<count {
            client.say("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\n\(number)\r\n.\r\n")
        }
        client.say("QUIT\r\n")
        var codes: [String] = []
        while case let reply = await client.reply(), reply != "" { codes.append(String(reply.prefix(3))) }
        #expect(codes == ["250"] + (0..<count).flatMap { _ in ["250", "250", "354", "250"] } + ["221"])
        #expect(world.messages.map(\.text) == (0..<count).map { "\($0)\r\n" })
    }

    @Test func `every wait has its limit`() async throws {
        for (said, wait) in [
            ([], ServerWait.command), (["EHLO c", "AUTH LOGIN"], .logIn), (Self.begun, .text),
        ] {
            let alarms = ManualAlarms()
            let world = try await ServerWorld { options in
                options.clock = alarms.clock
                options.limits = .test
            }
            let client = try await MailClient(port: world.port)
            _ = await client.reply()
            for line in said { _ = await client.ask(line) }
            // A line that trickles in gives no new time.
            client.say("N")
            await alarms.isSet(within: ServerTimeLimits.test[wait])
            alarms.advance(by: ServerTimeLimits.test[wait])
            #expect(await client.reply().hasPrefix("421 4.4.2"), "\(wait)")
            #expect(await client.reply() == "")
        }
    }

    @Test func `where a log-in is needed there is a limit for it, whatever else is said`() async throws {
        let alarms = ManualAlarms()
        let world = try await ServerWorld { options in
            options.clock = alarms.clock
            options.limits = .test
            options.settings.requiresLogin = true
        }
        let (idle, known) = (try await MailClient(port: world.port), try await MailClient(port: world.port))
        for client in [idle, known] { _ = await client.reply() }
        _ = await known.codes("EHLO c", "AUTH PLAIN AGFuYQByaWdodA==")
        await alarms.isSet(within: .seconds(100))
        alarms.advance(by: .seconds(60))
        #expect(await idle.ask("NOOP").hasPrefix("250"))
        alarms.advance(by: .seconds(40))
        #expect(await idle.reply().hasPrefix("421 4.4.2"))
        #expect(await known.ask("NOOP").hasPrefix("250"))
    }

    private static let begun = ["EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA"]

    @Test func `a session too many is told so and sent away`() async throws {
        let world = try await ServerWorld { $0.mostSessions = 1 }
        let first = try await MailClient(port: world.port)
        #expect(await first.reply().hasPrefix("220"))
        let second = try await MailClient(port: world.port)
        #expect(await second.reply().hasPrefix("421 4.3.2"))
        #expect(await second.reply() == "")
        #expect(await first.codes("NOOP", "QUIT") == [250, 221])
        await world.deserted()
        #expect(await (try MailClient(port: world.port)).reply().hasPrefix("220"))
    }

    @Test func `messages together hold no more than there is room for`() async throws {
        let world = try await ServerWorld { $0.budget = 1000 }
        let (one, other) = (try await MailClient(port: world.port), try await MailClient(port: world.port))
        for client in [one, other] {
            _ = await client.reply()
            for line in Self.begun { _ = await client.ask(line) }
        }
        one.say(String(repeating: "x", count: 800) + "\r\n")
        await world.holds(800)
        other.say(String(repeating: "y", count: 800) + "\r\n.\r\n")
        #expect(await other.reply().hasPrefix("452 4.3.1"))
        one.say(".\r\n")
        #expect(await one.reply().hasPrefix("250"))
        #expect(await other.codes("MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA") == [250, 250, 354])
        other.say(String(repeating: "y", count: 800) + "\r\n.\r\n")
        #expect(await other.reply().hasPrefix("250"))
    }

    @Test func `a server that stops answers what it has taken and sends the others away`() async throws {
        let gate = Gate()
        let world = try await ServerWorld(gate: gate)
        let (busy, idle) = (try await MailClient(port: world.port), try await MailClient(port: world.port))
        for client in [busy, idle] { _ = await client.reply() }
        for line in Self.begun { _ = await busy.ask(line) }
        busy.say("x\r\n.\r\n")
        await world.isAsked()
        async let stopped: Void = world.server.stop(within: .seconds(60))
        #expect(await idle.reply().hasPrefix("421 4.3.2"))
        gate.open()
        #expect(await busy.reply().hasPrefix("250"))
        #expect(await busy.reply().hasPrefix("421 4.3.2"))
        await stopped
        #expect(world.server.sessionCount == 0)
        await #expect(throws: (any Error).self) { try await MailClient(port: world.port) }
    }

    @Test func `a session's end is told after its last answer`() async throws {
        let gate = Gate()
        let world = try await ServerWorld(gate: gate)
        let client = try await MailClient(port: world.port)
        _ = await client.reply()
        for line in Self.begun { _ = await client.ask(line) }
        client.say("x\r\n.\r\n")
        await world.isAsked()
        async let stopped: Void = world.server.stop(within: .zero)
        await stopped
        #expect(world.ended == 0)
        gate.open()
        await world.hasEnded()
        #expect(world.messages.count == 1)
    }

    @Test func `a client that goes away in the middle leaves nothing`() async throws {
        let world = try await ServerWorld()
        do {
            let client = try await MailClient(port: world.port)
            _ = await client.reply()
            for line in Self.begun { _ = await client.ask(line) }
            client.say("half a mess")
            await world.holds(1)
            client.close()
        }
        await world.deserted()
        #expect(world.messages.isEmpty && world.server.held == 0)
        #expect(world.ended == 1)
    }
}
