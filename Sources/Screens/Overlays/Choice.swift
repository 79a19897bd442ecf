import Terminal
import ViewModels

/// Draws a list to choose from, with boxes where several can be on at once.
func drawChoice(_ choice: ChoiceSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = ChoiceLayout(choice, in: area, canvas)
    let (frame, list) = (layout.frame, layout.list)
    frame.draw(title: choice.title + (choice.search.map { " /\($0)" } ?? ""), on: &canvas)
    frame.drawLines(choice.items.count, around: choice.selected, in: list, on: &canvas) {
        index, row, canvas in
        draw(choice.items[index], layout.titleWidth, in: row, on: &canvas)
        guard index == choice.selected else { return }
        canvas.select(frame.row(at: row.minY), cursorAt: list.minX)
    }
    layout.hints.draw(on: &canvas)
}

/// Where the parts of a list to choose from stand.
struct ChoiceLayout {
    let frame: OverlayFrame
    let list: Rect
    /// The columns of the titles where notes stand beside them; nil where none do.
    let titleWidth: Int?
    /// What is said under the list; nothing where there is no room for it.
    let hints: HintLines

    init(_ choice: ChoiceSnapshot, in area: Rect, _ canvas: Canvas) {
        let hasNotes = choice.items.contains { !$0.note.isEmpty }
        let titles = choice.items.reduce(0) { max($0, canvas.width(of: $1.title)) }
        let notes = choice.items.reduce(0) { max($0, canvas.width(of: $1.note) + 2) }
        let box = choice.items.contains { $0.isOn != nil } ? 4 : 0
        let widest = [
            canvas.width(of: choice.title) + 4, canvas.width(of: choice.widest),
            box + titles + (hasNotes ? notes : 0),
        ].reduce(0, max)
        let width = min(max(24, widest, canvas.width(of: choice.hint)), OverlayFrame.room(in: area))
        let hint = choice.hint.isEmpty ? [] : canvas.wrapped(choice.hint, to: width, limit: 2)
        // A long title leaves its note a third.
        titleWidth = hasNotes ? min(titles, max(width - notes, width * 2 / 3)) : nil
        let footRows = hint.isEmpty ? 0 : hint.count + 1
        let rows = max(choice.items.count, choice.room)
        frame = OverlayFrame(
            content: Size(width: width, height: rows + footRows), in: area, isPlain: canvas.isPlain)
        let showsFoot = frame.content.height >= footRows + min(3, rows)
        let foot: Rect
        (list, foot) = frame.content.splitRows(at: frame.content.height - (showsFoot ? footRows : 0))
        hints = HintLines(lines: showsFoot ? hint : [], rect: foot.inset(top: 1))
    }
}

private func draw(
    _ item: ChoiceSnapshot.Item, _ titleWidth: Int?, in rect: Rect, on canvas: inout Canvas
) {
    var pen = LinePen(rect)
    if let isOn = item.isOn {
        pen.write(isOn ? "[x] " : "[ ] ", isOn ? .good : .dim, on: &canvas)
    }
    guard let titleWidth, !item.note.isEmpty else {
        return pen.write(item.title, .overlay, on: &canvas, truncation: .middle)
    }
    let start = pen.x
    pen.write(canvas.fitted(item.title, to: titleWidth, .middle).text, .overlay, on: &canvas)
    pen.move(to: start + titleWidth + 2)
    pen.write(item.note, .dim, on: &canvas)
}
