import Terminal
import ViewModels

/// Draws a question: what will happen and to whom, what must be typed, and which keys answer.
///
/// Where it is too high, lines of the middle give way; the field and the answer are always in sight.
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
    drawLines(lines, labelWidth: labels, in: head, on: &canvas)
    foot.draw(in: below, on: &canvas)
}

private func drawLines(_ lines: [DetailLine], labelWidth: Int, in rect: Rect, on canvas: inout Canvas) {
    let isCut = lines.count > rect.height
    let shown = isCut ? max(0, rect.height - 1) : lines.count
    for (row, line) in lines.prefix(shown).enumerated() {
        drawDetailLine(line, labelWidth: labelWidth, in: rect.row(row), on: &canvas, role: .overlay)
    }
    guard isCut, rect.height > 0 else { return }
    let more = "\(canvas.glyphs.ellipsis) \(lines.count - shown) more lines"
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

    var rows: Int { (confirm.expected == nil ? 0 : 2) + error.count + 1 }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        var row = 0
        let role: Role = confirm.isDangerous ? .bad : .accent
        if let expected = confirm.expected {
            var pen = LinePen(rect.row(0))
            pen.write("Type ", .overlay, on: &canvas)
            pen.write(expected, CellStyle(role).bold, on: &canvas)
            row = 2
        }
        for line in error {
            var pen = LinePen(rect.row(row))
            pen.write(sign: line == error.first ? canvas.glyphs.crossMark : " ", .error, on: &canvas)
            pen.skip(1)
            pen.write(line, .error, on: &canvas)
            row += 1
        }
        var pen = LinePen(rect.row(row))
        if canvas.isPlain, confirm.expected == nil { canvas.cursor = rect.row(row).origin }
        pen.write(confirm.answer, .key, on: &canvas)
        guard confirm.expected != nil else { return }
        let field = InputText(text: confirm.typed, cursor: confirm.cursor)
        drawInput(field, in: rect.row(1), on: &canvas)
    }
}
