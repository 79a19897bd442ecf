import FoundationEssentials
import Glibc
package import ServiceCore
import Subprocess

/// Fetches credentials from where the configuration says, and never keeps or shows them.
package struct CredentialReader: Sendable {
    private let environment: [String: String]
    private let patience: Duration

    /// - Parameter patience: how long a command may take; a password store may ask for its own password first.
    package init(environment: [String: String], patience: Duration = .seconds(30)) {
        self.environment = environment
        self.patience = patience
    }

    /// - Parameter what: what errors call it: `api-key of dyn`.
    /// - Throws: `.unauthorized` where there is none to be had; `.refused` for a file that others can read.
    package func read(_ source: CredentialSource, _ what: String) async throws(ServiceError) -> Secret {
        switch source {
        case .plain(let text): Secret(text)
        case .environment(let name): try variable(name, what)
        case .file(let path): try file(path, what)
        case .command(let words): try await output(of: words, what)
        }
    }

    private func variable(_ name: String, _ what: String) throws(ServiceError) -> Secret {
        guard let value = environment[name], !value.isEmpty else {
            throw ServiceError(
                .unauthorized, "The \(what) is missing: the environment has no \(name).", hint: "Set \(name)."
            )
        }
        return Secret(value)
    }

    func file(_ path: String, _ what: String) throws(ServiceError) -> Secret {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ServiceError(
                .unauthorized, "The \(what) is missing: \(path): \(String(cString: strerror(errno))).",
                hint: "Write it into that file.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw ServiceError(
                .refused, "The \(what) is not used: others can read \(path).", hint: "chmod 600 \(path)")
        }
        guard let text = try SettingsFile.text(at: path) else { return try nothing(what, "\(path) is empty") }
        return try firstLine(text, what, "\(path) is empty")
    }

    private func output(of words: [String], _ what: String) async throws(ServiceError) -> Secret {
        let program = words[0]
        let result: Result<(isDone: Bool, text: String), CommandFailure>
        result = await withTaskGroup(of: Result<(isDone: Bool, text: String), CommandFailure>?.self) {
            group in
            group.addTask { await Self.run(words, environment) }
            // A race, not a wait: the first to end decides.
            group.addTask {
                do { try await Task.sleep(for: patience) } catch { return nil }
                return .failure(.tookTooLong)
            }
            defer { group.cancelAll() }
            while let ending = await group.next() { if let ending { return ending } }
            return .failure(.tookTooLong)
        }
        switch result {
        case .success(let ended) where ended.isDone:
            return try firstLine(ended.text, what, "“\(program)” printed nothing")
        case .success: return try nothing(what, "“\(program)” ended with an error")
        case .failure(.tookTooLong):
            return try nothing(what, "“\(program)” took longer than \(patience.components.seconds) s")
        case .failure(.cannotStart): return try nothing(what, "“\(program)” could not be run")
        }
    }

    private enum CommandFailure: Error { case tookTooLong, cannotStart }

    /// Its input is empty and its errors go nowhere: they might stand in the middle of the board, or hold the secret.
    private static func run(
        _ words: [String], _ environment: [String: String]
    ) async -> Result<(isDone: Bool, text: String), CommandFailure> {
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        do {
            let ended = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst())),
                environment: .custom(Dictionary(variables, uniquingKeysWith: { first, _ in first })),
                input: .none, output: .string(limit: 1 << 16), error: .discarded)
            return .success((ended.terminationStatus.isSuccess, ended.standardOutput))
        } catch {
            return .failure(.cannotStart)
        }
    }

    private func firstLine(_ text: String, _ what: String, _ absence: String) throws(ServiceError) -> Secret {
        guard let line = text.asWrittenHere.split(whereSeparator: \.isNewline).first, !line.isEmpty else {
            return try nothing(what, absence)
        }
        return Secret(String(line))
    }

    private func nothing(_ what: String, _ reason: String) throws(ServiceError) -> Secret {
        throw ServiceError(
            .unauthorized, "The \(what) is missing: \(reason).",
            hint: "sendboard connection check shows which credentials are at hand.")
    }
}
