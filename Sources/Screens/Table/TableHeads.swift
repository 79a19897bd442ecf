import Terminal
import ViewModels

/// Draws the column heads, an arrow at the one sorted by, and arrows at the ends where columns are out of sight.
func drawTableHeads(_ table: TableSnapshot, _ grid: TableGrid, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 0 else { return }
    canvas.fill(rect, .header)
    for place in grid.plan.places {
        let column = table.columns[place.index]
        let point = Point(x: rect.minX + grid.gutter + place.x, y: rect.minY)
        canvas.put(
            head(of: column, canvas.glyphs), at: point, width: place.width,
            column.isRightAligned ? .trailing : .leading,
            CellStyle(column.sort == nil ? .header : .headerActive))
    }
    if table.scrolledColumns > 0, rect.width > 24 {
        let left = Point(x: rect.minX + 1, y: rect.minY)
        canvas.put(sign: canvas.glyphs.arrowLeft, at: left, CellStyle(.header))
    }
    if grid.plan.isMissingColumns, rect.width > 24 {
        let right = Point(x: rect.maxX - 1, y: rect.minY)
        canvas.put(sign: canvas.glyphs.arrowRight, at: right, CellStyle(.header))
    }
}

private func head(of column: ColumnSnapshot, _ glyphs: GlyphSet) -> String {
    switch column.sort {
    case nil: column.title
    case .ascending: "\(column.title) \(glyphs.sortedUp)"
    case .descending: "\(column.title) \(glyphs.sortedDown)"
    }
}

/// Draws the table's name, its filter, how much it shows, and whether that is old.
func drawTableTitle(_ table: TableSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let staleWidth = canvas.width(of: table.stale)
    let showsStale = staleWidth > 0 && rect.width > 24
    let staleRoom = showsStale ? min(staleWidth + 4, rect.width * 2 / 3) : 0
    var pen = LinePen(rect.inset(left: 1, right: 1 + staleRoom))
    pen.write(table.title, .title, on: &canvas)
    if !table.filter.isEmpty {
        pen.skip(1)
        // It stands in full on its own line, so it makes way where all of the summary then fits.
        let summary = canvas.width(of: table.shortSummary.isEmpty ? table.summary : table.shortSummary)
        let (most, spare) = (pen.room * 3 / 5, pen.room - summary - 2)
        let room = spare >= max(12, pen.room / 5) ? min(most, spare) : max(12, most)
        pen.write(canvas.fitted("/" + table.filter, to: room).text, .accent, on: &canvas)
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
