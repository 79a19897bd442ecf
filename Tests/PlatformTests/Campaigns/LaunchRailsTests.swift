import ServiceCore
import Store
import Testing

@testable import Platform

/// What pauses a launch by itself.
@Suite struct LaunchRailsTests {
    private func counts(handedOver: Int, bounced: Int = 0, complaints: Int = 0) -> LaunchRails.Counts {
        LaunchRails.Counts(
            handedOver: handedOver, bounced: bounced, accepted: handedOver - bounced, complaints: complaints)
    }

    private func rails(bounces: Int? = nil, complaints: Int? = nil, after: Int? = nil) -> LaunchRails {
        var rails = LaunchRails()
        (rails.rails.bounces, rails.rails.complaints, rails.rails.after) = (bounces, complaints, after)
        return rails
    }

    @Test func `a share counts once enough have been handed over`() {
        let rails = rails(bounces: 30)
        #expect(rails.verdict(counts(handedOver: 99, bounced: 99)) == nil)
        #expect(rails.verdict(counts(handedOver: 100, bounced: 29)) == nil)
        #expect(
            rails.verdict(counts(handedOver: 1_000, bounced: 300))
                == "300 of 1,000 bounced, the account pauses at 30 %")
        #expect(self.rails(bounces: 30, after: 10).verdict(counts(handedOver: 10, bounced: 3)) != nil)
    }

    @Test func `complaints are measured by the thousand of those accepted`() {
        let rails = rails(complaints: 3)
        #expect(rails.verdict(counts(handedOver: 1_000, complaints: 2)) == nil)
        #expect(
            rails.verdict(counts(handedOver: 1_000, complaints: 3))
                == "3 of 1,000 complained, the account pauses at 3 of 1,000")
        #expect(LaunchRails().verdict(counts(handedOver: 1_000, bounced: 1_000)) == nil)
    }

    private func bench(refused: Double) async throws -> LaunchBench {
        var rates = SandboxRates.silent
        rates.refused = refused
        let bench = try await LaunchBench(contacts: 1_500, options: .immediate(rates: rates))
        try await bench.write("UPDATE account SET pause_bounces = 30")
        return bench
    }

    @Test func `a launch that is refused too often pauses by itself, and the trail says why`() async throws {
        let bench = try await bench(refused: 0.5)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "paused")
        let parts = try await bench.parts(campaign)
        #expect(parts[.pending] == 500 || parts[.pending] == 1_000)
        let why = try #require(try await bench.text("SELECT state_why FROM campaign"))
        #expect(why.hasSuffix("bounced, the account pauses at 30 %"))
        let trail = try await bench.text("SELECT who || ': ' || why FROM audit WHERE action = 'pause'")
        #expect(trail == "sendboard: \(why)")
        try await Reconciler(bench: bench).check(campaign)
        // What a person resumes is measured anew, and paused again once as much has come back.
        _ = try await CampaignKind(context: bench.context).resume(bench.context.id(.campaign, campaign))
        try await bench.run(bench.engine(epoch: 2, options: .immediate(rates: .silent)))
        #expect(try await bench.state(campaign) == "finished")
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `one that goes well is left alone`() async throws {
        let bench = try await bench(refused: 0.1)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.number("SELECT count(*) FROM audit WHERE action = 'pause'") == 0)
    }
}
