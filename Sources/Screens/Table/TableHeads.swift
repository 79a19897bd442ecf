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
