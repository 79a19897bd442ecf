import Platform
import ServiceCore

/// A launch to everybody of one account: prepared, sent, answered, and shown.
struct LaunchBenchmark {
    let contacts: Int

    func run(_ figures: inout Figures) async throws {
        let sample = try await BenchmarkDirectory(contacts: contacts, sandbox: .immediate())
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await makeCampaign(in: sample)
        try await pauseOthers(in: sample, campaigns)
        sample.platform.startEngine()
        let (end, time) = try await timed {
            _ = try await campaigns.launch(campaign, "benchmark")
            return try await BenchmarkDirectory.require(last(of: campaigns.watch(campaign)))
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

    private func makeCampaign(in sample: BenchmarkDirectory) async throws -> ResourceID {
        let (account, sender) = (BenchmarkDirectory.account, "benchmark@acme.example")
        _ = try await BenchmarkDirectory.require(sample.operations(.sender).create).submit(
            nil, FormValues(["account": account, "address": sender]))
        let made = try await BenchmarkDirectory.require(sample.operations(.campaign).create).submit(
            nil,
            FormValues([
                "account": account, "title": "Benchmark", "subject": "Hello", "sender": sender,
                "text": "Hello", "audience": "all contacts",
            ]))
        return try BenchmarkDirectory.require(made.rows.first).id
    }

    /// What the sample has under way would share the engine.
    private func pauseOthers(in sample: BenchmarkDirectory, _ campaigns: CampaignControl) async throws {
        let pause = try BenchmarkDirectory.require(campaigns.pause)
        let list = try BenchmarkDirectory.require(sample.operations(.campaign).list)
        for row in try await list.page(ListRequest(limit: 1_000)).items {
            let isRunning = [Campaign.State.running, .preparing].contains {
                $0.rawValue == row["state"].plainText
            }
            if isRunning { _ = try await pause(row.id) }
        }
    }

    private func last(of updates: AsyncStream<CampaignUpdate>) async -> CampaignProgress? {
        var last: CampaignProgress?
        for await case .progress(let progress) in updates { last = progress }
        return last
    }

    private func first(of updates: AsyncStream<CampaignUpdate>) async -> CampaignProgress? {
        for await case .progress(let progress) in updates { return progress }
        return nil
    }
}
