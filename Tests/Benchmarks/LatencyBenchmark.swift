import NIOCore
import Platform
import SMTP
import ServiceCore

/// A launch through a relay whose every reply takes 40 milliseconds longer, beside what its sessions could do at best.
struct LatencyBenchmark {
    let people: Int

    /// MAIL, RCPT and DATA in one, then the message.
    private static let roundTrips = 2.0
    private static let delay = 0.04

    func run(_ figures: inout Figures) async throws {
        let sink = try MailSink()
        defer { sink.end() }
        _ = try await sink.rateOfSource(messages: 10)
        let line = try await SlowLine(to: sink.port, delay: .milliseconds(Int64(Self.delay * 1000)))
        let relay = RelayAddress(host: "127.0.0.1", port: line.port)
        let sample = try await BenchmarkDirectory(contacts: people, relay: relay)
        let campaigns = try BenchmarkDirectory.require(sample.platform.connection.campaigns)
        let campaign = try await sample.makeCampaign(MessageForm.all[0])
        sample.platform.startEngine()
        let course = try await LaunchCourse(campaign, of: campaigns)
        let rate = Double(course.end.states[.accepted] ?? 0) / (course.time / .seconds(1))
        let best = Double(line.most) / (Self.roundTrips * Self.delay)
        figures.tell(
            "each reply 40 ms later, \(line.most) sessions: \(NumberText.grouped(Int(rate))) messages a second",
            "\(Figures.hundredths(rate / best)) of what \(Int(Self.roundTrips)) round trips of a message allow",
            limit: "at least 0.9", isKept: rate / best >= 0.9)
        await sample.close()
        await line.close()
    }
}
