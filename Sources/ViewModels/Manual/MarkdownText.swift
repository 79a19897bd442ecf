import Terminal

/// Markdown for a terminal: headings at the margin, the rest a little in.
struct MarkdownText {
    let width: Int

    private static let indent = "  "
    private static let codeIndent = "    "

    func lines(of blocks: [MarkdownBlock]) -> [DetailLine] {
        var lines: [DetailLine] = []
        var before: MarkdownBlock?
        for block in blocks {
            if let before, !belongs(block, to: before) { lines.append(DetailLine(.blank)) }
            lines += self.lines(of: block)
            before = block
        }
        return lines
    }

    /// The items of a list stand together.
    private func belongs(_ block: MarkdownBlock, to before: MarkdownBlock) -> Bool {
        if case .item = block, case .item = before { true } else { false }
    }

    private func lines(of block: MarkdownBlock) -> [DetailLine] {
        switch block {
        case .heading(let text): [DetailLine(.heading, text: text)]
        case .paragraph(let text): wrapped(text, Self.indent, Self.indent)
        case .item(let text): wrapped(text, Self.indent + "- ", Self.codeIndent)
        case .code(let lines):
            lines.map {
                $0.isEmpty ? DetailLine(.blank) : DetailLine(.plain, text: Self.codeIndent + $0)
            }
        case .table(let rows):
            MarkdownTable(rows, width: width - Self.indent.count).lines.map {
                DetailLine(.plain, text: Self.indent + $0)
            }
        }
    }

    private func wrapped(_ text: String, _ first: String, _ others: String) -> [DetailLine] {
        SafeText(text).wrapped(to: max(8, width - others.count)).enumerated().map { index, part in
            DetailLine(.plain, text: (index == 0 ? first : others) + part.text)
        }
    }
}
