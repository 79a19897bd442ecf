import Terminal

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
