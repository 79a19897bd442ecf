package import ServiceCore
import Terminal

extension Board {
    /// Shows a pane: beside another one in its place, from anywhere else over it, so that there is a way back.
    ///
    /// - Parameter isOpened: opens it over a pane too, as a line of a detail and the palette do.
    package func showPane(_ kind: ResourceKind, filter: String? = nil, isOpened: Bool = false) {
        typedAhead.drop()
        if kind != currentKind { lastPane = currentKind }
        if !isOpened, case .pane = currentView {
            if views.count > 1 { removeView() } else { views = [.pane(kind)] }
        }
        let isThere =
            if case .pane(kind) = currentView { filter == nil || views.count == 1 && !isOpened } else {
                false
            }
        if !isThere { cover(kind) }
        fitViews()
        if let filter {
            // Marks were set in another list than the one that is opened.
            if !isThere { table(kind).move { $0.clearMarks() } }
            applyFilter(filter, to: table(kind))
        }
        ensureVisibleRows()
    }

    /// Opens a pane over the views; what its table shows comes back when it is left.
    private func cover(_ kind: ResourceKind) {
        covered[views.count] = table(kind).place(narrowed: narrowed)
        views.append(.pane(kind))
    }

    package func stepPane(_ step: Int) {
        let panes = PaneRegistry.numbered
        let index = panes.firstIndex { $0.kind == currentKind } ?? (step > 0 ? panes.count - 1 : 0)
        showPane(panes[(index + step + panes.count) % panes.count].kind)
    }

    func showLastPane() {
        guard let lastPane else { return notify("There was no other pane yet.", level: .info) }
        showPane(lastPane)
    }

    func push(_ view: BoardView) {
        typedAhead.drop()
        views.append(view)
        fitViews()
    }

    /// `q`: one view back; from the first one it quits.
    func goBack() {
        guard views.count > 1 else { return quit() }
        typedAhead.drop()
        removeView()
        fitViews()
    }

    private func removeView() {
        let view = views.removeLast()
        if case .watch(let watch) = view { watch.stop() }
        guard let place = covered.removeValue(forKey: views.count), case .pane(let kind) = view else {
            return
        }
        table(kind).restore(place, narrowed: narrowed)
    }

    /// Esc: clears the filter, then the marks, then goes back; never quits.
    func escape() {
        if case .pane(let kind) = currentView {
            let table = table(kind)
            if !table.filterText.isEmpty { return applyFilter("", to: table) }
            if !table.table.marks.isEmpty { return table.move { $0.clearMarks() } }
        }
        if views.count > 1 {
            goBack()
        } else {
            notify("There is nothing to clear.", hint: "q quits", level: .info)
        }
    }

    // MARK: Opening rows

    func openSelected() {
        guard let row = currentTable?.table.selected else { return }
        if row.id.kind == .campaign, let campaign = row.resource as? Campaign, campaign.state.hasStarted,
            openWatch(row.id, title: campaign.title)
        {
            return
        }
        openDetail()
    }

    func openDetail(asJSON: Bool = false) {
        guard let row = currentTable?.table.selected else { return }
        open(row, asJSON: asJSON)
    }

    func open(_ row: Row, asJSON: Bool = false) {
        let detail = DetailModel(row: row, isJSON: asJSON, isHosted: isHosted(row), clock: clock)
        push(.detail(detail))
        loadEvents(for: detail)
        if asJSON { loadArchivedText(for: detail) }
    }

    /// An event's message, where the platform gives it with the one row that is looked up.
    private func loadArchivedText(for detail: DetailModel) {
        guard detail.kind == .event, let find = operations(for: detail.row)?.operations.find else { return }
        let id = detail.row.id
        work.start("detail.archive", .replace) { [weak detail] in
            guard let row = try? await find(id.native), !Task.isCancelled, let detail, detail.row.id == id
            else { return }
            detail.show(row)
            detail.showArchivedText()
        }
    }

