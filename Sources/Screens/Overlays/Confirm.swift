import ServiceCore
import Terminal
import ViewModels

/// Draws a question: what will happen and to whom, what must be typed, and which keys answer.
///
/// Where it is too high, its lines scroll; the field and the answer are always in sight.
func drawConfirm(_ confirm: ConfirmSnapshot, in area: Rect, on canvas: inout Canvas) {
    let width = min(60, OverlayFrame.room(in: area))
    let labels = labelWidth(of: confirm.lines, columns: width, on: canvas)
    let lines = wrapped(confirm.lines, labelWidth: labels, columns: width, on: canvas)
    let foot = ConfirmFoot(confirm, columns: width, canvas)
    let size = Size(width: width, height: lines.count + 1 + foot.rows)
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: confirm.title, isDangerous: confirm.isDangerous, on: &canvas)
    let room = max(0, frame.content.height - foot.rows)
    let (head, below) = frame.content.splitRows(at: room)
    let above = wrapped(
        Array(confirm.lines.prefix(max(0, confirm.scrolled))), labelWidth: labels, columns: width, on: canvas)
    let first = max(0, min(above.count, lines.count - room))
    drawLines(lines.dropFirst(first), labelWidth: labels, in: head, on: &canvas)
    drawMoreMarks(first: first, shown: 0, total: first, in: frame.mark(beside: head), on: &canvas)
    foot.draw(in: below, on: &canvas)
}

private func drawLines(
    _ lines: ArraySlice<DetailLine>, labelWidth: Int, in rect: Rect, on canvas: inout Canvas
) {
    let isCut = lines.count > rect.height
    let shown = isCut ? max(0, rect.height - 1) : lines.count
    for (row, line) in lines.prefix(shown).enumerated() {
        drawDetailLine(line, labelWidth: labelWidth, in: rect.row(row), on: &canvas, role: .overlay)
    }
    guard isCut, rect.height > 0 else { return }
    let rest = NumberText.grouped(lines.count - shown)
    let more = "\(canvas.glyphs.ellipsis) \(rest) more lines · \(canvas.glyphs.arrowDown)"
    canvas.put(more, at: rect.row(shown).origin, .dim, maxWidth: rect.width)
}

/// The part of a question that is always in sight.
private struct ConfirmFoot {
    private let confirm: ConfirmSnapshot
    private let error: [String]

    init(_ confirm: ConfirmSnapshot, columns: Int, _ canvas: Canvas) {
        self.confirm = confirm
        error = confirm.error.isEmpty ? [] : canvas.wrapped(confirm.error, to: columns - 2, limit: 2)
    }

    /// A line is kept for what is wrong, so that the question stands still when it is answered wrongly.
    var rows: Int { confirm.expected == nil ? error.count + 1 : 2 + max(1, error.count) + 1 }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard rect.height > 0 else { return }
        let fieldRows = confirm.expected == nil ? 0 : 2
        drawErrorLines(error, in: rect.inset(top: fieldRows), on: &canvas)
        let answer = rect.row(min(rows, rect.height) - 1)
        if canvas.isPlain { canvas.showCursor(at: answer.origin) }
        canvas.put(confirm.answer, at: answer.origin, .key, maxWidth: answer.width)
        if let expected = confirm.expected { drawField(expected, in: rect, on: &canvas) }
    }

    private func drawField(_ expected: String, in rect: Rect, on canvas: inout Canvas) {
        var pen = LinePen(rect.row(0))
        pen.write("Type ", .overlay, on: &canvas)
        pen.write(expected, CellStyle(confirm.isDangerous ? .bad : .accent).bold, on: &canvas)
        drawInput(InputText(text: confirm.typed, cursor: confirm.cursor), in: rect.row(1), on: &canvas)
    }
}
