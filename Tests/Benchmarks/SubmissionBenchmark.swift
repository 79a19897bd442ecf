import Platform
import PlatformServer
import ServiceCore

/// Messages that `smtp-source` submits, each answered once it is on the disk, beside the same into Postfix's own server.
struct SubmissionBenchmark {
    let messages: Int

    func run(_ figures: inout Figures) async throws {
        let postfix = try await PostfixIntake()
        let reference = try await PostfixSource.rate(
            to: postfix.port, from: "benchmark@acme.example", messages: messages)
        await postfix.end()
        guard let reference else { throw PostfixIntake.Missing() }
        figures.note("Postfix's own intake", "\(NumberText.grouped(Int(reference))) messages a second")
        let sample = try await BenchmarkDirectory(contacts: 100)
        let peak = PeakMemory()
        let rate = try await rate(sample)
        await sample.close()
        let share = rate / reference
        figures.tell(
            "submission: \(NumberText.grouped(Int(rate))) messages a second",
            "\(Figures.hundredths(share)) of Postfix's rate", limit: "at least 0.3", isKept: share >= 0.3)
        let memory = try peak.mebibytes()
        figures.note("submission: memory", "\(Int(memory)) MiB")
    }

    private func rate(_ sample: BenchmarkDirectory) async throws -> Double {
        let (account, sender) = (BenchmarkDirectory.account, "benchmark@acme.example")
        _ = try await BenchmarkDirectory.require(sample.operations(.sender).create).submit(
            nil, FormValues(["account": account, "address": sender]))
        let made = try await BenchmarkDirectory.require(sample.operations(.smtpUser).create).submit(
            nil, FormValues(["account": account]))
        let user = try BenchmarkDirectory.require(made.rows.first)
        var options = SubmissionOptions(address: ListenAddress(port: 0))
        options.localUser = user["name"].plainText
        sample.platform.startEngine()
        let server = try await SubmissionServer(sample.platform, options, throttle: LoginThrottle())
        let (ports, told) = AsyncStream<Int>.makeStream()
        let serving = Task { try await server.run { told.yield($0.port) } }
        let port = try BenchmarkDirectory.require(await ports.first { _ in true })
        let rate = try await PostfixSource.rate(to: port, from: sender, messages: messages)
        serving.cancel()
        _ = await serving.result
        return try BenchmarkDirectory.require(rate)
    }
}
