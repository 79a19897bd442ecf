import Terminal

/// Shows at the right edge of `rect` which part of `total` lines is in sight; nothing where all are.
func drawScrollMark(first: Int, shown: Int, total: Int, in rect: Rect, on canvas: inout Canvas) {
    guard !canvas.isPlain, total > shown, shown > 0, rect.height > 1, rect.width > 0 else { return }
    let length = min(rect.height, max(1, rect.height * shown / total))
    let travel = rect.height - length
    let last = max(1, total - shown)
    let start = min(travel, max(0, (min(first, last) * travel + last / 2) / last))
    let top = Point(x: rect.maxX - 1, y: rect.minY + start)
    canvas.verticalLine(at: top, length: length, .borderActive)
}

/// Shows at the right edge of `rect`, over a border, whether there are lines above or below those in sight.
func drawMoreMarks(first: Int, shown: Int, total: Int, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 0, rect.width > 0 else { return }
    let style = CellStyle(.borderActive)
    if first > 0 {
        canvas.put(sign: canvas.glyphs.arrowUp, at: Point(x: rect.maxX - 1, y: rect.minY), style)
    }
    if first + shown < total {
        canvas.put(sign: canvas.glyphs.arrowDown, at: Point(x: rect.maxX - 1, y: rect.maxY - 1), style)
    }
}

/// Which of `count` lines show in `rows`, so that the one at `cursor` is among them, in the middle where possible.
func visibleLines(of count: Int, rows: Int, around cursor: Int?) -> Range<Int> {
    guard rows > 0, count > 0 else { return 0..<0 }
    let first = min(max(0, (cursor ?? 0) - rows / 2), max(0, count - rows))
    return first..<min(count, first + rows)
}
