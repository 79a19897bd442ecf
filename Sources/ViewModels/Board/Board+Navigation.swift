package import ServiceCore

/// From view to view, and out.
extension Board {
    /// Shows the first pane of a kind.
    package func showPane(_ kind: ResourceKind, filter: String? = nil, isOpened: Bool = false) {
        if let pane = PaneRegistry[kind] { showPane(pane, filter: filter, isOpened: isOpened) }
    }

    /// Shows a pane: where it lies below it comes up again, beside another one it takes its place, from anywhere else it is
    /// shown over it, so that there is a way back.
    ///
    /// - Parameter isOpened: opens it over a pane too, as a line of a detail and the palette do.
    func showPane(_ pane: PaneDescription, filter: String? = nil, isOpened: Bool = false) {
        notePlace()
        typedAhead.drop()
        views.makeWay(for: pane, isOpened: isOpened).forEach(leave)
        let table = table(pane)
        let isThere = currentTable === table && (filter == nil || views.isRoot && !isOpened)
        if !isThere { views.push(.pane(pane), over: table.place(narrowed: narrowed)) }
        if !isThere, isOpened, pane.isLog { table.move { $0.moveToStart() } }
        fitViews()
        if let filter {
            // Marks were set in another list than the one that is opened.
            if !isThere { table.move { $0.clearMarks() } }
            applyFilter(filter, to: table)
        }
        ensureVisibleRows()
    }

    package func stepPane(_ step: Int) {
        let panes = PaneRegistry.numbered
        let index = panes.firstIndex { $0.name == views.pane.name } ?? (step > 0 ? panes.count - 1 : 0)
        showPane(panes[(index + step + panes.count) % panes.count])
    }

    func showLastPane() {
        guard let last = views.lastPane else { return notify("There was no other pane yet.", level: .info) }
        showPane(last)
    }

    func push(_ view: BoardView) {
        notePlace()
        typedAhead.drop()
        views.push(view)
        fitViews()
    }

    /// `q`: one view back; from the first one it quits.
    func goBack() {
        guard !views.isRoot else { return quit() }
        notePlace()
        typedAhead.drop()
        views.pop().map(leave)
        fitViews()
    }

    func leave(_ layer: ViewStack.Layer) {
        if case .watch(let watch) = layer.view { watch.stop() }
        if let pane = layer.view.pane, let place = layer.covered {
            table(pane).restore(place, narrowed: narrowed)
        }
        dropLeftTables()
    }

    /// Esc: clears the filter, then the marks, then goes back; never quits.
    func escape() {
        if let table = currentTable {
            if !table.filterText.isEmpty { return applyFilter("", to: table) }
            if !table.table.marks.isEmpty { return table.move { $0.clearMarks() } }
        }
        guard views.isRoot else { return goBack() }
        notify("There is nothing to clear.", hint: "q quits", level: .info)
    }

    // MARK: Leaving

    /// `q` at the root; asks where something would lie still without this console.
    func quit() {
        let asks = workspace.connections.compactMap(\.unfinished)
        guard !asks.isEmpty else { return effect(.quit) }
        waitForDialog { [weak self] in
            var unfinished: [String] = []
            for ask in asks { unfinished += (try? await ask()) ?? [] }
            guard !Task.isCancelled else { return }
            self?.leave(unfinished)
        }
    }

    private func leave(_ unfinished: [String]) {
        guard let first = unfinished.first else { return effect(.quit) }
        let others = unfinished.count == 1 ? "" : " and \(unfinished.count - 1) more"
        let title = "Quit while “\(first)”\(others) \(unfinished.count == 1 ? "is" : "are") being sent?"
        ask(title, [.sentence(fateOfLaunches)], verb: "quits") { [weak self] in self?.effect(.quit) }
    }

    /// Ctrl-C: cancels what runs, else quits as `q` does.
    func cancelOrQuit() {
        guard work.cancelForeground() else { return quit() }
        dialogs.cancelForm()
        for table in tables.values where !table.isLoading { table.noteCancelled() }
        notify("Cancelled.", level: .info)
    }
}
