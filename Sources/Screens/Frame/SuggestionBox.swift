import Terminal
import ViewModels

/// Draws what may be typed, in a box that stands on the line being typed; nothing where there is no room for a line of it.
///
/// Its height does not follow the number of items, so that it stands still while one types.
func drawSuggestions(_ suggestions: Suggestions, over area: Rect, on canvas: inout Canvas) {
    guard let layout = SuggestionLayout(suggestions, over: area, isPlain: canvas.isPlain) else { return }
    let (frame, list, foot) = (layout.frame, layout.list, layout.foot)
    frame.draw(title: suggestions.title, on: &canvas)
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

/// Where the parts of the box stand.
struct SuggestionLayout {
    let frame: OverlayFrame
    let list, foot: Rect

    /// - Returns: nil where there is no room for a line of it.
    init?(_ suggestions: Suggestions, over area: Rect, isPlain: Bool) {
        let footRows = suggestions.note.isEmpty ? 0 : 1
        let rows = min(8, area.height - 3 - footRows)
        guard rows > 0 else { return nil }
        let size = Size(width: min(76, OverlayFrame.room(in: area)), height: rows + footRows)
        let place = Rect(
            x: area.minX, y: area.maxY - size.height - 2, width: area.width, height: size.height + 2)
        frame = OverlayFrame(content: size, in: place, isPlain: isPlain)
        (list, foot) = frame.content.splitRows(at: frame.content.height - footRows)
    }
}
