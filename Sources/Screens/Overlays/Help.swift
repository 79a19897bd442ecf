import Terminal
import ViewModels

/// Draws the keys that work here, in two columns where there is room for them.
func drawHelp(_ page: LinesSnapshot, in area: Rect, on canvas: inout Canvas) {
    let room = OverlayFrame.room(in: area)
    let isWide = room >= 88
    let parts = isWide ? halves(of: page.lines) : [page.lines]
    let rows = parts.reduce(0) { max($0, $1.count) }
    let hasFoot = !page.summary.isEmpty
    let size = Size(width: min(room, isWide ? 116 : 64), height: rows + (hasFoot ? 2 : 0))
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: page.title, on: &canvas)
    let footRows = hasFoot && frame.content.height > 3 ? 1 : 0
    let (body, foot) = frame.content.splitRows(at: frame.content.height - footRows)
    let text = body.inset(bottom: footRows)
    for (part, column) in zip(parts, text.columns(parts.count, gap: 4)) {
        let visible = visibleLines(of: part.count, rows: column.height, around: page.cursor)
        for (row, index) in visible.enumerated() {
            drawDetailLine(
                part[index], labelWidth: page.labelWidth, in: column.row(row), on: &canvas, role: .overlay)
        }
    }
    highlightMatches(of: page.search, in: text, on: &canvas)
    canvas.put(page.summary, at: foot.origin, .dim, maxWidth: footRows > 0 ? foot.width : 0)
}

/// The lines in two parts, cut at the heading nearest to the middle.
private func halves(of lines: [DetailLine]) -> [[DetailLine]] {
    let middle = (lines.count + 1) / 2
    let headings = lines.indices.dropFirst().filter { lines[$0].style == .heading }
    let cut = headings.min { abs($0 - middle) < abs($1 - middle) } ?? middle
    let isFair = cut >= lines.count / 4 && cut <= lines.count * 3 / 4
    let place = isFair ? cut : middle
    let left = lines[..<place].reversed().drop { $0.style == .blank }.reversed()
    let right = lines[place...].drop { $0.style == .blank }
    return [Array(left), Array(right)]
}
