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

    /// The key of the hint that stands at a place; nil where none does, or where its first word is no key.
    func key(at place: Point, _ canvas: Canvas) -> String? {
        guard let hint = hint(at: place, canvas) else { return nil }
        let word = String(hint.prefix { $0 != " " })
        // Arrows and numbers of something only look like keys.
        let isTyped = word.utf8.allSatisfy { $0 < 0x80 } && word.first?.isNumber == false
        return isTyped && KeyStroke(spelling: word) != nil ? word : nil
    }

    /// The words of the hint that stands at a place.
    func hint(at place: Point, _ canvas: Canvas) -> String? {
        guard rect.contains(place), lines.indices.contains(place.y - rect.minY) else { return nil }
        // As they are drawn: where signs are few, what stands between hints is another one.
        func shown(_ text: String) -> String { SafeText(text, alphabet: canvas.glyphs.alphabet).text }
        let (column, separator) = (place.x - rect.minX, shown(" · "))
        var start = 0
        for hint in shown(lines[place.y - rect.minY]).split(separator: separator) {
            let end = start + canvas.width(of: String(hint))
            if (start..<end).contains(column) { return String(hint) }
            start = end + canvas.width(of: separator)
        }
        return nil
    }
}
