import ServiceCore

/// Reads the `connections` of the configuration; what is wrong with one is kept with it and harms no other.
struct ConnectionReading {
    let platforms: [KnownPlatform]
    let paths: Paths
    /// What relative paths count from.
    let directory: String

    private static let keys = ["platform", "badge", "read-only", "base-url", "timeout", "credentials"]
    private typealias Line = YAMLValue.Entry

    /// Each name once, as it stands there first.
    ///
    /// - Throws: `.invalid` where the section is no mapping or a name is no text.
    func connections(_ section: YAMLValue) throws(ServiceError) -> [ConnectionEntry] {
        guard !section.isNothing else { return [] }
        let lines = try section.allEntries(of: "connections", mayHoldSecrets: true)
        let repeated = Set(lines.repeated.map(\.name))
        var seen: Set<String> = []
        return lines.filter { seen.insert($0.name).inserted }.map {
            entry($0, isRepeated: repeated.contains($0.name))
        }
    }

    /// All of the entry that can be understood, with the first thing that cannot.
    private func entry(_ line: Line, isRepeated: Bool) -> ConnectionEntry {
        let (key, name, value) = line
        var entry = ConnectionEntry(name: name, platform: "")
        func tellTwice(_ line: Line, _ words: String) {
            entry.isAmbiguous = true
            entry.fault = entry.fault ?? line.key.repeated(words)
        }
        func attempt(_ step: () throws(ServiceError) -> Void) {
            do throws(ServiceError) { try step() } catch { entry.fault = entry.fault ?? error }
        }
        var lines: [Line] = []
        attempt { () throws(ServiceError) in
            try key.placed { () throws(ServiceError) in try ConnectionEntry.check(name: name) }
        }
        if isRepeated { tellTwice(line, "“\(name)”") }
        attempt { () throws(ServiceError) in lines = try value.allEntries(of: name, mayHoldSecrets: true) }
        attempt { () throws(ServiceError) in try checkKeys(lines, of: name) }
        for twice in lines.repeated { tellTwice(twice, "“\(twice.name)” of \(name)") }
        attempt { () throws(ServiceError) in entry.platform = try kind(lines, of: name, key) }
        let known = platforms.first { $0.kind == entry.platform }
        let platform = known ?? anyPlatform(of: lines)
        for line in lines {
            attempt { () throws(ServiceError) in try apply(line, platform, to: &entry) }
        }
        if known != nil { attempt { () throws(ServiceError) in try check(entry, platform, key) } }
        return entry
    }

    /// One that takes what stands there, so that nothing of an entry is lost when its platform is corrected.
    private func anyPlatform(of lines: [Line]) -> KnownPlatform {
        let section = lines.first { $0.name == "credentials" }?.value
        let names = try? section?.allEntries(of: "credentials", mayHoldSecrets: true).map(\.name)
        return KnownPlatform(
            kind: "", needsBaseURL: false,
            credentials: (names ?? []).map { KnownPlatform.Credential($0, isSecret: true) },
            checkBaseURL: { _ in })
    }

    private func checkKeys(_ lines: [Line], of name: String) throws(ServiceError) {
        for line in lines where !Self.keys.contains(line.name) {
            throw line.key.error(
                "unknown setting “\(line.name)” of \(name).",
                hint: ConfigurationReader.hint(line.name, among: Self.keys))
        }
    }

    private func kind(_ lines: [Line], of name: String, _ key: YAMLValue) throws(ServiceError) -> String {
        guard let kind = lines.first(where: { $0.name == "platform" })?.value else {
            throw key.error(
                "\(name) names no platform.", hint: "Write platform: \(platforms.first?.kind ?? "").")
        }
        return try kind.word("platform", among: platforms.map(\.kind))
    }

    private func apply(
        _ line: Line, _ platform: KnownPlatform, to entry: inout ConnectionEntry
    ) throws(ServiceError) {
        let value = line.value
        switch line.name {
        case "badge": entry.badge = try value.text("badge")
        case "read-only": entry.isReadOnly = try value.flag("read-only")
        case "base-url":
            let url = try value.text("base-url")
            entry.baseURL = url
            try value.placed { () throws(ServiceError) in try platform.checkBaseURL(url) }
        case "timeout":
            let timeout = try value.duration("timeout")
            guard timeout >= .seconds(1), timeout <= .seconds(300) else {
                throw value.error("timeout is from 1s to 5m.", hint: "Write 30s.")
            }
            entry.timeout = timeout
        case "credentials":
            let reading = CredentialReading(platform: platform, paths: paths, directory: directory)
            entry.credentials = try reading.sources(value)
        default: break
        }
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
}
