import Terminal
import ViewModels

/// Draws a list to choose from, with boxes where several can be on at once.
func drawChoice(_ choice: ChoiceSnapshot, in area: Rect, on canvas: inout Canvas) {
    let widest = choice.items.reduce(canvas.width(of: choice.title) + 4) { widest, item in
        max(widest, canvas.width(of: item.title) + (item.isOn == nil ? 0 : 4))
    }
    let width = min(max(24, widest, canvas.width(of: choice.hint)), OverlayFrame.room(in: area))
    let hint = choice.hint.isEmpty ? [] : canvas.wrapped(choice.hint, to: width, limit: 2)
    let footRows = hint.isEmpty ? 0 : hint.count + 1
    let size = Size(width: width, height: choice.items.count + footRows)
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: choice.title, on: &canvas)
    let showsFoot = frame.content.height >= footRows + min(3, choice.items.count)
    let (list, foot) = frame.content.splitRows(at: frame.content.height - (showsFoot ? footRows : 0))
    frame.drawLines(choice.items.count, around: choice.selected, in: list, on: &canvas) {
        index, row, canvas in
        draw(choice.items[index], in: row, on: &canvas)
        guard index == choice.selected else { return }
        canvas.select(frame.row(at: row.minY), cursorAt: list.minX)
    }
    for (row, line) in hint.enumerated() where showsFoot {
        canvas.put(line, at: foot.row(row + 1).origin, .hint, maxWidth: foot.width)
    }
}

private func draw(_ item: ChoiceSnapshot.Item, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    if let isOn = item.isOn {
        pen.write(isOn ? "[x] " : "[ ] ", isOn ? .good : .dim, on: &canvas)
    }
    pen.write(item.title, .overlay, on: &canvas, truncation: .middle)
}
