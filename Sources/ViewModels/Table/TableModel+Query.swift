package import ServiceCore

extension TableModel {
    /// Puts a filter in force.
    ///
    /// - Throws: `.invalid` where the line is not in the grammar; the old filter then stays.
    package func setFilter(_ text: String) throws(ServiceError) {
        guard let source else { return }
        var parser = source.parser(now: clock.date(), zone: clock.zone)
        parser.kept = keptFilters()
        let parsed = try parser.parse(text)
        filterText = text.trimmingBlanks
        guard parsed != filter else { return }
        if filter.isEmpty, case .exact(let count) = table.total { unfilteredCount = count }
        filter = parsed
        restart()
    }

    package func move(_ change: (inout TableState) -> Void) {
        change(&table)
        ensureRows()
    }

    /// Orders by the column left or right of the one in force.
    ///
    /// - Returns: why a column was passed over, nil where none was.
    package func moveSort(by step: Int) -> String? {
        guard let list = source?.list else { return nil }
        var index =
            columns.firstIndex { $0.field == currentSort?.field } ?? (step > 0 ? -1 : columns.count)
        var reason: String?
        for _ in columns {
            index = (index + step + columns.count) % columns.count
            let column = columns[index]
            if list.sortable.contains(where: { $0.field == column.field }) {
                setSort(RowOrder(column.field, ascending: currentSort?.isAscending ?? true))
                return reason
            }
            reason = reason ?? "\(column.title): \(list.unsortable[column.field] ?? "cannot be sorted")"
        }
        return "These rows cannot be sorted."
    }

    /// Orders by a column, or turns the order round where it is by that column already.
    ///
    /// - Returns: why it cannot be, nil where it is.
    package func sort(by field: FieldID) -> String? {
        guard let list = source?.list else { return nil }
        if currentSort?.field == field {
            invertSort()
            return nil
        }
        guard list.sortable.contains(where: { $0.field == field }) else {
            let title = columns.first { $0.field == field }?.title ?? field.uppercased()
            return "\(title): \(list.unsortable[field] ?? "cannot be sorted")"
        }
        setSort(RowOrder(field, ascending: currentSort?.isAscending ?? true))
        return nil
    }

    package func setSort(_ order: RowOrder) {
        guard order != currentSort else { return }
        sort = order
        restart()
    }

    package func invertSort() {
        guard let order = currentSort else { return }
        setSort(order.inverted)
    }

    /// The order in force, the listing's own where none was chosen.
    package var currentSort: RowOrder? {
        order ?? source?.list?.sortable.first
    }

    /// What a person or the pane chose, as far as the platform knows that order.
    var order: RowOrder? {
        guard let sort, let list = source?.list else { return nil }
        return list.sortable.contains { $0.field == sort.field } ? sort : nil
    }

    // MARK: Columns

    package static func columns(of pane: PaneDescription, chosen: [FieldID]?) -> [PaneColumn] {
        guard let chosen else { return pane.columns.filter { !$0.isHidden } }
        let known = pane.columns.filter { column in chosen.contains(column.field) || column.priority == 0 }
        return known
    }

    package func toggleColumn(_ field: FieldID) {
        guard let column = pane.columns.first(where: { $0.field == field }), column.priority > 0 else {
            return
        }
        if columns.contains(column) {
            columns.removeAll { $0 == column }
        } else {
            columns = pane.columns.filter { $0 == column || columns.contains($0) }
        }
        scrolledColumns = 0
    }

    package func scrollColumns(by step: Int) {
        scrolledColumns = max(0, min(scrolledColumns + step, columns.count - 2))
    }

    /// What is worth remembering of this pane.
    package var remembered: BoardMemory.Pane {
        var memory = BoardMemory.Pane()
        let fields = columns.map(\.field)
        if fields != Self.columns(of: pane, chosen: nil).map(\.field) { memory.columns = fields }
        if sort != pane.sort { memory.sort = sort }
        return memory
    }
}
