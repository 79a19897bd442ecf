import ServiceCore

/// Reads where a connection's credentials come from; its errors repeat nothing that may be one.
struct CredentialReading {
    let platform: KnownPlatform
    let paths: Paths
    /// What relative paths count from.
    let directory: String

    private static let places = ["env", "file", "command"]

    func sources(_ section: YAMLValue) throws(ServiceError) -> [String: CredentialSource] {
        var sources: [String: CredentialSource] = [:]
        for (key, name, value) in try section.entries(of: "credentials", mayHoldSecrets: true) {
            guard let credential = platform.credentials.first(where: { $0.name == name }) else {
                throw key.error(
                    "\(platform.kind) has no credential \(Self.named(name, value)).",
                    hint: ConfigurationReader.hint(name, among: platform.credentials.map(\.name)))
            }
            sources[name] = try source(credential, value)
        }
        return sources
    }

    private func source(
        _ credential: KnownPlatform.Credential, _ value: YAMLValue
    ) throws(ServiceError) -> CredentialSource {
        guard value.isMapping else {
            guard !credential.isSecret else {
                throw value.error(
                    "\(credential.name) is a secret and may not stand in this file.",
                    hint: "Write {env: NAME}, {file: PATH} or {command: [pass, show, NAME]}.")
            }
            return .plain(try value.bareText(credential.name))
        }
        let lines = try value.entries(of: credential.name, mayHoldSecrets: true)
        guard lines.count == 1, let line = lines.first else {
            throw value.error("\(credential.name) wants one source.", hint: "Write env, file or command.")
        }
        switch line.name {
        case "env": return .environment(try line.value.text("env"))
        case "file": return .file(paths.absolute(try line.value.text("file"), from: directory))
        case "command": return .command(try command(line.value))
        default:
            throw line.key.error(
                "a credential cannot come from \(Self.named(line.name, line.value)).",
                hint: ConfigurationReader.hint(line.name, among: Self.places))
        }
    }

    private func command(_ value: YAMLValue) throws(ServiceError) -> [String] {
        var words: [String] = []
        for item in value.items() { words.append(try item.bareText("command")) }
        guard words.count > 1 || words.first?.contains(" ") == false else {
            throw value.error(
                "command is run without a shell.", hint: "Write it as a list: [pass, show, dyn].")
        }
        return words
    }

    /// A word in braces without a value, as in `{hunter2}`, may be the secret itself.
    private static func named(_ name: String, _ value: YAMLValue) -> String {
        value.isNothing ? "of that name" : "“\(name)”"
    }
}
