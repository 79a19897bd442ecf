import Terminal
import ViewModels

/// Draws a small menu: each letter with what it does, or why it cannot.
func drawMenu(_ menu: MenuSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = MenuLayout(menu, in: area, canvas)
    let (frame, keys) = (layout.frame, layout.keys)
    frame.draw(title: menu.title, on: &canvas)
    for (row, item) in menu.items.prefix(frame.content.height).enumerated() {
        let isEnabled = item.disabled == nil
        var pen = LinePen(frame.content.row(row))
        pen.write(item.key, isEnabled ? .key : .disabled, on: &canvas)
        pen.move(to: frame.content.minX + keys + 2)
        pen.write(item.words, isEnabled ? .overlay : .disabled, on: &canvas)
    }
    if canvas.isPlain { canvas.showCursor(at: frame.content.origin) }
}

/// Where the parts of a small menu stand.
struct MenuLayout {
    let frame: OverlayFrame
    /// The columns of the letters.
    let keys: Int

    init(_ menu: MenuSnapshot, in area: Rect, _ canvas: Canvas) {
        let keys = menu.items.reduce(1) { max($0, canvas.width(of: $1.key)) }
        let widest = menu.items.reduce(canvas.width(of: menu.title) + 4) { widest, item in
            max(widest, keys + 2 + canvas.width(of: item.words))
        }
        let size = Size(width: min(max(24, widest), OverlayFrame.room(in: area)), height: menu.items.count)
        frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
        self.keys = keys
    }
}

extension MenuSnapshot.Item {
    fileprivate var words: String { disabled.map { "\(title) (\($0))" } ?? title }
}
