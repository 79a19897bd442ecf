import Foundation
import Platform
import SMTP
import ServiceCore

/// A launch through a relay beside the same number of messages from Postfix's `smtp-source` into the same sink.
struct RelayBenchmark {
    let people: Int
    /// The form of message that alone is measured; nil all of them.
    let name: String?

    func run(_ figures: inout Figures) async throws {
        let sink = try MailSink()
        defer { sink.end() }
        for form in MessageForm.all where name == nil || name == form.name {
            let source = try await sink.rateOfSource(messages: 20_000)
            try await launch(form, to: sink, beside: source, &figures)
        }
    }

    private func launch(
        _ form: MessageForm, to sink: MailSink, beside source: Double, _ figures: inout Figures
    ) async throws {
        let relay = RelayAddress(host: "127.0.0.1", port: sink.port)
        let sample = try await BenchmarkDirectory(contacts: people, relay: relay)
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await sample.makeCampaign(form)
        sample.platform.startEngine()
        let memory = PeakMemory()
        let course = try await LaunchCourse(campaign, of: campaigns)
        figures.tell("\(form.name): the first of them accepted", course.first, limit: .milliseconds(250))
        let accepted = course.end.states[.accepted] ?? 0
        let rate = Double(accepted) / (course.time / .seconds(1))
        let reference = try await form.reference(beside: source)
        let share = rate / reference.rate
        figures.tell(
            "\(form.name): \(NumberText.grouped(accepted)) of \(NumberText.grouped(people)) accepted, "
                + "\(NumberText.grouped(Int(rate))) a second",
            "\(Figures.hundredths(share)) of the \(NumberText.grouped(Int(reference.rate))) of \(reference.name)",
            limit: "at least \(form.share)", isKept: share >= form.share && accepted == people)
        let mebibytes = try memory.mebibytes()
        figures.tell(
            "\(form.name): memory", "\(Int(mebibytes)) MiB", limit: "at most 150 MiB",
            isKept: mebibytes <= 150)
        await sample.close()
    }
}

/// One launch from its beginning to its end.
struct LaunchCourse {
    let time: Duration
    /// Until the first message was accepted.
    let first: Duration
    let end: CampaignProgress

    init(_ campaign: ResourceID, of campaigns: CampaignControl) async throws {
        let start = ContinuousClock.now
        _ = try await campaigns.launch(campaign, "benchmark")
        var (last, first): (CampaignProgress?, Duration?)
        for await case .progress(let progress) in campaigns.watch(campaign) {
            last = progress
            if first == nil, progress.states[.accepted, default: 0] > 0 {
                first = ContinuousClock.now - start
            }
        }
        time = ContinuousClock.now - start
        self.first = first ?? time
        end = try BenchmarkDirectory.require(last)
    }
}
