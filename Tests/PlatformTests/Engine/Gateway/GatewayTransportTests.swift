import Foundation
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// The engine on a gateway that takes, refuses, drops and hangs; what it was asked is the truth.
@Suite struct GatewayTransportTests {
    @Test func `a launch goes out once to each, with its text, and spends what it had reserved`() async throws
    {
        let world = try await GatewayBench(contacts: 60, text: "Hello é")
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 60])
        #expect(Set(world.asked).count == 60 && world.asked.count == 60)
        let request = try #require(world.server.requests.first)
        #expect(request.query["text"] == "Hello é" && request.query["from"] == "Shop")
        #expect(request.query["coding"] == "0" && request.query["dlr-mask"] == "31")
        #expect(request.query["username"] == "kim" && request.query["password"] == "Marked")
        #expect(world.server.connectionCount <= GatewayTransport.sessions)
        #expect(try await world.credits() == ["reserve": -60, "spend": -60])
        try await Reconciler(bench: world.bench).sums(world.campaign)
        let source = try await world.bench.text("SELECT DISTINCT source FROM event WHERE kind = 5")
        #expect(source == nil || source == "gateway")
    }

    @Test(arguments: [
        (CampaignType.smsFlash, "0", "0" as String?), (.smsUnicode, "2", nil), (.smsPlain, "0", nil),
    ])
    func `how a text is shown is kept with its launch`(
        _ type: CampaignType, _ coding: String, _ mclass: String?
    ) async throws {
        let world = try await GatewayBench(contacts: 1, type: type)
        try await world.bench.write("UPDATE campaign SET type = 'sms-plain', message = 'Edited'")
        _ = try await world.engine().drain()
        let request = try #require(world.server.requests.first)
        #expect(request.query["coding"] == coding && request.query["mclass"] == mclass)
        #expect(request.query["text"] == "Hello")
    }

    @Test(arguments: [
        (403, "Not routable. Do not try again.", DeliveryState.bounced),
        (400, "Number(s) has/have been denied by white- and/or black-lists.", .bounced),
        (500, "Sending failed.", .deferred), (200, "<html>", .unknown), (504, "Gateway Timeout", .unknown),
    ])
    func `an answer concerns its message alone`(
        _ status: Int, _ text: String, _ part: DeliveryState
    ) async throws {
        let world = try await GatewayBench(contacts: 8)
        world.server.answer("GET", GatewayBench.path) { request in
            request.query["to"] == "+34600001003" ? GatewayBench.answer(status, text) : GatewayBench.taken
        }
        let engine = try await world.engine()
        while let next = try await engine.drain(), next.timeIntervalSince(world.bench.time.now) < 10 {
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(try await world.parts() == [.accepted: 7, part: 1])
        #expect(world.asked.filter { $0 == "+34600001003" }.count == 1)
        #expect(try await world.bench.number("SELECT count(*) FROM contact WHERE hard_count > 0") == 0)
        let released = try await world.credits()["release"] ?? 0
        #expect(released == (part == .bounced ? 1 : 0))
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test func `a connection that ends after the request leaves it unknown, and not repeated`() async throws {
        let world = try await GatewayBench(contacts: 30)
        world.server.answer("GET", GatewayBench.path) { request in
            request.query["to"] == "+34600001007" ? .dropped : GatewayBench.taken
        }
        let engine = try await world.engine()
        while let next = try await engine.drain() {
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(try await world.parts() == [.accepted: 29, .unknown: 1])
        _ = try await world.engine(epoch: 2).drain()
        #expect(world.asked.count == 30 && Set(world.asked).count == 30)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test func `a gateway that is away is left alone for longer and longer, and nobody's attempt is counted`()
        async throws
    {
        let world = try await GatewayBench(contacts: 30)
        try await world.server.stop()
        let engine = try await world.engine()
        var waits: [TimeInterval] = []
        for _ in 0..<4 {
            let next = try #require(try await engine.drain())
            waits.append(next.timeIntervalSince(world.bench.time.now))
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(zip(waits, [1, 2, 4, 8.0]).allSatisfy { abs($0 - $1) <= 0.2 * $1 + 0.01 }, "\(waits)")
        #expect(try await world.parts() == [.pending: 30])
        #expect(try await world.bench.number("SELECT sum(attempts) FROM delivery") == 0)
    }

    @Test func `a gateway that asks to be left alone is, as long as it asks`() async throws {
        let world = try await GatewayBench(contacts: 20)
        world.server.answer(
            "GET", GatewayBench.path,
            GatewayBench.answer(503, "Temporal failure, try again later.", ["Retry-After": "120"]),
            GatewayBench.taken)
        let engine = try await world.engine()
        let next = try #require(try await engine.drain())
        #expect(next.timeIntervalSince(world.bench.time.now) >= 119)
        let trouble = try #require(engine.trouble(of: .init(.sms)))
        #expect(trouble.message.contains("503 Temporal failure"))
        world.bench.time.move(to: next.addingTimeInterval(0.001))
        _ = try await engine.drain()
        #expect(try await world.parts() == [.accepted: 20])
    }

    @Test func `a log-in that is refused is not tried again by itself, and no password is told`() async throws
    {
        let world = try await GatewayBench(contacts: 40)
        world.server.answer(
            "GET", GatewayBench.path, GatewayBench.answer(403, "Authorization failed for sendsms"))
        let engine = try await world.engine()
        #expect(try await engine.drain() == nil)
        let trouble = try #require(await engine.trouble)
        #expect(trouble.code == .unauthorized && !"\(trouble)".contains("Marked"))
        let tries = world.asked.count
        #expect(tries <= GatewayTransport.sessions)
        world.bench.time.advance(86_400)
        _ = try await engine.work()
        #expect(world.asked.count == tries)
        #expect(try await world.parts() == [.pending: 40])
    }

    @Test func `a certificate that is not trusted is no hand-over`() async throws {
        let world = try await GatewayBench(contacts: 3)
        let secure = try await ScriptedServer(certificate: TestCertificate())
        let gateway = GatewayAddress(.encrypted, user: "kim", host: "localhost", port: secure.port)
        let engine = try await world.engine(gateway)
        _ = try await engine.drain()
        #expect(try await world.parts() == [.pending: 3])
        #expect(secure.requests.isEmpty)
        #expect(engine.trouble(of: .init(.sms))?.message.contains("no TLS certificate") == true)
    }

    @Test func `without the gateway's password mail goes on, and texts say what they wait for`() async throws
    {
        let world = try await GatewayBench(contacts: 3)
        let relay = try await FaultRelay()
        let mail = try await world.bench.campaign()
        try await world.bench.launch(mail)
        try await world.bench.write("UPDATE engine SET epoch = 1")
        var ways = LeavingTransports()
        ways.mail = .relay(RelayAddress(host: "127.0.0.1", port: relay.port)) { nil }
        ways.texts = .gateway(world.gateway, receipts: nil) { nil }
        let both = PlatformTransport.leaving(ways, sentence: "both")
        let engine = try DeliveryEngine(
            store: world.bench.store, transport: both, epoch: 1, clock: world.bench.time.clock)
        try await engine.recover()
        _ = try await engine.drain()
        #expect(relay.accepted.count == 3)
        #expect(try await world.parts() == [.pending: 3])
        #expect(
            engine.trouble(of: .init(.sms))?.code == .unauthorized && engine.trouble(of: .init(.email)) == nil
        )
    }

    @Test func `an engine that stops waits two seconds for an answer, and then knows nothing of it`()
        async throws
    {
        let world = try await GatewayBench(contacts: 25)
        world.server.answer("GET", GatewayBench.path) { request in
            request.query["to"] == "+34600001001" ? .silence : GatewayBench.taken
        }
        let engine = try await world.engine()
        let begun = ContinuousClock.now
        _ = try await engine.work()
        await world.server.received(1)
        await engine.stop()
        _ = try await engine.drain()
        #expect(begun.duration(to: .now) < .seconds(20))
        let parts = try await world.parts()
        #expect(parts[.unknown] == 1, "\(parts)")
        #expect(parts.values.reduce(0, +) == 25)
        #expect(Set(world.asked).count == world.asked.count)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }
}
