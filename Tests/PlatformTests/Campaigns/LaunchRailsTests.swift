import ServiceCore
import Store
import Testing

@testable import Platform

/// What pauses a launch by itself.
///
/// Case S4.
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

    @Test func `refusals at the door have a limit of their own`() {
        var rails = LaunchRails()
        rails.rails.refusals = 20
        var counts = counts(handedOver: 1_000, bounced: 400)
        counts.refused = 199
        #expect(rails.verdict(counts) == nil)
        counts.refused = 200
        #expect(rails.verdict(counts) == "200 of 1,000 were refused, the account pauses at 20 %")
        #expect(rails.verdict(counts - counts) == nil)
    }

    @Test func `one or two complaints may be chance`() {
        let rails = rails(complaints: 5, after: 200)
        #expect(rails.verdict(counts(handedOver: 200, complaints: 2)) == nil)
        #expect(rails.verdict(counts(handedOver: 200, complaints: 3)) != nil)
    }

    @Test func `what was counted before refusals stood apart has them among the bounces`() throws {
        let kept = #"{"handedOver":500,"bounced":150,"accepted":350,"complaints":1}"#
        let counts: LaunchRails.Counts = try JSONText.read(kept)
        #expect(counts.refused == 150 && counts.handedOver == 500)
        #expect(try JSONText.read(try JSONText.text(counts)) as LaunchRails.Counts == counts)
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil), (10, nil, 5, "10 % bounced or 0.5 % complained, after 200"),
            (nil, 8, nil, "8 % refused, after 200"),
        ] as [(Int?, Int?, Int?, String?)])
    func `the pre-flight says at what a launch pauses`(
        bounces: Int?, refusals: Int?, complaints: Int?, words: String?
    ) async throws {
        let bench = try await LaunchBench(contacts: 2)
        try await bench.write(
            """
            UPDATE account SET pause_bounces = ?, pause_refusals = ?, pause_complaints = ?, pause_after = 200
            """, [bounces, refusals, complaints])
        let kind = CampaignKind(context: bench.context)
        let plan = try await kind.plan(bench.context.id(.campaign, try await bench.campaign()))
        let told = plan.facts.first { $0.label == "Pauses at" }?.value
        #expect(told == words ?? "no share of bounces or complaints")
    }

    @Test func `a launch that is refused too often pauses at the door`() async throws {
        let bench = try await bench(refused: 0.25)
        try await bench.write("UPDATE account SET pause_refusals = 15")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let why = try await bench.text("SELECT state_why FROM campaign")
        #expect(try await bench.state(campaign) == "paused")
        #expect(why?.hasSuffix("were refused, the account pauses at 15 %") == true, "\(why ?? "")")
        try await Reconciler(bench: bench).check(campaign)
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

    @Test func `those who are sent to again are measured by what comes back then`() async throws {
        let bench = try await bench(refused: 1)
        try await bench.write("UPDATE account SET pause_bounces = NULL")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.bounced] == 1_500)
        try await bench.write("UPDATE account SET pause_refusals = 50")
        try await bench.resend(campaign)
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.state(campaign) == "paused")
        let why = try await bench.text("SELECT state_why FROM campaign")
        #expect(why == "500 of 500 were refused, the account pauses at 50 %")
        _ = try await CampaignKind(context: bench.context).resume(bench.context.id(.campaign, campaign))
        try await bench.run(bench.engine(epoch: 3, options: .immediate(rates: .silent)))
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
