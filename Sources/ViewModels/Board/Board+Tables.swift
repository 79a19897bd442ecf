package import ServiceCore

/// The tables of the panes, and what is known of rows wherever they stand.
extension Board {
    /// A pane's table, made when it is first wanted.
    package func table(_ pane: PaneDescription) -> TableModel {
        if let table = tables[pane.id] { return table }
        let kept = pane.campaign == nil ? keptRows[pane.kind] ?? [] : []
        let table = TableModel(
            pane: arranged(pane), source: MergedKind(pane.kind, of: connections(of: pane), keeping: kept),
            work: work, clock: clock, remembered: remembered(of: pane))
        table.isSeen = { [weak self] in
            self.map { $0.views.pane.id == pane.id && !$0.pending.isPaused } ?? false
        }
        // What a dialog is about, or a command of the palette will be, is the row that was seen when it was opened.
        table.mayLeaveRow = { [weak self] in self?.dialogs.isEmpty ?? true }
        table.keptFilters = { [weak self] in self?.memory.panes[pane.name]?.filters ?? [:] }
        table.table.resize(height: layout.tableRows)
        table.didAnswer = { [weak self, weak table] in if let table { self?.takeAnswer(of: table) } }
        tables[pane.id] = table
        guard pane.campaign == nil else { return table }
        let gathered = table.source?.gathered ?? []
        keptRows[pane.kind] = kept + gathered.filter { one in !kept.contains { $0 === one } }
        return table
    }

    /// The table that shows rows of a kind here.
    package func table(_ kind: ResourceKind) -> TableModel { table(views.pane(of: kind)) }

    /// The connections that the board is not narrowed away from.
    var shownConnections: [Connection] {
        narrowed.flatMap { workspace[$0].map { [$0] } } ?? workspace.connections
    }

    /// Those whose rows a pane shows, each with the rows that are meant.
    private func connections(of pane: PaneDescription) -> [Connection] {
        guard let campaign = pane.campaign else { return shownConnections }
        return shownConnections.compactMap { $0.listing(recipientsOf: campaign) }
    }

    /// Ends the tables of recipients that no view shows any more.
    func dropLeftTables() {
        let shown = Set(views.all.compactMap(\.pane?.id))
        for (id, table) in tables where table.pane.campaign != nil && !shown.contains(id) {
            table.stop()
            tables[id] = nil
        }
    }

    /// What the shown connections can do with a kind; nil where none serves it.
    func source(of kind: ResourceKind) -> MergedKind? { table(kind).source }

    func narrow(to id: ConnectionID?) {
        if let id, workspace[id] == nil {
            return notify("There is no connection “\(id)”.", level: .error)
        }
        if let fault = id.flatMap({ workspace[$0]?.fault }) { return report(fault) }
        let places = tables.values.map { ($0.pane, $0.place(narrowed: narrowed)) }
        narrowed = id
        for table in tables.values { table.stop() }
        tables = [:]
        overview = OverviewState()
        for (pane, place) in places { table(pane).restore(place, narrowed: narrowed) }
        fitViews()
    }

    // MARK: Rows

    /// Shows rows as they are known now, wherever they stand, until they are read again.
    func show(_ rows: [Row]) {
        keep(rows, gone: [])
        for row in rows {
            for table in tables.values where table.pane.kind == row.id.kind { table.merge(row) }
            if let detail = currentDetail, detail.row.id == row.id { detail.show(row) }
        }
    }

    /// Takes rows that are gone off the board; of a deletion that broke off only reading again tells which those are.
    func forget(_ ids: Set<ResourceID>) {
        keep([], gone: ids)
        let kinds = Set(ids.map(\.kind))
        for table in tables.values where kinds.contains(table.pane.kind) { table.drop(ids) }
        views.drop(ids)
        if let detail = currentDetail, ids.contains(detail.row.id) { goBack() }
    }

    /// Takes rows as they are known now, and what is gone, into what is kept of the platforms that are read whole: it would
    /// else show what stood there before until its next turn.
    private func keep(_ rows: [Row], gone: Set<ResourceID>) {
        for kind in Set(rows.map(\.id.kind)).union(gone.map(\.kind)) {
            for gathered in keptRows[kind] ?? [] {
                let own: (ResourceID) -> Bool = { $0.kind == kind && $0.connection == gathered.connection }
                let (changed, lost) = (rows.filter { own($0.id) }, gone.filter(own))
                if !changed.isEmpty || !lost.isEmpty { gathered.take(changed, gone: lost) }
            }
        }
    }
}
