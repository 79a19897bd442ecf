import FoundationEssentials
package import ServiceCore

/// Adds a connection to `config.yaml` and leaves every other line as the person wrote it, a byte order mark and
/// carriage returns aside.
package struct ConnectionWriter: Sendable {
    private let reader: ConfigurationReader
    private let path: String

    package init(_ reader: ConfigurationReader, path: String) {
        self.reader = reader
        self.path = path
    }

    /// - Throws: `.conflict` where there is a connection of this name; `.invalid` where the file or the entry is wrong.
    package func add(_ entry: ConnectionEntry) throws(ServiceError) {
        let old = try SettingsFile.text(at: path) ?? ""
        let (name, directory) = (SettingsFile.name(of: path), SettingsFile.directory(of: path))
        let before = try reader.parse(old, name: name, directory: directory)
        guard !before.connections.contains(where: { $0.name == entry.name }) else {
            throw ServiceError(
                .conflict, "There is a connection “\(entry.name)” already.", hint: "Take another name.")
        }
        let text = Self.inserting(entry, into: old)
        let after = try reader.parse(text, name: name, directory: directory)
        // A file written in a way that lines cannot be added to, such as one in braces, is left alone.
        guard after.connections == before.connections + [entry] else {
            throw ServiceError(
                .unsupported, "\(name) is written in a way that no line can be added to.",
                hint: "Add by hand:\n" + Self.lines(of: entry).joined(separator: "\n"))
        }
        try SettingsFile.replace(path, with: Data(text.utf8))
    }

    /// The text with the entry after the last line of `connections`, which is begun where there is none.
    static func inserting(_ entry: ConnectionEntry, into text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard let start = lines.firstIndex(where: { $0.hasPrefix("connections:") }) else {
            lines += (lines.isEmpty ? [] : [""]) + ["connections:"]
            return (lines + Self.lines(of: entry) + [""]).joined(separator: "\n")
        }
        let section = lines[(start + 1)...].prefix { $0.isEmpty || $0.hasPrefix(" ") || $0.hasPrefix("#") }
        let last = section.lastIndex { $0.hasPrefix(" ") && !$0.allSatisfy { $0 == " " } } ?? start
        lines.insert(contentsOf: Self.lines(of: entry), at: last + 1)
        return (lines + [""]).joined(separator: "\n")
    }

    private static func lines(of entry: ConnectionEntry) -> [String] {
        var lines = ["  \(entry.name):", "    platform: \(entry.platform)"]
        if !entry.badge.isEmpty { lines.append("    badge: \(quoted(entry.badge))") }
        if entry.isReadOnly { lines.append("    read-only: true") }
        if let url = entry.baseURL { lines.append("    base-url: \(quoted(url))") }
        if let timeout = entry.timeout { lines.append("    timeout: \(timeout.components.seconds)s") }
        guard !entry.credentials.isEmpty else { return lines }
        let credentials = entry.credentials.sorted { $0.key < $1.key }.map {
            "      \($0.key): \(source($0.value))"
        }
        return lines + ["    credentials:"] + credentials
    }

    private static func source(_ source: CredentialSource) -> String {
        switch source {
        case .environment(let name): "{env: \(quoted(name))}"
        case .file(let path): "{file: \(quoted(path))}"
        case .command(let words): "{command: [\(words.map(quoted).joined(separator: ", "))]}"
        case .plain(let text): quoted(text)
        }
    }

    /// A double-quoted scalar, which may hold anything once these four are escaped (YAML 1.2 §7.3.1).
    private static func quoted(_ text: String) -> String {
        let escaped = text.map { character in
            switch character {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
