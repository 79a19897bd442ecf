import Terminal
import ViewModels

/// Draws secrets in full: they may be shown this once, so nothing of them or of their labels may be cut off.
func drawReveal(_ reveal: RevealSnapshot, in area: Rect, on canvas: inout Canvas) {
    let parts = RevealParts(reveal, in: area, canvas)
    let (layout, frame, body) = (parts.layout, parts.frame, parts.body)
    frame.draw(title: reveal.title, on: &canvas)
    let current = layout.lines.firstIndex { $0.entry == reveal.cursor }
    frame.drawLines(layout.lines.count, around: current, in: body, on: &canvas) { index, row, canvas in
        layout.draw(layout.lines[index], in: row, on: &canvas)
        guard index == current, reveal.entries.count > 1 else { return }
        canvas.select(frame.row(at: row.minY), cursorAt: body.minX)
    }
    parts.hints.draw(on: &canvas)
    guard canvas.isPlain, !body.isEmpty, reveal.entries.count < 2 else { return }
    canvas.showCursor(at: body.inset(left: layout.valueIndent).origin)
}

/// Where the parts of new secrets stand.
struct RevealParts {
    let layout: RevealLayout
    let frame: OverlayFrame
    let body: Rect
    let hints: HintLines

    init(_ reveal: RevealSnapshot, in area: Rect, _ canvas: Canvas) {
        layout = RevealLayout(reveal, columns: OverlayFrame.room(in: area), canvas)
        let hint = canvas.wrapped(reveal.hint, to: layout.width, limit: 3)
        let size = Size(width: layout.width, height: layout.lines.count + 1 + hint.count)
        frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
        let foot: Rect
        (body, foot) = frame.content.splitRows(at: max(0, frame.content.height - hint.count))
        hints = HintLines(lines: hint, rect: foot)
    }
}

/// Labels beside their secrets where both fit, else over them.
struct RevealLayout {
    struct Line {
        let entry: Int
        var label = ""
        var text = ""
    }

    let width: Int
    let valueIndent: Int
    private(set) var lines: [Line] = []

    init(_ reveal: RevealSnapshot, columns: Int, _ canvas: Canvas) {
        let labels = reveal.entries.reduce(0) { max($0, canvas.width(of: $1.label)) }
        let texts = reveal.entries.reduce(0) { max($0, canvas.width(of: $1.text)) }
        let isBeside = labels + 2 + min(texts, 16) <= columns
        valueIndent = isBeside ? labels + 2 : 2
        let widest = max(isBeside ? 0 : labels, valueIndent + texts)
        width = min(
            max(32, widest, canvas.width(of: reveal.hint), canvas.width(of: reveal.title) + 4), columns)
        for (index, entry) in reveal.entries.enumerated() {
            let parts = canvas.wrapped(entry.text, to: max(1, width - valueIndent), limit: 12)
            if !isBeside {
                lines += canvas.wrapped(entry.label, to: width, limit: 3).map {
                    Line(entry: index, label: $0)
                }
            }
            lines += parts.enumerated().map { part, text in
                Line(entry: index, label: isBeside && part == 0 ? entry.label : "", text: text)
            }
        }
    }

    func draw(_ line: Line, in rect: Rect, on canvas: inout Canvas) {
        let room = line.text.isEmpty ? rect.width : min(rect.width, max(0, valueIndent - 2))
        canvas.put(line.label, at: rect.origin, .label, maxWidth: room)
        let value = rect.inset(left: valueIndent)
        canvas.put(line.text, at: value.origin, .secret, maxWidth: value.width)
    }
}
