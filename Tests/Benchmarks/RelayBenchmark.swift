import Foundation
import Platform
import SMTP
import ServiceCore

/// A launch through a relay beside the same number of messages from Postfix's `smtp-source` into the same sink.
struct RelayBenchmark {
    let people: Int

    /// What the messages of a launch differ in, and what share of the reference it has to reach.
    private struct Form {
        let name: String
        let text: String
        let share: Double
    }

    private static let kilobytes5 = String(
        repeating: "A line of a letter that says as much as most lines of letters do.\n", count: 75)
    private static let forms = [
        Form(name: "one body", text: kilobytes5, share: 1),
        Form(name: "personalised", text: "Dear {{first_name}}\n" + kilobytes5, share: 0.5),
    ]

    func run(_ figures: inout Figures) async throws {
        let sink = try MailSink()
        defer { sink.end() }
        let reference = try await sink.rateOfSource(messages: min(people, 20_000))
        figures.note(
            "smtp-source with 10 sessions", "\(NumberText.grouped(Int(reference))) messages a second")
        for form in Self.forms { try await launch(form, to: sink, beside: reference, &figures) }
    }

    private func launch(
        _ form: Form, to sink: MailSink, beside reference: Double, _ figures: inout Figures
    ) async throws {
        let relay = PlatformTransport.relay(RelayAddress(host: "127.0.0.1", port: sink.port)) { nil }
        let sample = try await BenchmarkDirectory(contacts: people, transport: relay)
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await sample.makeCampaign(text: form.text)
        try await sample.pauseOthers(campaigns)
        sample.platform.startEngine()
        let memory = PeakMemory()
        let start = ContinuousClock.now
        _ = try await campaigns.launch(campaign, "benchmark")
        var (last, first): (CampaignProgress?, Duration?)
        for await case .progress(let progress) in campaigns.watch(campaign) {
            last = progress
            if first == nil, progress.states[.accepted, default: 0] > 0 {
                first = ContinuousClock.now - start
            }
        }
        let time = ContinuousClock.now - start
        let end = try BenchmarkDirectory.require(last)
        let accepted = end.states[.accepted] ?? 0
        figures.tell("\(form.name): the first of them accepted", first ?? time, limit: .milliseconds(250))
        let share = Double(accepted) / (time / .seconds(1)) / reference
        figures.tell(
            "\(form.name): \(NumberText.grouped(accepted)) of \(NumberText.grouped(end.audience ?? 0)) accepted",
            "\(Figures.hundredths(share)) of smtp-source's rate", limit: "at least \(form.share)",
            isKept: share >= form.share)
        figures.tell(
            "\(form.name): memory", "\(Int(try memory.mebibytes())) MiB", limit: "at most 150 MiB",
            isKept: try memory.mebibytes() <= 150)
        await sample.close()
    }
}
