import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A wall clock that is set back while something waits.
///
/// Case S12.
@Suite struct ClockStepTests {
    private func bench(_ rates: SandboxRates, contacts: Int = 20) async throws -> (LaunchBench, Int64) {
        let options = SandboxOptions(messagesPerSecond: nil, rates: rates, answerDelay: 1, retryScale: 1)
        let bench = try await LaunchBench(contacts: contacts, options: options)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        return (bench, campaign)
    }

    private func wait(_ bench: LaunchBench, _ next: Date?) throws -> TimeInterval {
        try #require(next).timeIntervalSince(bench.time.now)
    }

    /// The first retry comes after a minute, give or take a fifth.
    @Test(arguments: [-5, -3600, -86_400, -10 * 31_536_000.0], [true, false])
    func `what was put off is tried after its wait, not at the old time`(
        _ step: TimeInterval, _ isSameProcess: Bool
    ) async throws {
        var rates = SandboxRates.silent
        rates.temporary = 1
        let (bench, campaign) = try await bench(rates)
        let engine = try await bench.engine()
        #expect(try (47...73).contains(wait(bench, await engine.drain())))
        bench.time.advance(step)
        let next = isSameProcess ? engine : try await bench.engine(epoch: 2)
        #expect(try (47...73).contains(wait(bench, await next.drain())))
        bench.time.advance(73)
        _ = try await next.drain()
        #expect(try await bench.number("SELECT min(attempts) FROM delivery") == 2)
        try await Reconciler(bench: bench).sums(campaign)
    }

    @Test func `a jump forward that is taken back leaves no wait behind`() async throws {
        var rates = SandboxRates.silent
        rates.temporary = 0.5
        let (bench, campaign) = try await bench(rates, contacts: 60)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        bench.time.advance(2 * 86_400)
        _ = try await engine.drain()
        let waiting = try await bench.parts(campaign)[.deferred] ?? 0
        #expect(waiting > 0)
        bench.time.advance(-2 * 86_400)
        #expect(try await wait(bench, engine.drain()) < 400)
        try await bench.run(engine, until: bench.time.now.addingTimeInterval(3 * 3600))
        #expect((try await bench.parts(campaign)[.deferred] ?? 0) < max(waiting, 2))
        try await Reconciler(bench: bench).sums(campaign)
    }

    @Test(arguments: [-30, -7200, -400 * 86_400.0])
    func `simulated answers come after their delay`(_ step: TimeInterval) async throws {
        var rates = SandboxRates.silent
        (rates.delivered, rates.view) = (1, 1)
        let (bench, campaign) = try await bench(rates)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        bench.time.advance(step)
        let start = bench.time.now
        try await bench.run(engine)
        #expect(bench.time.now.timeIntervalSince(start) < 60)
        #expect(try await bench.parts(campaign)[.delivered] == 20)
        #expect(try await bench.number("SELECT count(*) FROM event WHERE kind = 12") == 20)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `what is queued is sent at once`() async throws {
        let (bench, campaign) = try await bench(.silent)
        try await bench.write("UPDATE campaign SET state = 'paused'")
        bench.time.advance(86_400)
        let engine = try await bench.engine()
        try await bench.write("UPDATE campaign SET state = 'preparing'")
        _ = try await engine.step()
        try await bench.write("UPDATE campaign SET state = 'paused'")
        bench.time.advance(-86_400)
        try await bench.write("UPDATE campaign SET state = 'running'")
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.parts(campaign)[.accepted] == 20)
    }

    @Test func `an hour that lies far ahead was never there`() async throws {
        let bench = try await LaunchBench(contacts: 30, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 10))
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        bench.time.advance(10 * 31_536_000)
        _ = try await engine.drain()
        bench.time.advance(-10 * 31_536_000)
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 20)
        bench.time.advance(60)
        #expect(try await wait(bench, engine.drain()) <= 3600)
        #expect(try await bench.parts(campaign)[.accepted] == 20)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a month is not begun twice`() async throws {
        let bench = try await LaunchBench(contacts: 30, options: .immediate(rates: .silent))
        try await bench.write("UPDATE account SET email_cap = 10")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        bench.time.advance(31 * 86_400)
        _ = try await engine.drain()
        bench.time.advance(-31 * 86_400)
        _ = try await engine.drain()
        bench.time.advance(31 * 86_400)
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 10)
    }

    @Test func `a launch starts at the instant that was asked for, whatever the clock did before`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent))
        let instant = bench.time.now.addingTimeInterval(3600)
        let campaign = try await bench.campaign(deferUntil: instant)
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        bench.time.advance(-7200)
        #expect(try await engine.drain() == instant)
        bench.time.move(to: instant)
        _ = try await engine.drain()
        #expect(try await bench.state(campaign) == "finished")
    }

    @Test func `what webhooks are owed keeps its wait, and the rests of endpoints end`() async throws {
        let bench = try await LaunchBench()
        let (now, account) = (bench.time.now, bench.account)
        try await bench.store.write { db in
            for (id, next, last) in [(1, 60.0, nil), (2, 300, 0.0), (3, -30, -60)] as [(Int, Double, Double?)]
            {
                try db.execute(
                    """
                    INSERT INTO hook_out (id, account, endpoint, url, event, event_at, body, next_at,
                    last_at, created_at) VALUES (\(id), \(account), 'e', 'u', 1, 0, '',
                    \(now.addingTimeInterval(next).storedTime),
                    \(last.map { now.addingTimeInterval($0).storedTime }), \(now.storedTime))
                    """)
            }
            try db.execute(
                """
                INSERT INTO hook_rest (endpoint, failures, until) VALUES ('e', 5,
                \(now.addingTimeInterval(3600).storedTime))
                """)
        }
        let back = now.addingTimeInterval(-45)
        try await bench.store.write { db in try ClockStep.goBackForHooks(to: back, in: db) }
        let waits = try await bench.store.read { db in
            try Int64.fetchAll(db, "SELECT next_at FROM hook_out ORDER BY id").map {
                Date(storedTime: $0).timeIntervalSince(back)
            }
        }
        #expect(waits == [60, 300, 15])
        #expect(try await bench.number("SELECT until FROM hook_rest") == Int(back.storedTime))
    }

    @Test func `an engine that plays the past leaves what was launched since to another`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        try await bench.launch(try await bench.campaign())
        let past = bench.time.now.addingTimeInterval(-3600)
        try await bench.write("UPDATE engine SET epoch = 1", [])
        let player = try DeliveryEngine(
            store: bench.store, transport: bench.transport, epoch: 1, leavesLater: true, clock: { past })
        _ = try await player.drain()
        let count = {
            try await bench.store.read { db in try Int.fetchOne(db, "SELECT count(*) FROM delivery") }
        }
        #expect(try await count() == 0)
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await count() == 3)
    }
}
