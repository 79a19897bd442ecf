import Terminal
import ViewModels

/// Draws a table: what it shows, the column heads, and as many rows as there is room for.
func drawTable(_ table: TableSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let parts = TableParts(rect)
    let rows = parts.rows
    drawTableTitle(table, in: parts.title, on: &canvas)
    if let message = table.message, table.rows.isEmpty {
        drawTableMessage(message, in: parts.belowTitle, on: &canvas)
        return
    }
    let grid = TableGrid(table, width: rect.width, canvas)
    drawTableHeads(table, grid, in: parts.heads, on: &canvas)
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

/// How a table divides its block.
struct TableParts {
    let title, belowTitle, heads, rows: Rect

    init(_ rect: Rect) {
        (title, belowTitle) = rect.splitRows(at: rect.height > 1 ? 1 : 0)
        (heads, rows) = belowTitle.splitRows(at: rect.height > 2 ? 1 : 0)
    }
}

/// What all lines of one table have in common.
struct TableGrid {
    let plan: ColumnPlan
    /// The columns in front of the first one: for the sign of marked rows.
    let gutter: Int

    init(_ table: TableSnapshot, width: Int, _ canvas: Canvas) {
        gutter = width < 24 ? min(1, width) : 3
        let margin = width < 24 ? 0 : 2
        // Half a number is a wrong number, and half a state no state.
        let whole = Set(
            table.columns.indices.filter { index in
                table.columns[index].isRightAligned
                    || table.rows.contains { index < $0.cells.count && $0.cells[index].tone != nil }
            })
        plan = ColumnPlan(
            table.columns, scrolled: table.scrolledColumns, width: max(1, width - gutter - margin),
            natural: { Self.natural($0, of: table, isSteady: whole.contains($0), canvas) },
            isWhole: whole.contains)
    }

    /// What a column's head and cells would take, up to what the column allows itself.
    private static func natural(
        _ index: Int, of table: TableSnapshot, isSteady: Bool, _ canvas: Canvas
    ) -> Int {
        let column = table.columns[index]
        let most = max(column.maximumWidth, column.headWidth)
        let widest = table.rows.reduce(0) { widest, row in
            guard index < row.cells.count else { return widest }
            return max(widest, canvas.width(of: row.cells[index].text, limit: most + 1))
        }
        return min(most, max(column.headWidth, isSteady ? widest : widest.roundedUp))
    }
}

extension Int {
    /// Steps of four, so that columns seldom move while one scrolls.
    fileprivate var roundedUp: Int { (self + 3) / 4 * 4 }
}
