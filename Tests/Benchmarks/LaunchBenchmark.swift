import Platform
import ServiceCore

/// A launch to everybody of one account: prepared, sent, answered, and shown.
struct LaunchBenchmark {
    let contacts: Int

    func run(_ figures: inout Figures) async throws {
        let sample = try await BenchmarkDirectory(contacts: contacts, transport: .sandbox(.immediate()))
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await sample.makeCampaign()
        try await sample.pauseOthers(campaigns)
        sample.platform.startEngine()
        let (end, time) = try await timed {
            _ = try await campaigns.launch(campaign, "benchmark")
            return try await BenchmarkDirectory.require(campaigns.watch(campaign).last)
        }
        let audience = end.audience ?? 0
        let rate = Int(Double(audience) / (time / .seconds(1)))
        figures.tell(
            "a launch to \(NumberText.grouped(audience))", "\(NumberText.grouped(rate)) messages a second",
            limit: "more than 1,000", isKept: rate > 1_000)
        let counted = end.states.values.reduce(0, +)
        figures.tell(
            "its states sum", NumberText.grouped(counted), limit: "to its audience",
            isKept: counted == audience && end.states[.pending] == 0 && end.campaign.state == .finished)
        let (_, shown) = await timed { await first(of: campaigns.watch(campaign)) }
        figures.tell("a snapshot of its watch", shown, limit: .milliseconds(50))
        await sample.close()
    }

    private func first(of updates: AsyncStream<CampaignUpdate>) async -> CampaignProgress? {
        for await case .progress(let progress) in updates { return progress }
        return nil
    }
}
