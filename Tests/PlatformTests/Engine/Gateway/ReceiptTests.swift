import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// What a gateway tells of messages afterwards.
@Suite struct ReceiptTests {
    private static let number = "+34600001001"

    private func sent(_ contacts: Int = 2) async throws -> GatewayBench {
        let world = try await GatewayBench(contacts: contacts)
        _ = try await world.engine().drain()
        return world
    }

    @Test func `a message is delivered by its receipt, once however often that comes`() async throws {
        let world = try await sent()
        let token = try #require(world.token(of: Self.number))
        // In the order in which Kannel was seen to tell them, and in the other.
        #expect(try await world.receive(1, of: token) == .recorded)
        #expect(try await world.receive(8, of: token, answer: "ACK/") == .nothing)
        #expect(try await world.receive(4, of: token) == .nothing)
        #expect(try await world.receive(1, of: token) == .nothing)
        #expect(try await world.parts() == [.accepted: 1, .delivered: 1])
        let events = try await world.bench.number(
            "SELECT count(*) FROM event WHERE kind = \(EventKind.delivered.number)")
        #expect(events == 1)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test(arguments: [2, 16, 34, 66])
    func `a message that failed has come back, and the person's e-mail address is untouched`(
        _ status: Int
    ) async throws {
        let world = try await sent()
        let answer = "id:7 sub:001 dlvrd:000 stat:UNDELIV err:034 text:Hello you"
        #expect(
            try await world.receive(status, of: world.token(of: Self.number), answer: answer) == .recorded)
        #expect(try await world.parts() == [.accepted: 1, .bounced: 1])
        #expect(try await world.bench.number("SELECT sum(hard_count + soft_count) FROM contact") == 0)
        let detail = try #require(
            try await world.bench.text("SELECT detail FROM event WHERE kind = \(EventKind.bounceHard.number)")
        )
        #expect(detail.contains("stat:UNDELIV") && !detail.contains("Hello"))
        let tally = try await world.bench.text("SELECT text FROM campaign_tally WHERE kind = 2")
        #expect(tally?.hasSuffix("stat:UNDELIV err:034") == true && tally?.contains("id:") == false)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test func `one that names nothing of ours is kept and does nothing`() async throws {
        let world = try await sent()
        let vault = world.bench.store.vault
        let other = MailToken(.bounce, delivery: 1).written(for: .link, by: vault)
        let gone = MailToken(.receipt, delivery: 999).written(for: .link, by: vault)
        for token in ["", "abc", other, gone] {
            #expect(try await world.receive(1, of: token) == .unknown, "\(token)")
        }
        #expect(try await world.parts() == [.accepted: 2])
        #expect(try await world.bench.number("SELECT count(*) FROM gateway_receipt") == 4)
    }

    @Test func `one that comes before the answer is recorded is taken with it`() async throws {
        let world = try await GatewayBench(contacts: 2)
        let engine = try await world.engine()
        let outcome = try await engine.step()
        let token = MailToken(.receipt, delivery: 1).written(for: .link, by: world.bench.store.vault)
        #expect(try await world.receive(1, of: token) == .kept)
        #expect(try await world.parts() == [.pending: 2])
        try await engine.submit(outcome)
        _ = try await engine.drain()
        #expect(try await world.parts() == [.accepted: 1, .delivered: 1])
        #expect(try await world.bench.number("SELECT count(*) FROM gateway_receipt") == 0)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test(arguments: [true, false])
    func `it proves a message taken that is unknown or would be tried again`(_ isLost: Bool) async throws {
        let world = try await GatewayBench(contacts: 1)
        world.server.answer(
            "GET", GatewayBench.path, isLost ? .dropped : GatewayBench.answer(500, "Sending failed."))
        let engine = try await world.engine()
        _ = try await engine.drain()
        #expect(try await world.parts() == [isLost ? .unknown : .deferred: 1])
        #expect(try await world.receive(8, of: world.token(of: Self.number)) == .nothing)
        #expect(try await world.parts() == [.accepted: 1])
        #expect(try await world.receive(1, of: world.token(of: Self.number)) == .recorded)
        #expect(try await world.parts() == [.delivered: 1])
        world.bench.time.advance(86_400)
        _ = try await engine.drain()
        #expect(world.asked.count == 1)
        #expect(try await world.credits()["spend"] == -1)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test func `a receipt's address is the directory's and the gateway's own`() throws {
        let (folder, other) = (try TemporaryDirectory(), try TemporaryDirectory())
        let vaults = try [folder, other].map { try KeyFile($0.url.appending(path: "key")).loadOrCreate() }
        let gateways = [GatewayAddress(host: "a.example"), GatewayAddress(host: "b.example")]
        let secrets = vaults.flatMap { vault in gateways.map { ReceiptPlace.secret(of: $0, vault) } }
        #expect(Set(secrets).count == 4)
        let url = ReceiptPlace("http://127.0.0.1:8025/", gateways[0], vaults[0]).url(of: 7, by: vaults[0])
        #expect(url.hasPrefix("http://127.0.0.1:8025/sms/receipt/\(secrets[0])?token="))
        #expect(url.hasSuffix("&status=%d&answer=%A"))
    }
}
