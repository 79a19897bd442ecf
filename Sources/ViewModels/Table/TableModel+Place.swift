import ServiceCore

/// What a table shows and where it stands, to come back to.
package struct TablePlace {
    let filterText: String
    let filter: Filter
    let sort: RowOrder?
    let scrolledColumns: Int
    let unfilteredCount: Int?
    /// The connection that the board was narrowed to.
    let narrowed: ConnectionID?
    var state: TableState
}

/// What a command needs of the rows of a list, the least first.
package enum CommandNeed: Sendable {
    case nothing
    /// Some rows, so that there is something to move over.
    case rows
    /// The cursor where it was sent, with or without a row there.
    case cursor
    /// A row under the cursor.
    case row
}

/// The row in hand is a row, never a line: it is found again whatever the list becomes.
extension TableModel {
    /// Forgets the rows; the one in hand is looked for first where the filter passes it.
    func forgetRows() {
        generation += 1
        failure = nil
        work.cancel(key("read"))
        work.cancel(key("count"))
        table.restart(keeping: table.inHand.flatMap { isListed($0) ? $0 : nil })
    }

    /// Keeps the cursor on its row from now on: somebody has something to do with it.
    func holdRow() { table.hold() }

    /// Whether a row passes the filter and belongs to a connection that is shown.
    func isListed(_ row: Row) -> Bool {
        source?.operations(for: row.id) != nil && filter.matches(row)
    }

    /// After a refresh: looks for the row that was in hand where another place is all that changed about it.
    func seekIfMoved(_ row: Row?) {
        guard let row, table.selected?.id != row.id, !table.isWhole, isListed(row) else { return }
        table.seek(row)
    }

    /// Takes a row that was just made in hand.
    ///
    /// - Returns: whether the list holds it; else the row in hand stays.
    func choose(_ row: Row) -> Bool {
        guard isListed(row), source?.list != nil else { return false }
        let gathered = source?.gathered.first { $0.connection == row.id.connection }
        gathered?.keep(found: row)
        table.seek(row)
        ensureRows()
        return true
    }

    // MARK: Places

    func place(narrowed: ConnectionID?) -> TablePlace {
        TablePlace(
            filterText: filterText, filter: filter, sort: sort, scrolledColumns: scrolledColumns,
            unfilteredCount: unfilteredCount, narrowed: narrowed, state: table)
    }

    /// Shows again what was shown, and reads it anew; marks of connections that are not shown go.
    func restore(_ place: TablePlace, narrowed: ConnectionID?) {
        work.cancel(key("read"))
        work.cancel(key("count"))
        let height = table.height
        (filterText, filter, sort) = (place.filterText, place.filter, place.sort)
        (scrolledColumns, unfilteredCount) = (place.scrolledColumns, place.unfilteredCount)
        table = place.state
        table.keepMarks { source?.operations(for: $0) != nil }
        table.resize(height: height)
        if place.narrowed == narrowed {
            generation += 1
            failure = nil
            isDirty = true
        } else {
            unfilteredCount = nil
            forgetRows()
        }
    }
}
