import Foundation

/// Postfix's `smtp-sink`, which takes every message and keeps none.
struct MailSink {
    let port: Int
    private let process: Process
    private static let program = "/usr/sbin/smtp-sink"

    struct Missing: Error, CustomStringConvertible {
        let description = "smtp-sink and smtp-source are Postfix's: apt-get install postfix"
    }

    init() throws {
        guard FileManager.default.isExecutableFile(atPath: Self.program) else { throw Missing() }
        port = Int.random(in: 20_000..<30_000)
        process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-u", NSUserName(), "127.0.0.1:\(port)", "1000"]
        try process.run()
    }

    func end() { kill(process.processIdentifier, SIGKILL) }

    /// Messages of five kilobytes a second over ten sessions that stay open.
    func rateOfSource(messages: Int) async throws -> Double {
        let sender = "benchmark@acme.example"
        guard let rate = try await PostfixSource.rate(to: port, from: sender, messages: messages) else {
            throw Missing()
        }
        return rate
    }
}
