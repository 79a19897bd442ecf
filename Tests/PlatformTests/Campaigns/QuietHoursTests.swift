import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Hours in which an account's campaigns wait.
@Suite struct QuietHoursTests {
    /// An account whose quiet hours began an hour ago and end in another.
    private func quiet() async throws -> (LaunchBench, end: Date) {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        let hour = WallZone.utc.wall(bench.time.now).hour
        let hours = "\((hour + 23) % 24):00-\((hour + 1) % 24):00"
        let text = try #require(QuietHours(hours)?.text)
        try await bench.write("UPDATE account SET quiet_hours = ?, time_zone = ''", [text])
        let end = try #require(QuietHours(hours)?.end(at: bench.time.now, in: .utc))
        return (bench, end)
    }

    @Test func `a launch waits until they end, says so, and goes on by itself`() async throws {
        let (bench, end) = try await quiet()
        let campaign = try await bench.campaign()
        let plan = try await CampaignKind(context: bench.context).plan(bench.context.id(.campaign, campaign))
        #expect(plan.refusal == nil)
        #expect(plan.warnings.contains { $0.plainText.hasPrefix("It waits at first: quiet hours") })
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        #expect(try await engine.drain() == end)
        #expect(try await bench.parts(campaign)[.pending] == 3)
        #expect(try await bench.text("SELECT state_why FROM campaign")?.hasPrefix("quiet hours") == true)
        bench.time.move(to: end)
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 3)
        #expect(try await bench.text("SELECT state_why FROM campaign") == "")
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a single message knows none`() async throws {
        let (bench, _) = try await quiet()
        let campaign = try await bench.campaign()
        let action = SingleSend(context: bench.context).test
        _ = try await action.perform(
            [bench.context.id(.campaign, campaign)], FormValues(["to": "kim@example.test"]))
        _ = try await bench.engine().drain()
        #expect(try SandboxRecord(in: bench.store.directory).entries().map(\.address) == ["kim@example.test"])
    }
}
