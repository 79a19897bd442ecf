import Foundation

/// What the messages of a launch differ in, and what share of a reference's rate it has to reach.
struct MessageForm {
    let name: String
    let text: String
    /// Links, an image for opens and a Return-Path for each person.
    var isTracked = false
    /// The algorithm of the key that signs; nil signs nothing.
    var key: String?
    let share: Double

    static let all = [
        MessageForm(name: "one body", text: letter, share: 1),
        MessageForm(
            name: "personalised", text: "Dear {{first_name}}\n" + letter, isTracked: true, share: 0.5),
        MessageForm(
            name: "ed25519", text: "Dear {{first_name}}\n" + letter, isTracked: true, key: "ed25519",
            share: 0.3),
        MessageForm(
            name: "rsa", text: "Dear {{first_name}}\n" + letter, isTracked: true, key: "rsa", share: 0.6),
    ]

    /// Five kilobytes, with three links.
    private static let letter =
        String(
            repeating: "A line of a letter that says as much as most lines of letters do.\n", count: 74)
        + ["shoes", "hats", "coats"].map { "See our https://www.acme.example/\($0)?season=autumn today.\n" }
        .joined()

    struct Reference {
        let name: String
        /// A second.
        let rate: Double
    }

    /// Of `smtp-source` into the same sink; for RSA, what the cores beside the sink's own can sign.
    func reference(beside source: Double) async throws -> Reference {
        guard key == "rsa" else { return Reference(name: "smtp-source", rate: source) }
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
        return Reference(
            name: "openssl on \(cores == 1 ? "one core" : "\(cores) cores")",
            rate: try await Self.signatures() * Double(cores))
    }

    /// Of RSA-2048 that `openssl` makes in a second on one core.
    private static func signatures() async throws -> Double {
        let output = NSTemporaryDirectory() + "openssl-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let words = "openssl speed -mr -seconds 3 rsa2048 >\(output) 2>/dev/null"
        guard try await PostfixSource.run("/bin/sh", ["-c", words]) == 0 else {
            throw BenchmarkDirectory.Missing()
        }
        // +F2:2:2048:<seconds of a signature>:<of a check>, or the rates, by version.
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        let parts = lines.first { $0.hasPrefix("+F2:") }?.split(separator: ":") ?? []
        guard parts.count > 3, let told = Double(parts[3]), told > 0 else {
            throw BenchmarkDirectory.Missing()
        }
        return told < 1 ? 1 / told : told
    }
}
