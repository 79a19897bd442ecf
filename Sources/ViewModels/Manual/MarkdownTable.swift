import Terminal

/// A table of Markdown in columns, its cells wrapped where they would not all fit beside each other.
struct MarkdownTable {
    private let rows: [[SafeText]]
    private let widths: [Int]

    private static let gap = "  "

    /// - Parameter rows: the heads first.
    init(_ rows: [[String]], width: Int) {
        let count = rows.map(\.count).max() ?? 0
        let cells = rows.map { row in
            (0..<count).map { SafeText($0 < row.count ? row[$0] : "") }
        }
        self.rows = cells
        let columns = (0..<count).map { column in cells.map { $0[column] } }
        widths = Self.fit(columns, to: width - max(0, count - 1) * Self.gap.count)
    }

    /// Takes from the widest column, as long as its longest word has room, until all fit.
    private static func fit(_ columns: [[SafeText]], to room: Int) -> [Int] {
        var widths = columns.map { $0.map(\.width).max() ?? 0 }
        let least = columns.map { $0.map(longestWord).max() ?? 0 }
        while widths.reduce(0, +) > room {
            let spare = widths.indices.filter { widths[$0] > least[$0] }
            guard let widest = spare.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private static func longestWord(_ text: SafeText) -> Int {
        text.text.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
    }

    var lines: [String] {
        guard let heads = rows.first else { return [] }
        let body = rows.dropFirst().flatMap(lines)
        if heads.allSatisfy(\.isEmpty) { return body }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
        return lines(of: heads) + [rule] + body
    }

    /// As many lines as the row's longest cell needs.
    private func lines(of row: [SafeText]) -> [String] {
        let cells = zip(row, widths).map { $0.wrapped(to: max(1, $1)) }
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            let parts = zip(cells, widths).map { cell, width in
                (line < cell.count ? cell[line] : SafeText.empty).padded(to: width).text
            }
            return trimmed(parts.joined(separator: Self.gap))
        }
    }

    private func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
