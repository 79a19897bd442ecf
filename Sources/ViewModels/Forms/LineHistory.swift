/// Lines that were typed before, and where somebody stands who goes back through them.
package struct LineHistory: Equatable, Sendable {
    /// The newest last.
    private let lines: [String]
    /// How many lines back it is; 0 is the line being typed.
    private var depth = 0
    /// The line that was being typed, which comes back behind the newest.
    private var draft = ""

    package init(_ lines: [String] = []) { self.lines = lines }

    package var isGoneThrough: Bool { depth > 0 }
    package var isEmpty: Bool { lines.isEmpty }

    /// One line further back; nil where there is none.
    mutating func older(than current: String) -> String? {
        guard depth < lines.count else { return nil }
        if depth == 0 { draft = current }
        depth += 1
        return lines[lines.count - depth]
    }

    /// One line further on, at last the one that was being typed; nil where it is that already.
    mutating func newer() -> String? {
        guard depth > 0 else { return nil }
        depth -= 1
        return depth == 0 ? draft : lines[lines.count - depth]
    }

    /// What is typed from here on is a line of its own.
    mutating func leave() { depth = 0 }

    /// Lines with one more at their end, each once and no more than are gone through.
    package static func adding(_ line: String, to lines: [String]) -> [String] {
        guard !line.isEmpty else { return lines }
        return Array((lines.filter { $0 != line } + [line]).suffix(50))
    }
}
