import Foundation
import ServiceCore
import Settings
import Testing

@Suite struct CredentialReaderTests {
    private let reader = CredentialReader(
        environment: ["KEY": "from-env", "EMPTY": "", "PATH": "/usr/bin:/bin"], patience: .seconds(600))

    private func secret(_ source: CredentialSource) async throws(ServiceError) -> String {
        try await reader.read(source, "api-key of dyn").reveal()
    }

    /// A file of these rights in a directory of its own, for the time of `body`.
    private func withFile(
        _ text: String, rights: Int, _ body: (String) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "key").path
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: rights]))
        try await body(path)
    }

    @Test func `a secret comes from the environment, from a file, from a command`() async throws {
        #expect(try await secret(.environment("KEY")) == "from-env")
        #expect(try await secret(.command(["printf", "from-command\nnot this"])) == "from-command")
        try await withFile("from-file\n", rights: 0o600) { path in
            let text = try await secret(.file(path))
            #expect(text == "from-file")
        }
        try await withFile("\u{FEFF}from-notepad\r\n", rights: 0o600) { path in
            let text = try await secret(.file(path))
            #expect(text == "from-notepad")
        }
    }

    @Test(arguments: [
        (CredentialSource.environment("NONE"), "the environment has no NONE"),
        (.environment("EMPTY"), "the environment has no EMPTY"),
        (.file("/nonexistent/key"), "No such file"),
        (.command(["/nonexistent/program"]), "“/nonexistent/program” could not be run"),
        (.command(["true"]), "“true” printed nothing"),
        (.command(["false"]), "“false” ended with an error"),
    ])
    func `what is not there is said with the way to mend it`(source: CredentialSource, reason: String)
        async throws
    {
        let error = try await #require(throws: ServiceError.self) { try await secret(source) }
        #expect(error.code == .unauthorized)
        #expect(error.message.hasPrefix("The api-key of dyn is missing: ") && error.message.contains(reason))
        #expect(error.hint != nil)
    }

    @Test func `a file that others can read is refused`() async throws {
        try await withFile("known to all", rights: 0o644) { path in
            let error = try await #require(throws: ServiceError.self) { try await secret(.file(path)) }
            #expect(error.code == .refused && error.hint == "chmod 600 \(path)")
            #expect(!error.message.contains("known to all"))
        }
    }

    @Test func `no shell reads the words of a command`() async throws {
        #expect(try await secret(.command(["printf", "%s", "$KEY; `id` * \"x\""])) == "$KEY; `id` * \"x\"")
    }

    @Test func `a command that does not end is ended`() async throws {
        let hasty = CredentialReader(environment: ["PATH": "/usr/bin:/bin"], patience: .milliseconds(50))
        let error = try await #require(throws: ServiceError.self) {
            try await hasty.read(.command(["sleep", "1000"]), "api-key of dyn")
        }
        #expect(error.message.contains("took longer"))
    }

    @Test func `what a command says of the secret on its errors is nowhere`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await secret(.command(["sh", "-c", "echo hidden >&2; echo hidden; exit 1"]))
        }
        #expect(!"\(error)".contains("hidden"))
    }
}
