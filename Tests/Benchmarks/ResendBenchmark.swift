import Platform
import ServiceCore

/// A launch that was refused as a whole, sent again: how long others who write wait for it.
struct ResendBenchmark {
    /// More than half of them are sent to.
    let contacts: Int

    func run(_ figures: inout Figures) async throws {
        var rates = SandboxRates.silent
        rates.refused = 1
        let sample = try await BenchmarkDirectory(
            contacts: contacts, transport: .sandbox(.immediate(rates: rates)))
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await sample.makeCampaign()
        try await sample.pauseOthers(campaigns)
        try await sample.editAccount(["pause_bounces": "", "pause_refusals": ""])
        sample.platform.startEngine()
        _ = try await campaigns.launch(campaign, "benchmark")
        let refused = try BenchmarkDirectory.require(await campaigns.watch(campaign).last)
        let resend = try BenchmarkDirectory.require(
            try sample.operations(.campaign).actions.first { $0.name == ActionDescription.resend.name })
        let others = try await waits(in: sample)
        let (_, time) = try await timed { try await resend.perform([campaign], FormValues([:])) }
        figures.note("sending again to \(NumberText.grouped(refused.states[.bounced] ?? 0))", time)
        _ = await campaigns.watch(campaign).last
        figures.tell("the longest that an edit waited for it", try await others(), limit: .milliseconds(150))
        await sample.close()
    }

    /// Edits one row again and again.
    ///
    /// - Returns: ends it, and tells the longest that an edit took.
    private func waits(in sample: BenchmarkDirectory) async throws -> () async throws -> Duration {
        let editing = Task {
            var longest = Duration.zero
            var number = 0
            while !Task.isCancelled {
                number += 1
                let name = "Contact \(number)"
                let (_, time) = try await timed { try await sample.editAccount(["contact_name": name]) }
                longest = max(longest, time)
            }
            return longest
        }
        return {
            editing.cancel()
            return try await editing.value
        }
    }
}
