import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Cases S8, S11.
@Suite struct LaunchTests {
    @Test(arguments: [1, 2]) func `bounces invalidate as often as the settings say`(hardLimit: Int)
        async throws
    {
        var rates = SandboxRates.silent
        rates.refused = 1
        var rules = BounceRules()
        rules.hardLimit = hardLimit
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: rates))
        try await bench.launch(try await bench.campaign())
        try await bench.run(bench.engine(bounces: rules))
        let bounced = try await bench.number("SELECT count(*) FROM contact WHERE hard_count = 1")
        let invalid = try await bench.number("SELECT count(*) FROM contact WHERE invalid_at IS NOT NULL")
        #expect(bounced > 0)
        #expect(invalid == (hardLimit == 1 ? bounced : 0))
    }

    @Test func `a launch to 1,000 people ends with every one of them in one named state`() async throws {
        let bench = try await LaunchBench(contacts: 1_000)
        let campaign = try await bench.campaign()
        #expect(try await bench.launch(campaign) == .launched)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        let parts = try await bench.parts(campaign)
        #expect(parts[.pending] == 0)
        #expect((parts[.delivered] ?? 0) > 900)
        #expect((parts[.bounced] ?? 0) > 0)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `people who must not be written to are rows with their reason from the first moment`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 10, options: .immediate(rates: .silent))
        try await bench.write("UPDATE contact SET invalid_at = 1, invalid_why = 'test' WHERE numid = 1")
        try await bench.write(
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            SELECT account, 'email', email, 'complaint', 0 FROM contact WHERE numid IN (2, 3)
            """)
        try await bench.write("UPDATE contact SET allows_email = 0 WHERE numid = 4")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let parts = try await bench.parts(campaign)
        #expect(parts[.notSent] == 4)
        #expect(parts[.accepted] == 6)
        let reasons = try await bench.number(
            "SELECT n FROM campaign_tally WHERE campaign = ? AND text = 'suppressed: complaint'", [campaign])
        #expect(reasons == 2)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `fifty launches with one key make one batch and all get the first answer`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        let verdicts = try await withThrowingTaskGroup(of: Launching.Verdict.self) { group in
            for _ in 0..<50 { group.addTask { try await bench.launch(campaign, key: "press") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.count { $0 == .launched } == 1)
        #expect(verdicts.count { $0 == .repeated } == 49)
        #expect(try await bench.number("SELECT count(*) FROM batch") == 1)
    }

    @Test func `another key on a campaign that runs is refused`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign, key: "first")
        await #expect(throws: ServiceError.self) { try await bench.launch(campaign, key: "second") }
        #expect(try await bench.number("SELECT count(*) FROM batch") == 1)
    }

    @Test func `an unsubscribe in mid-launch stops what is not yet claimed, and says why`() async throws {
        let bench = try await LaunchBench(contacts: 600, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        let first = try await engine.step()
        try await engine.submit(first)
        try await bench.write(
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            SELECT account, 'email', email, 'unsubscribe', 0 FROM contact WHERE numid = 600
            """)
        try await bench.run(engine)
        let reason = try await bench.text(
            "SELECT reason FROM delivery WHERE address = 'person600@example5.com'")
        #expect(reason == "suppressed: unsubscribe")
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        try await Reconciler(bench: bench).check(campaign)
    }
}
