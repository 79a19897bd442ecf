import Terminal

extension Canvas {
    /// The columns that `text` takes on this canvas; reading ends at `limit`, since nothing wider is ever shown.
    func width(of text: String, limit: Int = 512) -> Int {
        if glyphs.alphabet == .unicode, text.utf8.count <= limit { return DisplayWidth.of(text) }
        return SafeText(text, alphabet: glyphs.alphabet, limit: limit).width
    }

    /// The lines of `text`, each broken to at most `columns`, at most `limit` of them.
    ///
    /// The last one ends in the sign of what was cut off where there is more.
    func wrapped(_ text: String, to columns: Int, limit: Int = 200) -> [String] {
        let columns = max(1, columns)
        let start = String(text.prefix((columns + 1) * (limit + 1)))
        let lines = SafeText.lines(of: start, alphabet: glyphs.alphabet).flatMap { $0.wrapped(to: columns) }
        guard lines.count > limit, limit > 0 else { return lines.map(\.text) }
        let sign = String(glyphs.ellipsis)
        let last = lines[limit - 1].truncated(to: max(0, columns - 1), .clip).text + sign
        return lines.prefix(limit - 1).map(\.text) + [last]
    }

    /// Whether this canvas is meant to be read aloud.
    var isPlain: Bool { glyphs.isPlain }

    /// Shows the terminal's own cursor at `point`, if that is on the canvas at all.
    mutating func showCursor(at point: Point) {
        if bounds.contains(point) { cursor = point }
    }

    /// Lays the selection over `row`; where lines are read aloud the terminal's own cursor goes there too.
    mutating func select(_ row: Rect, cursorAt x: Int) {
        guard !row.isEmpty else { return }
        restyle(row) { $0.selected() }
        if isPlain { showCursor(at: Point(x: min(max(row.minX, x), row.maxX - 1), y: row.minY)) }
    }
}

extension GlyphSet {
    /// Whether these signs are for screen readers.
    var isPlain: Bool { !drawsBorders }
}
