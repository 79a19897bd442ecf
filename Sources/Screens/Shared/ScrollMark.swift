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
