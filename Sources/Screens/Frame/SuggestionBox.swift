import Terminal
import ViewModels

/// Draws what may be typed, in a box that stands on the line being typed; nothing where there is no room for a line of it.
///
/// Its height does not follow the number of items, so that it stands still while one types.
func drawSuggestions(_ suggestions: Suggestions, over area: Rect, on canvas: inout Canvas) {
    let hasNote = !suggestions.note.isEmpty
    let rows = min(8, area.height - 3 - (hasNote ? 1 : 0))
    guard rows > 0 else { return }
    let size = Size(
        width: min(76, OverlayFrame.room(in: area)), height: rows + (hasNote ? 1 : 0))
    let place = Rect(
        x: area.minX, y: area.maxY - size.height - 2, width: area.width, height: size.height + 2)
    let frame = OverlayFrame(content: size, in: place, isPlain: canvas.isPlain)
    frame.draw(title: suggestions.title, on: &canvas)
    let (list, foot) = frame.content.splitRows(at: frame.content.height - (hasNote ? 1 : 0))
    let widest = suggestions.items.reduce(0) { max($0, canvas.width(of: $1.text)) }
    let width = min(widest, suggestions.items.allSatisfy(\.meaning.isEmpty) ? list.width : 24)
    frame.drawLines(suggestions.items.count, around: nil, in: list, on: &canvas) { index, row, canvas in
        let item = suggestions.items[index]
        var pen = LinePen(row)
        pen.write(canvas.fitted(item.text, to: width).text, .accent, on: &canvas)
        pen.move(to: row.minX + width + 2)
        pen.write(item.meaning, .overlay, on: &canvas)
    }
    canvas.put(suggestions.note, at: foot.origin, .hint, maxWidth: foot.width)
}
