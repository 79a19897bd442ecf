import ServiceCore

extension Board {
    func moveInList(_ change: (inout TableState) -> Void) { currentTable?.move(change) }

    func markRange() {
        guard let table = currentTable else { return }
        var isMarked = false
        table.move { isMarked = $0.markRange() }
        let isFar = table.table.lastMarked != nil
        guard !isMarked else { return }
        notify(
            isFar ? "The last mark is too far from here." : "Mark a row with Space first.", level: .warning)
    }

    /// `*`: needs every row at hand, so it is refused where there are too many.
    func invertMarks() {
        guard let table = currentTable, let list = table.source?.list else { return }
        let request = ListRequest(filter: table.filter, sort: table.currentSort, limit: 10_001)
        table.isMarking = true
        wait { [weak self] () async throws(ServiceError) in
            do throws(ServiceError) {
                let page = try await list.page(request)
                self?.invertMarks(of: table, over: page.items)
            } catch {
                table.isMarking = false
                self?.typedAhead.drop()
                throw error
            }
        }
    }

    private func invertMarks(of table: TableModel, over rows: [Row]) {
        guard !Task.isCancelled else { return }
        table.isMarking = false
        guard rows.count <= 10_000 else {
            typedAhead.drop()
            return notify("More than 10,000 rows match; narrow them with / first.", level: .warning)
        }
        table.move { $0.invertMarks(over: rows) }
        takeAnswer(of: table)
    }

    func moveSort(by step: Int) {
        guard let table = currentTable else { return }
        if let reason = table.moveSort(by: step) { notify(reason, level: .info) }
        remember(table)
    }

    func clearMarks() {
        guard currentTable?.table.marks.isEmpty == false else {
            return notify("Nothing is marked.", level: .info)
        }
        moveInList { $0.clearMarks() }
    }

    func scrollColumns(by step: Int) {
        guard let table = currentTable else { return }
        let before = table.scrolledColumns
        table.scrollColumns(by: step)
        guard table.scrolledColumns == before else { return }
        notify("There are no more columns to the \(step < 0 ? "left" : "right").", level: .info)
    }

    func invertSort() {
        guard let table = currentTable else { return }
        guard table.currentSort != nil else { return notify("These rows cannot be sorted.", level: .info) }
        table.invertSort()
        remember(table)
    }

    func chooseColumns() {
        guard let table = currentTable else { return }
        let items = table.pane.columns.filter { $0.priority > 0 }.map { column in
            ChoiceState.Item(column.field, column.title, isOn: table.columns.contains(column))
        }
        choose("Columns of \(table.pane.title.lowercased())", of: items) { [weak self] field in
            table.toggleColumn(field)
            self?.remember(table)
        }
    }

    func remember(_ table: TableModel) {
        change(memoryOf: table.pane) { $0 = $0.shown(as: table.remembered) }
    }

    func change(memoryOf pane: PaneDescription, _ change: (inout BoardMemory.Pane) -> Void) {
        change(&memory.panes[pane.name, default: BoardMemory.Pane()])
        effect(.remember(memory))
    }

    func copySelected() {
        guard let rows = currentTable?.table.targets, !rows.isEmpty else { return }
        let unseen = unseenTargets(among: rows).map { " (\($0))" } ?? ""
        copy(
            rows.map(\.name).joined(separator: "\n"),
            (rows.count == 1 ? rows[0].name : NumberText.counted(rows.count, "row")) + unseen)
    }

    func copy(_ text: String, _ what: String) {
        effect(.copy(text, called: what))
    }

    /// What the program says once a text is on its way; no terminal answers whether it took it.
    package func wasCopied(_ what: String) {
        notify("\(what) sent to the terminal's clipboard", level: .info)
    }

    /// `f` in activity: all, then one kind after the other; the rest of the filter stays.
    func cycleEventKinds() {
        guard let table = currentTable else { return }
        let kinds = [
            "", "accepted", "delivered", "view", "click", "bounce", "complaint", "unsubscribe", "not sent",
        ]
        let terms = kinds.map { $0.isEmpty ? "" : $0.contains(" ") ? "kind:\"\($0)\"" : "kind:\($0)" }
        var line = FilterLine(table.filterText)
        let index = terms.firstIndex(of: line.terms(of: "kind").first ?? "") ?? 0
        line.replace("kind", by: terms[(index + 1) % terms.count])
        applyFilter(line.text, to: table)
    }
}
