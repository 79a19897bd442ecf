import Terminal
import ViewModels

/// Draws secrets in full: they are shown once, so nothing of them may be cut off.
func drawReveal(_ reveal: RevealSnapshot, in area: Rect, on canvas: inout Canvas) {
    let labels = reveal.entries.reduce(0) { max($0, canvas.width(of: $1.label)) }
    let labelWidth = min(labels, 20, max(4, area.width / 3))
    let widest = reveal.entries.reduce(canvas.width(of: reveal.hint)) { widest, entry in
        max(widest, labelWidth + 2 + canvas.width(of: entry.text))
    }
    let width = min(max(32, widest, canvas.width(of: reveal.title) + 4), OverlayFrame.room(in: area))
    let lines = reveal.entries.flatMap { entry -> [DetailLine] in
        let parts = canvas.wrapped(entry.text, to: width - labelWidth - 2, limit: 12)
        return parts.enumerated().map { index, text in
            DetailLine(.field, label: index == 0 ? entry.label : "", text: text)
        }
    }
    let hint = canvas.wrapped(reveal.hint, to: width, limit: 3)
    let size = Size(width: width, height: lines.count + 1 + hint.count)
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: reveal.title, on: &canvas)
    let (body, foot) = frame.content.splitRows(at: max(0, frame.content.height - hint.count))
    for (row, line) in lines.prefix(body.height).enumerated() {
        let rect = body.row(row)
        drawDetailLine(line, labelWidth: labelWidth, in: rect, on: &canvas)
        let value = rect.inset(left: labelWidth + 2)
        canvas.put(line.text, at: value.origin, .secret, maxWidth: value.width)
    }
    for (row, line) in hint.prefix(foot.height).enumerated() {
        canvas.put(line, at: foot.row(row).origin, .hint, maxWidth: foot.width)
    }
    if canvas.isPlain, !body.isEmpty { canvas.showCursor(at: body.inset(left: labelWidth + 2).origin) }
}
