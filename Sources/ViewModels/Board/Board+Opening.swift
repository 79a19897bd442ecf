import ServiceCore
import Terminal

/// Rows opened in full, and launches being watched.
extension Board {
    func openSelected() {
        guard let row = currentTable?.table.selected else { return }
        if let campaign = row.resource as? Campaign, campaign.state.hasStarted,
            openWatch(row.id, title: campaign.title)
        {
            return
        }
        open(row)
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

    /// What happened, under the fields: of a contact the person's newest events, of a recipient or an event the whole life of
    /// its message.
    private func loadEvents(for detail: DetailModel) {
        if let ask = workspace[detail.row.id.connection]?.messageLife {
            loadLife(for: detail, ask)
        }
        guard detail.kind == .contact, detail.row.id.isReadable,
            let trace = workspace[detail.row.id.connection]?.trace
        else { return }
        let address = detail.row.name
        work.start("detail.events", .replace) { [weak detail] in
            guard let found = try? await trace(address), !Task.isCancelled else { return }
            detail?.show(Array(found.events.prefix(50)))
        }
    }

    private func loadLife(
        for detail: DetailModel,
        _ ask: @escaping @Sendable (ResourceID) async throws(ServiceError) -> [DeliveryEvent]
    ) {
        guard [.event, .delivery].contains(detail.kind), detail.row.id.isReadable else { return }
        let id = detail.row.id
        work.start("detail.life", .replace) { [weak detail] in
            guard let life = try? await ask(id), !Task.isCancelled, let detail, detail.row.id == id else {
                return
            }
            detail.show(life)
        }
    }

    func reload(_ detail: DetailModel) {
        guard let find = operations(for: detail.row)?.operations.find, detail.row.id.isReadable else {
            return
        }
        let id = detail.row.id
        work.start("detail.reload.\(id)", .join) { [weak self, weak detail] in
            do throws(ServiceError) {
                guard let row = try await find(id.native) else {
                    detail?.fail(ServiceError(.notFound, "This row is gone.", hint: "q goes back."))
                    return
                }
                guard let detail, detail.row.id == id else { return }
                detail.show(row)
                self?.loadEvents(for: detail)
            } catch {
                detail?.fail(error)
            }
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

    /// `x`: shows the row's secrets for ten seconds.
    func revealSecrets() {
        guard let detail = currentDetail else { return }
        detail.reveal(true)
        // A timer of its own for each, lest a second detail leave the first one open.
        work.start("reveal.\(ObjectIdentifier(detail))", .background) { [weak self, weak detail] in
            guard let self, (try? await clock.sleep(.seconds(10))) != nil else { return }
            detail?.reveal(false)
        }
    }

    /// `:batch EEID`, `:message ID`: opens one row by its id, of the first connection that knows it.
    func lookUp(_ kind: ResourceKind, _ key: String, on connection: ConnectionID? = nil) {
        guard !key.isEmpty else { return notify("Say which: :batch EEID or :message ID.", level: .warning) }
        let asked = connection.map { id in workspace.connections.filter { $0.id == id } } ?? shownConnections
        let finds = asked.compactMap { $0.resources[kind]?.operations.find }
        guard !finds.isEmpty else { return notify("No connection here can look that up.", level: .warning) }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let row = try await Self.first(of: finds, key)
            guard let self, !Task.isCancelled else { return }
            if let row { return open(row) }
            typedAhead.dropAll()
            notify("There is no such row: \(key).", level: .warning)
        }
    }

    /// Asks all at once, so that one that is slow or fails hides nobody's row.
    ///
    /// - Throws: the first failure, where none has the row.
    private static func first(
        of finds: [RowOperations.Find], _ key: String
    ) async throws(ServiceError) -> Row? {
        let answers = await askAll(finds, until: { (row: Row?) in row != nil }) {
            find async throws(ServiceError) in try await find(key)
        }.map(\.result)
        for case .success(let row?) in answers { return row }
        for answer in answers { _ = try answer.get() }
        return nil
    }
}
