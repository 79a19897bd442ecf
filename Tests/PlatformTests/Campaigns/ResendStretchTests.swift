import ServiceCore
import Store
import Testing

@testable import Platform

/// Sending again to more than one transaction should take up.
///
/// Case S2.
@Suite struct ResendStretchTests {
    private static let people = Int(Requeue.stretch) * 2 + 500

    /// A launch of which every message was refused.
    private func refused(_ audience: AudienceSpec? = nil) async throws -> (LaunchBench, Int64) {
        var rates = SandboxRates.silent
        rates.refused = 1
        let bench = try await LaunchBench(
            contacts: audience == nil ? Self.people : 0, options: .immediate(rates: rates))
        try await bench.grant(Self.people * 3)
        let campaign = try await bench.campaign(
            audience ?? AudienceSpec(kind: .all), type: audience == nil ? .normal : .smsPlain)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.bounced] == Self.people)
        return (bench, campaign)
    }

    private func isLeft(_ bench: LaunchBench) async throws -> Bool {
        try await bench.number("SELECT count(*) FROM campaign WHERE requeue IS NOT NULL") == 1
    }

    @Test func `a stretch is taken up at once, the engine goes on with the others, and nobody is left out`()
        async throws
    {
        let (bench, campaign) = try await refused()
        let outcome = try await bench.resend(campaign)
        #expect(
            outcome.message == "Spring sale is sent again to \(NumberText.grouped(Self.people)) recipients")
        #expect(try await bench.parts(campaign)[.pending] == Int(Requeue.stretch))
        #expect(try await isLeft(bench))
        try await Reconciler(bench: bench).sums(campaign)
        // What was begun by a process that is gone is gone on with by the next.
        let engine = try await bench.engine(epoch: 2, options: .immediate(rates: .silent))
        try await engine.submit(try await engine.step())
        try await bench.run(bench.engine(epoch: 3, options: .immediate(rates: .silent)))
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await !isLeft(bench))
        #expect(try await bench.parts(campaign)[.accepted] == Self.people)
        let taken = try SandboxRecord(in: bench.store.directory).entries().map(\.address)
        #expect(Set(taken).count == taken.count && taken.count == Self.people)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `an abort leaves those that were not taken up where they were`() async throws {
        let (bench, campaign) = try await refused()
        try await bench.resend(campaign)
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(campaign, at: now, by: "kim", in: db) }
        try await bench.run(bench.engine(epoch: 2, options: .immediate(rates: .silent)))
        #expect(try await bench.state(campaign) == "aborted")
        #expect(try await !isLeft(bench))
        #expect(try await bench.parts(campaign)[.bounced] == Self.people - Int(Requeue.stretch))
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `credits that are gone in between pause it, and it goes on once they are there`() async throws
    {
        let numbers = (0..<Self.people).map { "+3460\(1_000_000 + $0)" }
        let (bench, campaign) = try await refused(AudienceSpec(kind: .list, addresses: numbers))
        try await bench.resend(campaign)
        try await bench.write("UPDATE account SET sms_credits = 10")
        let engine = try await bench.engine(epoch: 2, options: .immediate(rates: .silent))
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "paused")
        #expect(try await isLeft(bench))
        try await bench.write("UPDATE account SET sms_credits = 10000")
        _ = try await CampaignKind(context: bench.context).resume(bench.context.id(.campaign, campaign))
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == Self.people)
    }

    @Test func `a choice that lies in the last rows alone begins there`() async throws {
        let (bench, campaign) = try await refused()
        try await bench.resend(campaign, ["address": "person\(Self.people)@example\(Self.people % 7).com"])
        #expect(try await bench.parts(campaign)[.pending] == 1)
        #expect(try await !isLeft(bench))
    }
}
