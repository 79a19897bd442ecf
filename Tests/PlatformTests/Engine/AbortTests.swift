import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct AbortTests {
    @Test func `an abort in mid-launch cancels what waits and keeps what was sent`() async throws {
        let bench = try await LaunchBench(contacts: 1_500, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 700)
        let first = try await engine.step()
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(campaign, at: now, by: "kim", in: db) }
        try await engine.submit(first)
        _ = try await engine.drain()
        let parts = try await bench.parts(campaign)
        #expect(parts[.accepted] == 500)
        #expect(parts[.notSent] == 200)
        #expect(parts[.pending] == 0)
        #expect(try await bench.state(campaign) == "aborted")
        #expect(try await bench.number("SELECT count(*) FROM campaign WHERE finished_at IS NOT NULL") == 1)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a paused launch hands over nothing more and loses nothing`() async throws {
        let bench = try await LaunchBench(contacts: 1_200, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await engine.submit(try await engine.step())
        try await bench.write("UPDATE campaign SET state = 'paused'")
        #expect(try await engine.drain() == nil)
        #expect(try await bench.parts(campaign)[.accepted] == 500)
        try await bench.write("UPDATE campaign SET state = 'running'")
        try await bench.run(engine)
        #expect(try await bench.parts(campaign)[.accepted] == 1_200)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test
    func `complaints and unsubscribes of recipients suppress them, hard bounces invalidate the second time`()
        async throws
    {
        var rates = SandboxRates.silent
        rates.hardBounce = 0.3
        rates.delivered = 1
        rates.unsubscribe = 0.3
        let bench = try await LaunchBench(contacts: 200, options: .immediate(rates: rates))
        for round in 1...2 {
            let campaign = try await bench.campaign()
            try await bench.launch(campaign)
            try await bench.run(bench.engine(epoch: round))
            try await Reconciler(bench: bench).check(campaign)
        }
        let unsubscribed = try await bench.number(
            "SELECT count(*) FROM suppression WHERE reason = 'unsubscribe'")
        #expect(unsubscribed > 30)
        #expect(
            try await bench.number("SELECT count(*) FROM contact WHERE is_suppressed = 1") == unsubscribed)
        let twice = try await bench.number("SELECT count(*) FROM contact WHERE hard_count >= 2")
        #expect(twice > 0)
        #expect(try await bench.number("SELECT count(*) FROM contact WHERE invalid_at IS NOT NULL") == twice)
        #expect(try await bench.number("SELECT count(*) FROM event WHERE kind = 15") == twice)
    }
}