    @discardableResult
    func openWatch(_ id: ResourceID, title: String) -> Bool {
        guard let connection = workspace[id.connection], let control = connection.campaigns else {
            return false
        }
        let watch = WatchModel(
            campaign: id, title: title, control: control,
            tellsEvents: connection.resources[.event] != nil, work: work, clock: clock)
        push(.watch(watch))
        watch.start()
        return true
    }

    /// A person's newest events, under the fields of the contact.
    func loadEvents(for detail: DetailModel) {
        guard detail.kind == .contact, detail.row.id.isReadable,
            let trace = workspace[detail.row.id.connection]?.trace
        else { return }
        let address = detail.row.name
        work.start("detail.events", .replace) { [weak detail] in
            guard let found = try? await trace(address), !Task.isCancelled else { return }
            detail?.show(Array(found.events.prefix(50)))
        }
    }

    /// `,` and `.`: the row before or after, without going back.
    func stepDetail(_ step: Int) {
        guard let detail = currentDetail else { return }
        let table = table(detail.kind)
        var isListed = false
        table.move {
            isListed = $0.select(detail.row.id)
            if isListed { $0.move(by: step) }
        }
        guard isListed else { return notify("This row does not stand in the list.", level: .warning) }
        guard let row = table.table.selected else { return }
        guard row.id != detail.row.id else {
            return notify("This is the \(step < 0 ? "first" : "last") row.", level: .info)
        }
        detail.show(row)
        detail.page.resize(width: layout.body.width, height: layout.pageLines)
        loadEvents(for: detail)
    }

    func followLink() {
        let line: PageState.Line? =
            switch currentView {
            case .detail(let detail): detail.page.current
            case .page(let model): model.page.current
            case .pane, .watch: nil
            }
        switch line?.link {
        case .pane(let kind, let filter): showPane(kind, filter: filter, isOpened: true)
        case .person(let address): openWhy(address)
        case .manual(let topic): openManual(topic)
        case .row(let id): lookUp(id.kind, id.native, on: id.connection)
        case nil: notify("This line leads nowhere.", level: .info)
        }
    }

    /// `:batch EEID`, `:message ID`: opens one row by its id, of the first connection that knows it.
    func lookUp(_ kind: ResourceKind, _ key: String, on connection: ConnectionID? = nil) {
        guard !key.isEmpty else { return notify("Say which: :batch EEID or :message ID.", level: .warning) }
        let asked = connection.map { id in workspace.connections.filter { $0.id == id } } ?? shownConnections
        let finds = asked.compactMap { $0.resources[kind]?.operations.find }
        guard !finds.isEmpty else {
            return notify("No connection here can look that up.", level: .warning)
        }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let row = try await Self.first(of: finds, key)
            guard let self, !Task.isCancelled else { return }
            if let row { return open(row) }
            typedAhead.dropAll()
            notify("There is no such row: \(key).", level: .warning)
        }
    }

    private typealias Find = @Sendable (String) async throws(ServiceError) -> Row?

    /// Asks all at once, so that one that is slow or fails hides nobody's row.
    ///
    /// - Throws: the first failure, where none has the row.
    private static func first(of finds: [Find], _ key: String) async throws(ServiceError) -> Row? {
        let answers = await askAll(finds, until: { (row: Row?) in row != nil }) {
            find async throws(ServiceError) in try await find(key)
        }.map(\.result)
        for case .success(let row?) in answers { return row }
        for answer in answers { _ = try answer.get() }
        return nil
    }

    // MARK: Moving

    func moveInList(_ change: (inout TableState) -> Void) { currentTable?.move(change) }

    func moveInPage(_ change: (inout PageState) -> Void) {
        switch currentView {
        case .detail(let detail): change(&detail.page)
        case .page(var model):
            change(&model.page)
            views[views.count - 1] = .page(model)
        case .pane, .watch: break
        }
    }
}
