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
        case .kinds(let kinds): pending.note(kinds)
        case .told(let sentence): return notify(sentence, level: .info, isAside: true)
        case .settled(let sentence):
            notices.clearUnknown()
            return notify(sentence, level: .info, isAside: true)
        case .rows(let rows): return show(rows)
        case .anything: pending.note(Set(PaneRegistry.kinds + [.request]))
        }
        guard let wait = pending.wait(at: clock.monotonic()), !work.isRunning("changes.refresh") else {
            return
        }
        guard wait > .zero else { return refreshPending() }
        work.start("changes.refresh", .background) { [weak self] in
            guard let self, (try? await clock.sleep(wait)) != nil, !pending.isPaused else { return }
            refreshPending()
        }
    }

    private func refreshPending() {
        let kinds = pending.take(at: clock.monotonic())
        for table in tables.values where kinds.contains(table.pane.kind) { table.markDirty() }
        if let table = currentTable, kinds.contains(table.pane.kind) { table.refreshWhenFree() }
        // A page that lies under another is right when it is seen again.
        for case .detail(let detail) in views.all where shows(detail, kinds) { reload(detail) }
        if !kinds.isDisjoint(with: Self.whyKinds) { refreshWhyPages() }
        overview.markDirty(kinds)
        ensureOverview()
        if !kinds.isDisjoint(with: Self.reportKinds) { refreshReports() }
        if !kinds.isDisjoint(with: Self.transportKinds) { refreshTransports() }
        if kinds.contains(.audit) { readTrailPages() }
    }

    /// Whether the detail tells of any of these kinds; a contact's and a recipient's also of events.
    private func shows(_ detail: DetailModel, _ kinds: Set<ResourceKind>) -> Bool {
        kinds.contains(detail.kind) || [.contact, .delivery].contains(detail.kind) && kinds.contains(.event)
    }

    // MARK: By hand

    func togglePaused() {
        pending.isPaused.toggle()
        notify(pending.isPaused ? "Refresh is paused; p goes on." : "Refresh goes on.", level: .info)
        if !pending.isPaused { refreshPending() }
    }

    func refreshNow() {
        Asking.$current.withValue(Asking(isByHand: true)) {
            currentTable?.refresh()
            currentTable?.gatherAgain()
            if let detail = currentDetail { reload(detail) }
            switch views.current.page?.kind {
            case .why: refreshWhyPages()
            case .report: refreshReports()
            case .transports: refreshTransports()
            case .requests: readRequestLog()
            case .overview: refreshOverview()
            case .history, .undos: readTrailPages()
            case .notices, .program, .text, .manual, .trouble, nil: break
            }
        }
    }
}
