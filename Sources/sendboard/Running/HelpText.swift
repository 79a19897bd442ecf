/// Help as people read it: what is the command's own first, what every command takes last.
enum HelpText {
    /// - Parameter more: a section that ArgumentParser knows nothing of; stands before the common options.
    static func arranged(_ text: String, more: String = "") -> String {
        var sections = split(text)
        let common = sections.firstIndex { $0.hasPrefix(commonHeading) }.map { sections.remove(at: $0) }
        // Where more help is to be had is said at the end.
        let end = sections.lastIndex { $0.hasPrefix("  See '") } ?? sections.count
        sections.insert(contentsOf: [more, common ?? ""].filter { !$0.isEmpty }, at: end)
        return sections.joined(separator: "\n\n")
    }

    private static let commonHeading = GlobalOptions.title.uppercased() + ":"

    /// At the empty lines.
    private static func split(_ text: String) -> [String] {
        var sections: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { sections.append([]) } else { sections[sections.count - 1].append(line) }
        }
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }
}
