import Foundation
import Terminal

/// The rows of a list as a terminal shows them, cell by cell.
struct ShownTable {
    /// The rows' lines, without those of the board around them.
    let rows: [String]
    private let gaps: [Int]

    private static let numeric: Set = [
        "SENT", "CAP", "CREDITS", "THIS HOUR", "PER HOUR", "USED", "IN ALL", "DONE %", "RECIPIENTS",
        "CONTACTS",
        "MESSAGES", "TOLD",
    ]

    /// Nil where the screen shows no list.
    init?(_ screen: String) {
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let top = lines.firstIndex(where: { $0.contains(/^   [A-Z]{2,}/) }),
            let end = lines[top...].firstIndex(where: { $0.hasPrefix(" default › ") })
        else { return nil }
        rows = lines[(top + 1)..<end].filter { !$0.allSatisfy { " │▲▼█┃".contains($0) } }
        gaps = Self.gaps(in: lines[top])
    }

    /// Rows whose text stands where the heading has the gap between two columns.
    var misaligned: [String] {
        rows.filter { row in
            let cells = Self.cells(of: row)
            return gaps.contains { $0 < cells.count && cells[$0] != " " }
        }
    }

    /// Before a column that begins at the left, behind one that ends at the right and perhaps a `*`.
    private static func gaps(in heading: String) -> [Int] {
        heading.matches(of: /\S+(?: \S+)*/).dropFirst().compactMap { match in
            let start = width(heading[..<match.range.lowerBound])
            let title = String(match.output)
            if title == "→" { return nil }
            return numeric.contains(title.trimmingCharacters(in: CharacterSet(charactersIn: " ▲▼")))
                ? start + width(title[...]) + 1 : start - 1
        }
    }

    private static func cells(of line: String) -> [String] {
        SafeText(line).glyphs.flatMap { glyph in
            [String(String.UnicodeScalarView(glyph.scalars))]
                + Array(repeating: "", count: max(0, Int(glyph.width) - 1))
        }
    }

    private static func width(_ text: Substring) -> Int {
        SafeText(String(text)).glyphs.reduce(0) { $0 + Int($1.width) }
    }
}
