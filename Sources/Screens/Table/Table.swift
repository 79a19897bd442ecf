import Terminal
import ViewModels

/// Draws a table: what it shows, the column heads, and as many rows as there is room for.
func drawTable(_ table: TableSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let (title, belowTitle) = rect.splitRows(at: rect.height > 1 ? 1 : 0)
    let (heads, rows) = belowTitle.splitRows(at: rect.height > 2 ? 1 : 0)
    drawTableTitle(table, in: title, on: &canvas)
    if let message = table.message, table.rows.isEmpty {
        drawTableMessage(message, in: belowTitle, on: &canvas)
        return
    }
    let grid = TableGrid(table, width: rect.width, canvas)
    drawTableHeads(table, grid, in: heads, on: &canvas)
    for (index, row) in table.rows.prefix(rows.height).enumerated() {
        drawTableRow(row, of: table, grid, in: rows.row(index), on: &canvas)
    }
    if let cursor = table.cursor, table.rows.indices.contains(cursor) {
        canvas.select(rows.row(cursor), cursorAt: rect.minX + grid.gutter)
    }
    guard let position = table.position else { return }
    let shown = min(table.rows.count, rows.height)
    drawScrollMark(first: position.first, shown: shown, total: position.total, in: rows, on: &canvas)
}

/// What all lines of one table have in common.
struct TableGrid {
    let plan: ColumnPlan
    /// The columns in front of the first one: for the sign of marked rows.
    let gutter: Int

    init(_ table: TableSnapshot, width: Int, _ canvas: Canvas) {
        gutter = width < 24 ? min(1, width) : 3
        let margin = width < 24 ? 0 : 2
        plan = ColumnPlan(
            table.columns, scrolled: table.scrolledColumns, width: max(1, width - gutter - margin)
        ) { index in
            let column = table.columns[index]
            let most = max(column.maximumWidth, column.headWidth)
            let widest = table.rows.reduce(0) { widest, row in
                guard row.cells.indices.contains(index) else { return widest }
                return max(widest, canvas.width(of: row.cells[index].text, limit: most + 1))
            }
            return min(most, max(column.headWidth, column.isRightAligned ? widest : widest.roundedUp))
        }
    }
}

extension Int {
    /// Steps of four, so that columns seldom move while one scrolls.
    fileprivate var roundedUp: Int { (self + 3) / 4 * 4 }
}
