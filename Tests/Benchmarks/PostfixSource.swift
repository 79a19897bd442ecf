import Foundation

/// Postfix's `smtp-source`: messages of five kilobytes over ten sessions that stay open.
enum PostfixSource {
    /// Messages a second that a server takes; nil where one of them is refused.
    static func rate(to port: Int, from sender: String, messages: Int) async throws -> Double? {
        // Until somebody listens, the source ends at once.
        var tries = 0
        while tries < 50, try await send(1, to: port, from: sender) != 0 {
            tries += 1
            try await Task.sleep(for: .milliseconds(100))
        }
        let start = ContinuousClock.now
        guard try await send(messages, to: port, from: sender) == 0 else { return nil }
        return Double(messages) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static func send(_ messages: Int, to port: Int, from sender: String) async throws -> Int32 {
        try await run(
            "/usr/sbin/smtp-source",
            [
                "-d", "-s", "10", "-m", "\(messages)", "-l", "5000", "-f", sender, "-t", "kim@sink.example",
                "127.0.0.1:\(port)",
            ])
    }

    /// The exit status; no thread waits for it, on which a server of this process could be at work.
    static func run(_ program: String, _ arguments: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }
}
