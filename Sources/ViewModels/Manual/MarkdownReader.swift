import ServiceCore

/// A piece of Markdown; of that language as much as the manual is written in.
enum MarkdownBlock: Equatable, Sendable {
    case heading(String)
    case paragraph(String)
    /// One of a list.
    case item(String)
    /// The lines between two fences, as they are.
    case code([String])
    /// The heads first; where they are empty there are none.
    case table([[String]])
}

/// Takes Markdown apart, a line after the other.
struct MarkdownReader {
    private var blocks: [MarkdownBlock] = []
    /// What the next line may still belong to.
    private var open: MarkdownBlock?

    static func blocks(of text: String) -> [MarkdownBlock] {
        var reader = MarkdownReader()
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            reader.take(String(line))
        }
        reader.close()
        return reader.blocks
    }

    private mutating func take(_ line: String) {
        if case .code(let lines) = open {
            if line.hasPrefix("```") { close() } else { open = .code(lines + [line]) }
        } else if line.hasPrefix("```") {
            begin(.code([]))
        } else if line.hasPrefix("#") {
            begin(.heading(plain(String(line.drop { $0 == "#" }))))
            close()
        } else if line.hasPrefix("|") {
            takeRow(line)
        } else if line.hasPrefix("- ") {
            begin(.item(plain(String(line.dropFirst(2)))))
        } else if line.trimmingBlanks.isEmpty {
            close()
        } else {
            takeText(plain(line))
        }
    }

    private mutating func begin(_ block: MarkdownBlock) {
        close()
        open = block
    }

    private mutating func close() {
        if let open { blocks.append(open) }
        open = nil
    }

    private mutating func takeText(_ text: String) {
        switch open {
        case .paragraph(let start): open = .paragraph("\(start) \(text)")
        case .item(let start): open = .item("\(start) \(text)")
        default: begin(.paragraph(text))
        }
    }

    private mutating func takeRow(_ line: String) {
        let row = cells(of: line)
        guard case .table(let rows) = open else { return begin(.table([row])) }
        // The second line divides heads from rows, and says nothing else.
        let isRule = row.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }
        if !isRule { open = .table(rows + [row]) }
    }

    /// A bar inside a cell has a backslash in front.
    private func cells(of line: String) -> [String] {
        let kept = line.trimmingBlanks.replacing("\\|", with: "\u{0}")
        let inner = kept.dropFirst().hasSuffix("|") ? kept.dropFirst().dropLast() : kept.dropFirst()
        return inner.split(separator: "|", omittingEmptySubsequences: false).map {
            plain(String($0).replacing("\u{0}", with: "|"))
        }
    }

    /// Text without what only a browser shows: of a link its words, of a bold word the word. Code keeps its marks.
    private func plain(_ text: String) -> String {
        var text = text.trimmingBlanks.replacing("**", with: "")
        while let middle = text.firstRange(of: "]("),
            let start = text[..<middle.lowerBound].lastIndex(of: "["),
            let end = text[middle.upperBound...].firstIndex(of: ")")
        {
            text.replaceSubrange(start...end, with: text[text.index(after: start)..<middle.lowerBound])
        }
        return text
    }
}
