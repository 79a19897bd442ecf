import Terminal
import ViewModels

/// Draws the palette: what was typed, and the commands that fit with the keys that do the same.
///
/// Its height does not follow the number of commands, so that it stands still while one types.
func drawPalette(_ palette: PaletteSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = PaletteLayout(palette, in: area, canvas)
    let (frame, list) = (layout.frame, layout.list)
    frame.draw(title: "Commands", on: &canvas)
    drawPaletteItems(palette, in: list, frame, on: &canvas)
    if !palette.error.isEmpty { drawErrorLine(palette.error, in: layout.foot, on: &canvas) }
    var pen = LinePen(layout.top)
    pen.write(":", .key, on: &canvas)
    drawInput(
        InputText(text: palette.text, cursor: palette.cursor, placeholder: "a command or a part of its name"),
        in: layout.field, on: &canvas)
}

/// Where the parts of the palette stand.
struct PaletteLayout {
    let frame: OverlayFrame
    let top, list, foot: Rect
    /// Where a command is typed, behind its sign.
    var field: Rect { top.inset(left: 1) }

    init(_ palette: PaletteSnapshot, in area: Rect, _ canvas: Canvas) {
        let size = Size(
            width: min(76, OverlayFrame.room(in: area)), height: min(17, max(3, area.height - 4)))
        frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
        let below: Rect
        (top, below) = frame.content.splitRows(at: 1)
        let gap = frame.content.height > 6 ? 1 : 0
        (list, foot) = below.inset(top: gap)
            .splitRows(at: max(0, below.height - gap - (palette.error.isEmpty ? 0 : 1)))
    }
}

private func drawPaletteItems(
    _ palette: PaletteSnapshot, in rect: Rect, _ frame: OverlayFrame, on canvas: inout Canvas
) {
    let names = palette.items.reduce(0) { max($0, canvas.width(of: $1.name)) }
    let nameWidth = min(names, rect.width >= 50 ? 28 : rect.width / 2)
    frame.drawLines(palette.items.count, around: palette.selected, in: rect, on: &canvas) {
        index, row, canvas in
        drawPaletteItem(palette.items[index], nameWidth, in: row, on: &canvas)
        if index == palette.selected { canvas.restyle(frame.row(at: row.minY)) { $0.selected() } }
    }
}

private func drawPaletteItem(
    _ item: PaletteSnapshot.Item, _ nameWidth: Int, in rect: Rect, on canvas: inout Canvas
) {
    let isEnabled = item.disabled == nil
    let keyWidth = min(canvas.width(of: item.key), rect.width / 4)
    var pen = LinePen(rect.inset(right: keyWidth + 2))
    let name = canvas.fitted(item.name, to: nameWidth).text
    pen.write(name, isEnabled ? .accent : .disabled, on: &canvas)
    pen.move(to: rect.minX + nameWidth + 2)
    pen.write(item.title, isEnabled ? .overlay : .disabled, on: &canvas)
    if let reason = item.disabled {
        pen.skip(1)
        pen.write("(\(reason))", .disabled, on: &canvas)
    }
    let key = Point(x: rect.maxX - keyWidth, y: rect.minY)
    canvas.put(item.key, at: key, isEnabled ? .key : .disabled, maxWidth: keyWidth)
}
