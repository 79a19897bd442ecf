import Glibc

/// Large sizes against the clock, in a directory of its own: `swift run -c release Benchmarks`.
///
/// Each takes some minutes; another size than its own may be given, and of `relay` the one form of message that is wanted:
/// `Benchmarks contacts 100000`, `Benchmarks relay 1000000 "one body"`.
@main
enum Benchmarks {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let size = words.dropFirst().first.flatMap { Int($0) }
        var figures = Figures()
        switch words.first {
        case "contacts": try await ContactBenchmark(contacts: size ?? 1_000_000).run(&figures)
        case "launch": try await LaunchBenchmark(contacts: size ?? 150_000).run(&figures)
        case "import": try await ImportBenchmark(contacts: size ?? 1_000_000).run(&figures)
        case "resend": try await ResendBenchmark(contacts: size ?? 1_600_000).run(&figures)
        case "relay":
            try await RelayBenchmark(people: size ?? 150_000, name: words.dropFirst(2).first).run(&figures)
        case "latency": try await LatencyBenchmark(people: size ?? 20_000).run(&figures)
        case "submission": try await SubmissionBenchmark(messages: size ?? 20_000).run(&figures)
        case nil:
            try await ContactBenchmark(contacts: 1_000_000).run(&figures)
            try await LaunchBenchmark(contacts: 150_000).run(&figures)
            try await ImportBenchmark(contacts: 1_000_000).run(&figures)
            try await ResendBenchmark(contacts: 1_600_000).run(&figures)
            try await RelayBenchmark(people: 150_000, name: nil).run(&figures)
            try await LatencyBenchmark(people: 20_000).run(&figures)
            try await SubmissionBenchmark(messages: 20_000).run(&figures)
        default:
            print("Say which: contacts, launch, import, resend, relay, latency or submission, and how many.")
            exit(2)
        }
        exit(figures.isGood ? 0 : 1)
    }
}
