import ServiceCore

extension Board {
    /// Follows what every connection tells of changes.
    func listen() {
        for connection in workspace.connections {
            guard let changes = connection.changes else { continue }
            work.start("changes.\(connection.id)", .background) { [weak self] in
                for await change in changes() { self?.take(change) }
            }
        }
    }

    /// Marks what may differ and reads again what is seen, at most five times a second.
    func take(_ change: ConnectionChange) {
        switch change {
        case .kinds(let kinds): dirtyKinds.formUnion(kinds)
        case .told(let sentence): return notify(sentence, level: .info, isAside: true)
        case .settled(let sentence):
            notices.clearUnknown()
            return notify(sentence, level: .info, isAside: true)
        case .rows(let rows): return show(rows)
        case .anything: dirtyKinds.formUnion(ResourceKind.allCases)
        }
        guard !isPaused, !work.isRunning("changes.refresh") else { return }
        let wait = max(.zero, .milliseconds(200) - (clock.monotonic() - lastRefresh))
        guard wait > .zero else { return refreshDirty() }
        work.start("changes.refresh", .background) { [weak self] in
            guard let self, (try? await clock.sleep(wait)) != nil, !isPaused else { return }
            refreshDirty()
        }
    }

    /// Shows rows as they are known now, wherever they stand, until they are read again.
    func show(_ rows: [Row]) {
        keep(rows, gone: [])
        for row in rows {
            tables[row.id.kind]?.merge(row)
            if let detail = currentDetail, detail.row.id == row.id { detail.show(row) }
        }
    }

    func refreshDirty() {
        lastRefresh = clock.monotonic()
        let kinds = dirtyKinds
        dirtyKinds = []
        for kind in kinds { tables[kind]?.markDirty() }
        if case .pane(let kind) = currentView, kinds.contains(kind) { table(kind).refreshWhenFree() }
        // A page that lies under another is right when it is seen again.
        for case .detail(let detail) in views where shows(detail, kinds) { reload(detail) }
        if !kinds.isDisjoint(with: Self.whyKinds) { refreshWhyPages() }
    }

    /// Whether the detail tells of any of these kinds; a contact's also of its events.
    private func shows(_ detail: DetailModel, _ kinds: Set<ResourceKind>) -> Bool {
        kinds.contains(detail.kind) || detail.kind == .contact && kinds.contains(.event)
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
}
