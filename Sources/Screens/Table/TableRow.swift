import ServiceCore
import Terminal
import ViewModels

/// Draws one row; what has just changed carries a star in the gap behind it, and what its platform does not show
/// yet a tilde, so that nothing moves.
func drawTableRow(
    _ row: TableRowSnapshot, of table: TableSnapshot, _ grid: TableGrid, in rect: Rect,
    on canvas: inout Canvas
) {
    guard rect.height > 0 else { return }
    if row.isMarked {
        let point = Point(x: rect.minX + grid.gutter / 2, y: rect.minY)
        canvas.put(sign: canvas.glyphs.mark, at: point, CellStyle(.mark))
    }
    for place in grid.plan.places where row.cells.indices.contains(place.index) {
        let point = Point(x: rect.minX + grid.gutter + place.x, y: rect.minY)
        let room = min(place.width, max(0, rect.maxX - point.x))
        draw(row.cells[place.index], table.columns[place.index], at: point, width: room, on: &canvas)
    }
}

private func draw(
    _ cell: CellSnapshot, _ column: ColumnSnapshot, at point: Point, width: Int, on canvas: inout Canvas
) {
    let text = canvas.fitted(cell.text, to: width, column.truncatesMiddle ? .middle : .end)
    let style = CellStyle(cell.isChanged ? .changed : cell.tone.role())
    let indent = column.isRightAligned ? width - text.width : 0
    canvas.put(text, at: Point(x: point.x + indent, y: point.y), style, maxWidth: width)
    guard cell.isChanged || cell.isUnseen else { return }
    let end = Point(x: point.x + indent + text.width, y: point.y)
    canvas.put(sign: cell.isChanged ? "*" : "~", at: end, CellStyle(.changed))
}
