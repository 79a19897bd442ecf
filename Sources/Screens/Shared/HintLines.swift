import Terminal

/// Hints at the foot of an overlay, one behind the other: `Enter chooses · / searches`.
struct HintLines {
    let lines: [String]
    let rect: Rect

    func draw(_ role: Role = .hint, on canvas: inout Canvas) {
        for (row, line) in lines.prefix(rect.height).enumerated() {
            canvas.put(line, at: rect.row(row).origin, role, maxWidth: rect.width)
        }
    }

    /// The key of the hint that stands at a place; nil where none does, or where a hint begins with no key.
    func key(at place: Point, _ canvas: Canvas) -> String? {
        guard rect.contains(place), lines.indices.contains(place.y - rect.minY) else { return nil }
        let (column, separator) = (place.x - rect.minX, " · ")
        var start = 0
        for hint in lines[place.y - rect.minY].split(separator: separator) {
            let end = start + canvas.width(of: String(hint))
            if (start..<end).contains(column) { return Self.key(of: hint) }
            start = end + canvas.width(of: separator)
        }
        return nil
    }

    /// Signs that only look like keys, such as arrows, are none.
    private static func key(of hint: Substring) -> String? {
        let word = String(hint.prefix { $0 != " " })
        return word.utf8.allSatisfy { $0 < 0x80 } && KeyStroke(spelling: word) != nil ? word : nil
    }
}
