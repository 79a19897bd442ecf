import Foundation

/// Postfix's `smtp-sink`, which takes every message and keeps none, and its `smtp-source`.
struct MailSink {
    let port: Int
    private let process: Process
    private static let folder = "/usr/sbin/"

    struct Missing: Error, CustomStringConvertible {
        let description = "smtp-sink and smtp-source are Postfix's: apt-get install postfix"
    }

    init() throws {
        guard FileManager.default.isExecutableFile(atPath: Self.folder + "smtp-sink") else { throw Missing() }
        port = Int.random(in: 20_000..<30_000)
        process = Process()
        process.executableURL = URL(filePath: Self.folder + "smtp-sink")
        process.arguments = ["-u", NSUserName(), "127.0.0.1:\(port)", "1000"]
        try process.run()
    }

    func end() { process.terminate() }

    /// Messages of five kilobytes a second over ten sessions that stay open.
    func rateOfSource(messages: Int) throws -> Double {
        // Until the sink listens, the source ends at once.
        var tries = 0
        while tries < 50, try source(1) != 0 {
            tries += 1
            usleep(100_000)
        }
        let start = ContinuousClock.now
        guard try source(messages) == 0 else { throw Missing() }
        return Double(messages) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private func source(_ messages: Int) throws -> Int32 {
        let source = Process()
        source.executableURL = URL(filePath: Self.folder + "smtp-source")
        source.arguments = [
            "-d", "-s", "10", "-m", "\(messages)", "-l", "5000", "-f", "benchmark@acme.example", "-t",
            "kim@sink.example", "127.0.0.1:\(port)",
        ]
        source.standardError = FileHandle.nullDevice
        try source.run()
        source.waitUntilExit()
        return source.terminationStatus
    }
}
