import Terminal
import ViewModels

/// Draws one row in full, or a page of free lines: its title, why it may be old, then labelled lines.
func drawDetail(_ detail: LinesSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let (title, body) = rect.splitRows(at: rect.height > 1 ? 1 : 0)
    let stale = detail.stale.isEmpty ? "" : "\(canvas.glyphs.warningSign) \(detail.stale)"
    let trailing =
        stale.isEmpty
        ? Run(detail.summary, .dim)
        : Run(canvas.fitted(stale, to: max(12, rect.width * 3 / 5)).text, .warning)
    drawTitleLine(detail.title, trailing: [trailing], in: title, on: &canvas)
    drawDetailLines(
        detail.lines, cursor: detail.cursor, search: detail.search,
        labelWidth: detail.labelWidth, in: body, on: &canvas)
}

/// Draws the detail that stands beside a table, with a line between them.
func drawPreview(_ detail: LinesSnapshot?, in rect: Rect, on canvas: inout Canvas) {
    canvas.verticalLine(at: rect.origin, length: rect.height)
    guard let detail else { return }
    drawDetail(detail, in: rect.inset(left: 1), on: &canvas)
}

/// Draws the first line of a body: its name, and at the right what is said about it as a whole.
func drawTitleLine(_ title: String, trailing: [Run], in rect: Rect, on canvas: inout Canvas) {
    let width = canvas.width(of: trailing)
    let showsTrailing = width > 0 && width + 12 <= rect.width
    let room = rect.width - 2 - (showsTrailing ? width + 2 : 0)
    canvas.put(
        title, at: Point(x: rect.minX + 1, y: rect.minY), CellStyle(.title), maxWidth: max(0, room),
        truncation: .middle)
    guard showsTrailing else { return }
    var pen = LinePen(rect, indent: rect.width - width - 1)
    pen.write(trailing, on: &canvas)
}
