/// What goldens and tests read back from a canvas.
extension Canvas {
    /// The words of each row, without the blanks at its end; a wide glyph counts once.
    package var lines: [String] {
        (0..<size.height).map { y in
            let line = row(y).map(\.glyph.text).joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// All rows, one line each.
    package var text: String { lines.joined(separator: "\n") }

    /// The role of each cell as one letter, row by row.
    package var roleLines: [String] {
        (0..<size.height).map { y in String(row(y).map(\.style.role.letter)) }
    }

    /// What is laid over each cell: `s` selected, `b` bold, `u` underlined, `+` several of them, `.` nothing.
    package var emphasisLines: [String] {
        (0..<size.height).map { y in String(row(y).map(\.style.emphasis.letter)) }
    }

    /// Which letter of `roleLines` is which role, for the roles that occur, in the order of declaration.
    package var roleLegend: [String] {
        let used = Set(cells.map(\.style.role))
        return Role.allCases.filter(used.contains).map { "\($0.letter) \($0.rawValue)" }
    }
}

extension Emphasis {
    fileprivate var letter: Character {
        switch self {
        case []: "."
        case .selected: "s"
        case .bold: "b"
        case .underlined: "u"
        default: "+"
        }
    }
}
