import Foundation
import Testing

/// A server of the built program that has said where it listens.
struct BegunServer {
    let process: Process
    /// On loopback.
    let port: Int

    /// - Parameters:
    ///   - line: `serve` and its options; words with blanks between.
    ///   - scheme: of the listener whose port is wanted: `smtp`, `lmtp`.
    init(_ program: BuiltProgram, _ line: String, listeningOn scheme: String) async throws {
        let said = URL(filePath: program.home + "/said-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: said.path, contents: nil)
        process = try program.begin(line, output: try FileHandle(forWritingTo: said))
        var found: Int?
        while found == nil {
            let text = try String(contentsOf: said, encoding: .utf8)
            if let start = text.range(of: "listening on \(scheme)://127.0.0.1:"), text.hasSuffix("\n") {
                found = Int(text[start.upperBound...].prefix { $0.isNumber })
            }
            try #require(process.isRunning, "\(text)")
            // Nothing tells when a file grows that another process writes.
            try await Task.sleep(for: .milliseconds(5))
        }
        port = found ?? 0
    }
}
