import ServiceCore
import Terminal
import ViewModels

/// Draws one line of a detail or page into one row: its name in a column of its own, then what it says.
func drawDetailLine(
    _ line: DetailLine, labelWidth: Int, in rect: Rect, on canvas: inout Canvas, role: Role = .text
) {
    guard rect.height > 0 else { return }
    switch line.style {
    case .blank: return
    case .heading:
        let text = line.text.isEmpty ? line.label : line.text
        canvas.put(text, at: rect.origin, CellStyle(.header).bold, maxWidth: rect.width)
    case .plain:
        canvas.put(line.text, at: rect.origin, line.tone.role(or: role), maxWidth: rect.width)
    case .json: drawJSONLine(line.text, in: rect, on: &canvas)
    case .field:
        canvas.put(line.label, at: rect.origin, .label, maxWidth: min(labelWidth, rect.width))
        let value = rect.inset(left: labelWidth + 2)
        canvas.put(line.text, at: value.origin, line.tone.role(or: role), maxWidth: value.width)
    }
}

/// Draws as many lines as fit, with the cursor's row and the words searched for laid over them.
func drawDetailLines(
    _ lines: [DetailLine], cursor: Int?, search: String, labelWidth: Int, in rect: Rect,
    on canvas: inout Canvas
) {
    let visible = visibleLines(of: lines.count, rows: rect.height, around: cursor)
    let text = rect.inset(x: rect.width > 2 ? 1 : 0, y: 0)
    for (row, index) in visible.enumerated() {
        drawDetailLine(lines[index], labelWidth: labelWidth, in: text.row(row), on: &canvas)
    }
    highlightMatches(of: search, in: text, on: &canvas)
    guard let cursor, visible.contains(cursor) else { return }
    canvas.select(rect.row(cursor - visible.lowerBound), cursorAt: text.minX)
}
