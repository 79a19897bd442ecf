/// The text of a configuration whose `connections` are changed line by line.
struct ConnectionText {
    private var lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
    }

    var text: String { (lines + [""]).joined(separator: "\n") }

    /// The text with the entry after the last line of `connections`, which is begun where there is none.
    func adding(_ entry: ConnectionEntry) -> ConnectionText {
        var changed = self
        guard let section else {
            changed.lines += (lines.isEmpty ? [] : [""]) + ["connections:"] + Self.lines(of: entry)
            return changed
        }
        let last = section.last { lines[$0].hasPrefix(" ") && !lines[$0].allSatisfy { $0 == " " } }
        changed.lines.insert(
            contentsOf: Self.lines(of: entry, depth: depth), at: last.map { $0 + 1 } ?? section.lowerBound)
        return changed
    }

    /// The text with other lines in place of those of that name; the same where they are not found.
    func replacing(_ name: String, with entry: ConnectionEntry) -> ConnectionText {
        var changed = self
        if let range = range(of: name) {
            changed.lines.replaceSubrange(range, with: Self.lines(of: entry, depth: depth))
        }
        return changed
    }

    /// The text without any lines of that name.
    func removing(_ name: String) -> ConnectionText {
        var changed = self
        while let range = changed.range(of: name) { changed.lines.removeSubrange(range) }
        return changed
    }

    /// The lines below `connections:` that belong to it.
    private var section: Range<Int>? {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("connections:") }) else { return nil }
        let end = lines[(start + 1)...].firstIndex { !$0.isEmpty && !$0.hasPrefix(" ") && !$0.hasPrefix("#") }
        return start + 1..<(end ?? lines.endIndex)
    }

    /// How far the names are set in.
    private var depth: Int { section?.lazy.compactMap { Self.indentation(lines[$0]) }.first ?? 2 }

    /// From the line of the name to the last one that stands deeper.
    private func range(of name: String) -> Range<Int>? {
        let heads = ["\(name):", "\"\(name)\":", "'\(name)':"]
        guard let section,
            let start = section.first(where: { index in
                let line = lines[index].drop { $0 == " " }
                return Self.indentation(lines[index]) == depth && heads.contains(where: line.hasPrefix)
            })
        else { return nil }
        let next = section[(start + 1)...].first { Self.indentation(lines[$0]).map { $0 <= depth } ?? false }
        let deeper = section[start..<(next ?? section.upperBound)]
        let last = deeper.last { Self.indentation(lines[$0]) != nil } ?? start
        return start..<last + 1
    }

    /// How far a line with something on it is set in; nil for blank lines, comments and what is not set in.
    private static func indentation(_ line: String) -> Int? {
        let blanks = line.prefix { $0 == " " }.count
        let rest = line.dropFirst(blanks)
        return rest.isEmpty || rest.hasPrefix("#") || blanks == 0 ? nil : blanks
    }
}

extension ConnectionText {
    /// The entry, its name set in by `depth` columns.
    static func lines(of entry: ConnectionEntry, depth: Int = 2) -> [String] {
        var lines = ["\(entry.name):", "  platform: \(entry.platform)"]
        if !entry.badge.isEmpty { lines.append("  badge: \(quoted(entry.badge))") }
        if entry.isReadOnly { lines.append("  read-only: true") }
        if let url = entry.baseURL { lines.append("  base-url: \(quoted(url))") }
        if let timeout = entry.timeout { lines.append("  timeout: \(timeout.components.seconds)s") }
        if !entry.credentials.isEmpty { lines.append("  credentials:") }
        lines += entry.credentials.sorted { $0.key < $1.key }.map { "    \($0.key): \(source($0.value))" }
        return lines.map { String(repeating: " ", count: depth) + $0 }
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
