import Terminal

/// The few lines of a long text that a form shows: the first ones, or those around the cursor.
struct MultilineText {
    let lines: [InputText]
    /// The characters of the text before each of them.
    let starts: [Int]
    /// Whether there is more than what is shown.
    let hasMore: Bool

    private static let most = 3
    /// Text behind this many characters is not looked at, for a field may hold a whole document.
    private static let sight = 4_000

    /// - Parameter cursor: characters before it; nil where the keys go elsewhere.
    init(_ text: String, cursor: Int?, rows: Int) {
        let start = max(0, (cursor ?? 0) - Self.sight)
        let seen = text.dropFirst(start).prefix(2 * Self.sight)
        var lines: [InputText] = []
        var starts: [Int] = []
        var current: Int?
        var passed = start
        for line in seen.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var input = InputText(text: String(line))
            let length = line.count
            if let cursor, current == nil, cursor <= passed + length {
                input.cursor = cursor - passed
                current = lines.count
            }
            lines.append(input)
            starts.append(passed)
            passed += length + 1
        }
        let visible = visibleLines(of: lines.count, rows: rows, around: current)
        (self.lines, self.starts) = (Array(lines[visible]), Array(starts[visible]))
        hasMore = visible.count < lines.count || start > 0 || passed - 1 < start + seen.count
    }

    /// The rows that `text` takes in a form.
    static func rows(of text: String) -> Int {
        var rows = 1
        for character in text.prefix(sight) where character.isNewline {
            rows += 1
            if rows == most { break }
        }
        return rows
    }
}

/// Draws the lines of a long text, with a sign at the last one where there are more.
func drawMultiline(_ text: MultilineText, in rect: Rect, on canvas: inout Canvas) {
    for (row, line) in text.lines.prefix(rect.height).enumerated() {
        drawInput(line, in: rect.row(row).inset(right: 2), on: &canvas)
    }
    guard text.hasMore, rect.width > 2, rect.height > 0 else { return }
    let end = Point(x: rect.maxX - 1, y: rect.maxY - 1)
    canvas.put(sign: canvas.glyphs.arrowDown, at: end, CellStyle(.dim))
}
