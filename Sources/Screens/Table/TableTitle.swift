import Terminal
import ViewModels

/// Draws the table's name, its filter, how much it shows, and whether that is old.
func drawTableTitle(_ table: TableSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let staleWidth = canvas.width(of: table.stale)
    let showsStale = staleWidth > 0 && rect.width > 24
    let staleRoom = showsStale ? min(staleWidth + 4, rect.width * 2 / 3) : 0
    var pen = LinePen(rect.inset(left: 1, right: 1 + staleRoom))
    pen.write(table.title, .title, on: &canvas)
    if !table.filter.isEmpty {
        pen.skip(1)
        let filter = canvas.fitted("/" + table.filter, to: max(12, pen.room * 3 / 5)).text
        pen.write(filter, .accent, on: &canvas)
    }
    pen.skip(2)
    let isShort = !table.shortSummary.isEmpty && canvas.width(of: table.summary) > pen.room
    if pen.room >= 8 { pen.write(isShort ? table.shortSummary : table.summary, .dim, on: &canvas) }
    guard showsStale else { return }
    let width = min(staleWidth, staleRoom - 4)
    let start = Point(x: rect.maxX - 1 - width, y: rect.minY)
    canvas.put(sign: canvas.glyphs.warningSign, at: Point(x: start.x - 2, y: start.y), CellStyle(.warning))
    canvas.put(table.stale, at: start, .warning, maxWidth: width)
}
