import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// S3, S6, S7, S15: what a relay puts off, whom that concerns and for how long; and what goes on meanwhile.
///
/// Cases S3, S6, S7, S15.
@Suite struct RelayWaitTests {
    private static let waits: [TimeInterval] = [60, 300, 900, 1800, 3600, 7200, 14_400, 14_400]

    /// In seconds from now until the one message is tried again.
    private func wait(_ world: RelayBench) async throws -> TimeInterval {
        let next = try await world.bench.number("SELECT next_at FROM delivery")
        return Date(storedTime: Int64(next)).timeIntervalSince(world.bench.time.now)
    }

    @Test(arguments: [RelayPoint.mail, .rcpt, .data, .dot])
    func `S3: what is put off for now is tried again by the table, its attempt counted`(
        _ point: RelayPoint
    ) async throws {
        let world = try await RelayBench(
            RelayScript(rules: [.at(point, .reply(451, "4.3.0 Try later"))]), contacts: 1)
        let engine = try await world.engine()
        for (attempt, plain) in Self.waits.enumerated() {
            _ = try await engine.drain()
            #expect(try await world.parts() == [.deferred: 1])
            #expect(try await world.bench.number("SELECT attempts FROM delivery") == attempt + 1)
            let wait = try await wait(world)
            #expect((0.8 * plain - 1...1.2 * plain).contains(wait), "attempt \(attempt + 1): \(wait)")
            world.bench.time.advance(wait - 1)
            _ = try await engine.drain()
            #expect(try await world.bench.number("SELECT attempts FROM delivery") == attempt + 1)
            world.bench.time.advance(1.001)
        }
        #expect(try await world.bench.number("SELECT soft_count + hard_count FROM contact") == 0)
        #expect(try await world.isReconciled())
    }

    @Test(arguments: [RelayPoint.greeting, .hello, .rcpt])
    func `S3: a relay that closes its door puts nobody off, and is asked again soon`(
        _ point: RelayPoint
    ) async throws {
        let code = point == .rcpt ? 421 : 451
        let rule = RelayRule.at(point, .reply(code, "4.3.2 Not now").closing)
        let world = try await RelayBench(RelayScript(rules: [rule]), contacts: 3)
        let engine = try await world.engine()
        let next = try #require(try await engine.drain())
        #expect((0.5...1.5).contains(next.timeIntervalSince(world.bench.time.now)))
        #expect(try await world.parts() == [.pending: 3])
        #expect(try await world.bench.number("SELECT sum(attempts) FROM delivery") == 0)
        let told = "SELECT count(*) FROM event WHERE kind = \(EventKind.deferred.number)"
        #expect(try await world.bench.number(told) == 0)
    }

    @Test func `S6: an abort cancels at once what a hanging relay was not given, and nothing follows`()
        async throws
    {
        let world = try await RelayBench(
            RelayScript(rules: [.at(.rcpt, .silence)]), contacts: 400)
        let engine = try await world.engine()
        _ = try await engine.work()
        await world.relay.reached(.rcpt)
        let now = world.bench.time.now
        try await world.bench.store.write { db in
            try Aborting.abort(world.campaign, at: now, by: "kim", in: db)
        }
        _ = try await engine.work()
        let open = await engine.underWay.count
        let parts = try await world.parts()
        #expect(parts == [.notSent: 400 - open, .pending: open])
        try await Reconciler(bench: world.bench).sums(world.campaign)
        let began = ContinuousClock.now
        await engine.abandon()
        #expect(ContinuousClock.now - began < .seconds(5))
        _ = try await engine.drain()
        _ = try await world.engine(epoch: 2).drain()
        #expect(try await world.parts() == [.notSent: 400])
        #expect(world.relay.accepted.isEmpty)
        try await Reconciler(bench: world.bench).sums(world.campaign)
    }

    @Test func `S7: a relay that was away for ten minutes was hardly asked, and told of once`() async throws {
        let world = try await RelayBench(contacts: 300)
        try await world.relay.stop()
        let engine = try await world.engine()
        let start = world.bench.time.now
        var (tries, told) = (0, Set<String>())
        while let next = try await engine.drain(), next < start.addingTimeInterval(600) {
            tries += 1
            world.bench.time.move(to: next.addingTimeInterval(-0.001))
            told.insert(try #require(await engine.trouble).message)
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect((5...14).contains(tries))
        #expect(told.count == 1)
        #expect(try await world.bench.number("SELECT count(*) FROM campaign_tally") == 0)
        let back = try await FaultRelay(port: world.relay.port)
        world.bench.time.advance(601)
        _ = try await engine.drain()
        #expect(back.accepted.count == 300)
        // One asks first, and then as many as there may be.
        #expect(back.sessionCount <= 50)
        #expect(try await world.parts() == [.accepted: 300])
    }

    @Test func `S15: a domain that is dead is waited for, and holds up none of a thousand others`()
        async throws
    {
        let dead = RelayRule.at(.rcpt, saying: "@dead.example", .reply(451, "4.4.1 No answer from host"))
        let bench = try await LaunchBench(contacts: 0)
        let relay = try await FaultRelay(RelayScript(rules: [dead]))
        let addresses = (1...1000).map { $0 % 4 == 0 ? "p\($0)@dead.example" : "p\($0)@host\($0).example" }
        let campaign = try await bench.campaign(AudienceSpec(kind: .list, addresses: addresses))
        try await bench.launch(campaign)
        let world = RelayBench(bench, relay, campaign)
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 750, .deferred: 250])
        #expect(try await bench.number("SELECT count(*) FROM campaign_domain WHERE accepted > 0") == 750)
        // Each was tried once, among the others.
        let tried = relay.commands.count { $0.line.hasPrefix("RCPT") && $0.line.contains("@dead.example") }
        #expect(tried == 250)
        #expect(try await world.isReconciled())
    }
}
