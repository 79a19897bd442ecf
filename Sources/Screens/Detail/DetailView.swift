import Terminal
import ViewModels

/// Draws one row in full: its title, then labelled lines.
func drawDetail(_ detail: DetailSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let (title, body) = rect.splitRows(at: rect.height > 1 ? 1 : 0)
    drawTitleLine(detail.title, trailing: [Run(detail.summary, .dim)], in: title, on: &canvas)
    if let message = detail.message, detail.lines.isEmpty {
        drawTableMessage(message, in: body, on: &canvas)
        return
    }
    drawDetailLines(
        detail.lines, cursor: detail.cursor, search: detail.search,
        labelWidth: detail.labelWidth, in: body, on: &canvas)
}

/// Draws the detail that stands beside a table, with a line between them.
func drawPreview(_ detail: DetailSnapshot?, in rect: Rect, on canvas: inout Canvas) {
    canvas.verticalLine(at: rect.origin, length: rect.height)
    guard let detail else { return }
    drawDetail(detail, in: rect.inset(left: 1), on: &canvas)
}
