import ServiceCore
import Terminal

extension Board {
    /// All that the screen shows now.
    package var snapshot: BoardSnapshot {
        BoardSnapshot(
            layout: layout, header: header, tabs: tabs, body: body, crumbs: crumbs, notice: notices.current,
            hints: hints, overlay: overlaySnapshot, prompt: dialogs.prompt?.snapshot)
    }

    private var header: HeaderSnapshot {
        let scope =
            narrowed.map { "only \($0)" } ?? NumberText.counted(workspace.connections.count, "connection")
        return HeaderSnapshot(
            workspace: workspace.name, badge: shownConnections.map(\.badge).first { !$0.isEmpty } ?? "",
            scope: scope, transport: transport,
            freshness: freshness, isBusy: showsSpinner, isReadOnly: workspace.isReadOnly,
            zone: TimeText(clock).zone)
    }

    private var transport: String {
        [standstill ?? destination, listUnderWay ?? "", underWay ?? ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// Where messages go from here; a sandbox promises nothing for a connection beside it that sends.
    private var destination: String {
        let shown = shownConnections
        let sending = shown.filter(\.reallySends)
        guard !sending.isEmpty else { return shown.lazy.compactMap(\.transport).first?.sentence ?? "" }
        if shown.count == 1, let transport = sending[0].transport { return transport.sentence }
        let names = sending.map(\.id.name).joined(separator: ", ")
        return "\(names) really \(sending.count == 1 ? "sends" : "send")"
    }

    private var freshness: String {
        if pending.isPaused { return "paused" }
        if workspace.connections.allSatisfy({ $0.freshness == .live }) { return "live" }
        let read = views.current.isOverview ? overviewRead : currentTable?.lastLoaded
        return read.map { TimeText(clock).clockTime($0) } ?? ""
    }

    private var tabs: [TabSnapshot] {
        PaneRegistry.numbered.map { pane in
            TabSnapshot(
                number: pane.number ?? 0, title: pane.title, isActive: pane.name == views.openPane?.name)
        }
    }

    private var body: BodySnapshot {
        switch views.current {
        case .pane(let pane):
            return .table(picture(of: table(pane)), preview: preview(table(pane)))
        case .detail(let detail): return .detail(detail.snapshot())
        case .watch(let watch): return .watch(watch.snapshot())
        case .page(let model): return .lines(picture(of: model))
        }
    }

    /// The table; while keys wait for its rows it says so.
    private func picture(of table: TableModel) -> TableSnapshot {
        var picture = table.snapshot()
        if typedAhead.count > 0, picture.message?.kind == .loading {
            let keys = NumberText.counted(typedAhead.count, "key waits", "keys wait")
            picture.message?.hint = "\(keys) for them · Esc drops \(typedAhead.count == 1 ? "it" : "them")"
        }
        return picture
    }

    private func picture(of model: PageModel) -> LinesSnapshot {
        var picture = model.page.snapshot(model.title)
        if case .overview = model.kind {
            picture.summary = [overviewSummary, picture.summary].filter { !$0.isEmpty }.joined(
                separator: " · ")
        }
        return picture
    }

    /// The row under the cursor, beside a wide table.
    private func preview(_ table: TableModel) -> LinesSnapshot? {
        guard let room = layout.preview, let row = table.table.selected else { return nil }
        var page = PageState(lines: DetailPage(clock).lines(of: row, pane: nil, isHosted: isHosted(row)))
        page.resize(width: room.width - 2, height: layout.pageLines)
        var preview = page.snapshot(row.name)
        (preview.cursor, preview.summary) = (nil, "")
        return preview
    }

    private var crumbs: [String] { [workspace.name] + views.all.map(\.crumb) }

    private var hints: [HintSnapshot] {
        if let dialog = dialogs.top { return dialog.hints }
        let own = scopes.flatMap { keyMap.own(in: $0) }.filter { !keyMap.keys(of: $0).isEmpty }
        let commands = (CommandTable.commands(in: scopes) + own).filter {
            $0.hintRank != nil && $0.isOffered(self) && $0.isOfferedForRow(self)
        }
        let hints = commands.sorted { ($0.hintRank ?? 0) < ($1.hintRank ?? 0) }.map { command in
            HintSnapshot(
                key: keyMap.spelling(of: command), title: command.title,
                isEnabled: disabledReason(command) == nil)
        }
        // In a list the keys stand still while the cursor moves; elsewhere what cannot be done now makes room.
        guard currentTable == nil else { return hints }
        return hints.filter(\.isEnabled) + hints.filter { !$0.isEnabled }
    }

    private var overlaySnapshot: OverlaySnapshot? {
        switch dialogs.top {
        case nil, .prompt: nil
        case .menu(let state): .menu(menu(state))
        case .confirm(let state, _): .confirm(state.snapshot)
        case .form(let session):
            .form(
                session.state.snapshot(target: session.target, verb: session.answer, progress: listUnderWay))
        case .palette(let state): .palette(state.snapshot)
        case .help(let help): .help(help.snapshot)
        case .reveal(let state): .reveal(state.snapshot)
        case .choice(let state, _): .choice(state.snapshot)
        }
    }

    private func menu(_ state: MenuState) -> MenuSnapshot {
        MenuSnapshot(
            title: state.title,
            items: state.items.map { item in
                let actions = item.actions.map(\.name)
                let action = source(of: state.rows[0].id.kind)?.action(of: actions, for: state.rows)
                return MenuSnapshot.Item(
                    key: item.stroke?.spelling ?? "", title: action?.title ?? item.title,
                    disabled: action == nil ? "not here" : nil)
            })
    }
}
