import Terminal
import ViewModels

/// Draws a list to choose from, with boxes where several can be on at once.
func drawChoice(_ choice: ChoiceSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = ChoiceLayout(choice, in: area, canvas)
    let (frame, list) = (layout.frame, layout.list)
    frame.draw(title: choice.title + (choice.search.map { " /\($0)" } ?? ""), on: &canvas)
    frame.drawLines(choice.items.count, around: choice.selected, in: list, on: &canvas) {
        index, row, canvas in
        draw(choice.items[index], in: row, on: &canvas)
        guard index == choice.selected else { return }
        canvas.select(frame.row(at: row.minY), cursorAt: list.minX)
    }
    for (row, line) in layout.hint.enumerated() {
        canvas.put(line, at: layout.foot.row(row + 1).origin, .hint, maxWidth: layout.foot.width)
    }
}

/// Where the parts of a list to choose from stand.
struct ChoiceLayout {
    let frame: OverlayFrame
    let list, foot: Rect
    /// What is said under the list; nothing where there is no room for it.
    let hint: [String]

    init(_ choice: ChoiceSnapshot, in area: Rect, _ canvas: Canvas) {
        let least = max(canvas.width(of: choice.title) + 4, canvas.width(of: choice.widest))
        let widest = choice.items.reduce(least) { widest, item in
            max(widest, canvas.width(of: item.title) + (item.isOn == nil ? 0 : 4))
        }
        let width = min(max(24, widest, canvas.width(of: choice.hint)), OverlayFrame.room(in: area))
        let hint = choice.hint.isEmpty ? [] : canvas.wrapped(choice.hint, to: width, limit: 2)
        let footRows = hint.isEmpty ? 0 : hint.count + 1
        let rows = max(choice.items.count, choice.room)
        frame = OverlayFrame(
            content: Size(width: width, height: rows + footRows), in: area, isPlain: canvas.isPlain)
        let showsFoot = frame.content.height >= footRows + min(3, rows)
        (list, foot) = frame.content.splitRows(at: frame.content.height - (showsFoot ? footRows : 0))
        self.hint = showsFoot ? hint : []
    }
}

private func draw(_ item: ChoiceSnapshot.Item, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    if let isOn = item.isOn {
        pen.write(isOn ? "[x] " : "[ ] ", isOn ? .good : .dim, on: &canvas)
    }
    pen.write(item.title, .overlay, on: &canvas, truncation: .middle)
}
