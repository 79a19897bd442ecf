import ServiceCore

/// Reads the `connections` and `workspaces` of the configuration.
struct ConnectionReading {
    let platforms: [KnownPlatform]
    let paths: Paths
    /// What relative paths count from.
    let directory: String

    /// The platform of our own, which needs no entry.
    static let embedded = "embedded"
    private static let keys = ["platform", "badge", "read-only", "base-url", "timeout", "credentials"]

    func connections(_ section: YAMLValue) throws(ServiceError) -> [ConnectionEntry] {
        guard !section.isNothing else { return [] }
        var entries: [ConnectionEntry] = []
        for (key, name, value) in try section.entries(of: "connections") {
            guard name != Self.embedded else {
                throw key.error("“embedded” is the platform of our own.", hint: "Take another name.")
            }
            guard Self.isName(name) else {
                throw key.error(
                    "“\(name)” cannot be the name of a connection.",
                    hint: "Write letters, digits, hyphens and underscores.")
            }
            entries.append(try entry(name, key, value))
        }
        return entries
    }

    static func isName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
    }

    private func entry(
        _ name: String, _ key: YAMLValue, _ value: YAMLValue
    ) throws(ServiceError) -> ConnectionEntry {
        let lines = try value.entries(of: name)
        for line in lines where !Self.keys.contains(line.name) {
            throw line.key.error(
                "unknown setting “\(line.name)” of \(name).",
                hint: ConfigurationReader.hint(line.name, among: Self.keys))
        }
        guard let kind = lines.first(where: { $0.name == "platform" })?.value else {
            throw key.error(
                "\(name) names no platform.", hint: "Write platform: \(platforms.first?.kind ?? "").")
        }
        let word = try kind.word("platform", among: platforms.map(\.kind))
        var entry = ConnectionEntry(name: name, platform: word)
        for line in lines { try apply(line.name, line.value, to: &entry) }
        // `word` lets through no kind but these.
        if let platform = platforms.first(where: { $0.kind == word }) { try check(entry, platform, key) }
        return entry
    }

    private func apply(
        _ name: String, _ value: YAMLValue, to entry: inout ConnectionEntry
    ) throws(ServiceError) {
        switch name {
        case "badge": entry.badge = try value.text("badge")
        case "read-only": entry.isReadOnly = try value.flag("read-only")
        case "base-url": entry.baseURL = try url(value)
        case "timeout":
            let timeout = try value.duration("timeout")
            guard timeout >= .seconds(1), timeout <= .seconds(300) else {
                throw value.error("timeout is from 1s to 5m.", hint: "Write 30s.")
            }
            entry.timeout = timeout
        case "credentials": entry.credentials = try credentials(value, of: entry)
        default: break
        }
    }

    private func url(_ value: YAMLValue) throws(ServiceError) -> String {
        let url = try value.text("base-url")
        guard ["https://", "http://"].contains(where: url.lowercased().hasPrefix) else {
            throw value.error("base-url wants an address, not “\(url)”.", hint: "Write https://…")
        }
        return url
    }

    private func check(
        _ entry: ConnectionEntry, _ platform: KnownPlatform, _ key: YAMLValue
    ) throws(ServiceError) {
        if platform.needsBaseURL, entry.baseURL == nil {
            throw key.error(
                "\(entry.name) has no base-url.", hint: "Each customer of \(platform.kind) has his own.")
        }
        for credential in platform.credentials where entry.credentials[credential.name] == nil {
            throw key.error(
                "\(entry.name) has no credential “\(credential.name)”.",
                hint:
                    "Write credentials: {\(credential.name): {env: NAME}}, or file: or command: in place of env:."
            )
        }
    }

    // MARK: Credentials

    private func credentials(
        _ section: YAMLValue, of entry: ConnectionEntry
    ) throws(ServiceError) -> [String: CredentialSource] {
        let known = platforms.first { $0.kind == entry.platform }?.credentials ?? []
        var sources: [String: CredentialSource] = [:]
        for (key, name, value) in try section.entries(of: "credentials") {
            guard let credential = known.first(where: { $0.name == name }) else {
                throw key.error(
                    "\(entry.platform) has no credential “\(name)”.",
                    hint: ConfigurationReader.hint(name, among: known.map(\.name)))
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
        let lines = try value.entries(of: credential.name)
        let words = ["env", "file", "command"]
        guard lines.count == 1, let line = lines.first else {
            throw value.error("\(credential.name) wants one source.", hint: "Write env, file or command.")
        }
        guard words.contains(line.name) else {
            throw line.key.error(
                "a credential cannot come from “\(line.name)”.",
                hint: ConfigurationReader.hint(line.name, among: words))
        }
        switch line.name {
        case "env": return .environment(try line.value.text("env"))
        case "file": return .file(paths.absolute(try line.value.text("file"), from: directory))
        default: return .command(try command(line.value))
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

    // MARK: Workspaces

    func workspaces(_ section: YAMLValue, among connections: [String]) throws(ServiceError)
        -> [WorkspaceEntry]
    {
        var entries: [WorkspaceEntry] = []
        let known = [Self.embedded] + connections
        for (_, name, value) in try section.entries(of: "workspaces") {
            var shown: [String] = []
            for item in value.items() {
                let connection = try item.text("a connection")
                guard known.contains(connection) else {
                    throw item.error(
                        "there is no connection “\(connection)”.",
                        hint: ConfigurationReader.hint(connection, among: known))
                }
                guard !shown.contains(connection) else {
                    throw item.error("“\(connection)” stands twice in \(name).", hint: "Keep it once.")
                }
                shown.append(connection)
            }
            guard !shown.isEmpty else { throw value.error("the workspace \(name) shows nothing.") }
            entries.append(WorkspaceEntry(name: name, connections: shown))
        }
        return entries
    }
}
