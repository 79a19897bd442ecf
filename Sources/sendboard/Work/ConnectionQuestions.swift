import Glibc
import Providers
import ServiceCore
import Settings

/// What `connection add` must know: from its options, else asked on the terminal.
struct ConnectionQuestions {
    let paths: Paths
    /// What relative paths count from.
    let directory: String
    let console: Console

    private var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// - Throws: `.invalid` for a platform that there is not, with the nearest name.
    func platform(_ given: String?) throws(ServiceError) -> PlatformDescription {
        let kinds = PlatformRegistry.all.map(\.kind)
        var kind = given ?? ""
        if kind.isEmpty {
            kind = try ask("Platform (\(kinds.joined(separator: ", ")))", option: "--platform")
        }
        guard let platform = PlatformRegistry[kind] else {
            throw ServiceError(
                .invalid, "There is no platform “\(kind)”.",
                hint: NearestName.hint(for: kind, among: kinds))
        }
        return platform
    }

    /// Asked for only where each customer has an address of his own; nil for the platform's own.
    ///
    /// - Throws: `.invalid` where no call may go there.
    func baseURL(_ given: String?, of platform: PlatformDescription) throws(ServiceError) -> String? {
        var url = given ?? ""
        if url.isEmpty {
            guard platform.baseURL == nil else { return nil }
            url = try ask("Base URL (https://…)", option: "--base-url URL")
        }
        do throws(ServiceError) {
            _ = try BaseURL(url)
        } catch {
            throw ServiceError(error.code, error.message, hint: "Write --base-url https://…")
        }
        return url
    }

    func credentials(
        _ given: [String], of platform: PlatformDescription, for connection: String
    ) throws(ServiceError) -> [String: CredentialSource] {
        var sources = try self.given(given, of: platform)
        for field in platform.credentials where sources[field.name] == nil {
            sources[field.name] = try askSource(field, connection)
        }
        return sources
    }

    /// The sources that options name; nothing is asked.
    func given(_ texts: [String], of platform: PlatformDescription) throws(ServiceError)
        -> [String: CredentialSource]
    {
        var sources: [String: CredentialSource] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let hint = "Write --credential \(platform.credentials[0].name)=env:NAME."
            guard parts.count == 2 else {
                throw ServiceError(.invalid, "A credential is given as NAME=SOURCE.", hint: hint)
            }
            guard let field = platform.credentials.first(where: { $0.name == parts[0] }) else {
                throw ServiceError(
                    .invalid, "“\(parts[0])” is no credential of \(platform.title).", hint: hint)
            }
            sources[field.name] = try source(parts[1], field)
        }
        return sources
    }

    private func source(_ text: String, _ field: CredentialField) throws(ServiceError) -> CredentialSource {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1] : ""
        switch parts.first {
        case "env" where !rest.isEmpty: return .environment(rest)
        case "file" where !rest.isEmpty:
            return .file(paths.absolute(rest, from: directory))
        case "command" where !rest.isEmpty: return .command(rest.split(separator: " ").map(String.init))
        default: break
        }
        guard field.isSecret else { return .plain(text) }
        throw ServiceError(
            .invalid, "A secret may not stand on the command line, where others can read it.",
            hint: "Write env:NAME, file:PATH or command:WORDS, or leave the option out to be asked.")
    }

    private func askSource(_ field: CredentialField, _ connection: String) throws(ServiceError)
        -> CredentialSource
    {
        let option = "--credential \(field.name)=env:NAME"
        guard field.isSecret else { return .plain(try ask(field.label, option: option)) }
        let answer = try ask(
            "\(field.label): env:NAME, file:PATH, command:WORDS, or Enter to type it", option: option,
            mayBeEmpty: true)
        if !answer.isEmpty { return try source(answer, field) }
        let secret = try StandardInput.password(field.label)
        return .file(try CredentialFile(paths: paths).keep(secret, "\(connection).\(field.name)"))
    }

    /// - Throws: `.invalid` where nobody can be asked, naming the option that answers.
    private func ask(_ question: String, option: String, mayBeEmpty: Bool = false) throws(ServiceError)
        -> String
    {
        guard isTerminal else {
            throw ServiceError(.invalid, "\(question) is missing.", hint: "Add \(option).")
        }
        try console.errors.write("\(question): ")
        try console.errors.flush()
        guard let answer = readLine()?.trimmingBlanks, mayBeEmpty || !answer.isEmpty else {
            throw ServiceError(.invalid, "\(question) is missing.", hint: "Add \(option).")
        }
        return answer
    }
}
