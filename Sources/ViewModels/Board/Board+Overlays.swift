import ServiceCore
import Terminal

extension Board {
    // MARK: Help and palette

    func openHelp() {
        dialogs.push(.help(PageState(lines: HelpPage.lines(for: self))))
        dialogs.resizeHelp(helpSize)
    }

    func openPalette() {
        // What leads elsewhere stands before what changes rows: `:contacts` typed in part must not edit one.
        let entries = offeredCommands(in: scopes.reversed()).map { command in
            let argument = command.argument.isEmpty ? "" : " " + command.argument
            return PaletteState.Entry(
                name: command.name, word: command.word, aliases: command.aliases,
                title: command.title + argument,
                key: keyMap.spelling(of: command),
                disabled: disabledReason(command))
        }
        dialogs.push(.palette(PaletteState(entries: entries)))
    }

    func disabledReason(_ command: Command) -> String? {
        guard !awaitsRows(command), case .disabled(let reason) = command.availability(self) else {
            return nil
        }
        return reason
    }

    func openMenu(_ edit: QuickEdit) {
        let rows = targets
        if !rows.isEmpty { dialogs.push(.menu(MenuState(edit, rows: rows))) }
    }

    // MARK: Choices

    func choose(
        _ title: String, of items: [ChoiceState.Item], selected: Int = 0,
        then go: @escaping @MainActor (String) -> Void
    ) {
        dialogs.push(.choice(ChoiceState(title: title, items: items, selected: selected), onChoice: go))
    }

    func ask(_ question: ConfirmState, onYes act: @escaping @MainActor () -> Void) {
        dialogs.push(.confirm(question, onYes: act))
    }

    func chooseTheme(_ name: String) {
        if !name.isEmpty { return switchTheme(name) }
        let items = themes.map { ChoiceState.Item($0, $0) }
        let selected = memory.theme.flatMap { themes.firstIndex(of: $0) } ?? 0
        choose("Theme", of: items, selected: selected) { [weak self] name in self?.switchTheme(name) }
    }

    private func switchTheme(_ name: String) {
        guard themes.contains(name) else {
            let nearest = NearestName.to(name, among: themes).map { "Did you mean \($0)?" }
            return notify(
                "There is no theme “\(name)”.", hint: nearest ?? themes.joined(separator: " "), level: .error)
        }
        effect(.setTheme(name))
    }

    /// What the program says once a theme is shown; one that cannot be read is not remembered.
    package func themeWasSet(_ name: String) {
        memory.theme = name
        effect(.remember(memory))
        notify("Theme \(name)", level: .info)
    }

    func setOption(_ option: String) {
        switch option {
        case "mouse": effect(.setMouse(true))
        case "nomouse": effect(.setMouse(false))
        default:
            return notify("There is no option “\(option)”.", hint: "Options: mouse, nomouse.", level: .error)
        }
        notify("\(option) set", level: .info)
    }

    func chooseConnection(_ name: String) {
        if !name.isEmpty { return narrow(to: name == "all" ? nil : ConnectionID(name)) }
        let items =
            [ChoiceState.Item("", "all connections")]
            + workspace.connections.map { connection in
                let (name, platform) = (connection.id.name, connection.platform)
                let words = name == platform.lowercased() ? [name] : [name, platform]
                let state = connection.fault == nil ? [] : ["not used"]
                return ChoiceState.Item(name, (words + state).joined(separator: "  "))
            }
        let selected =
            narrowed.flatMap { id in workspace.connections.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        choose("Connection", of: items, selected: selected) { [weak self] name in
            self?.narrow(to: name.isEmpty ? nil : ConnectionID(name))
        }
    }

    private func narrow(to id: ConnectionID?) {
        if let id, workspace[id] == nil {
            return notify("There is no connection “\(id)”.", level: .error)
        }
        if let id, let fault = workspace[id]?.fault { return report(fault) }
        let places = tables.mapValues { $0.place(narrowed: narrowed) }
        narrowed = id
        for table in tables.values { table.stop() }
        tables = [:]
        for (kind, place) in places { table(kind).restore(place, narrowed: narrowed) }
        fitViews()
    }

    // MARK: Pages

    func openNotices() {
        let time = TimeText(clock)
        let tones: [NoticeLevel: StateWord.Tone] = [.success: .good, .warning: .warning, .error: .bad]
        let lines = notices.history.reversed().flatMap { entry in
            let tone = tones[entry.notice.level]
            let hint = entry.details.isEmpty ? entry.notice.hint : ""
            let said = PageState.Line(
                .field, label: time.clockTime(entry.time),
                text: [entry.notice.text, hint].filter { !$0.isEmpty }.joined(separator: " · "), tone: tone)
            return [said] + entry.details.map { PageState.Line(.field, text: $0) }
        }
        let page = PageState(
            lines: lines.isEmpty ? [PageState.Line(.plain, text: "No notices yet.")] : Array(lines))
        push(.page(PageModel(title: "Notices", page: page, kind: .notices)))
    }

    func openRequestLog() {
        let waiting = PageState(lines: [PageState.Line(.plain, text: "No calls to hosted platforms yet.")])
        push(.page(PageModel(title: "Calls to platforms", page: waiting, kind: .requests)))
        readRequestLog()
    }

    func readRequestLog() {
        guard let requestLog else { return }
        wait { [weak self] () async throws(ServiceError) in
            let requests = await requestLog()
            self?.showRequests(requests)
        }
    }

    private func showRequests(_ requests: [LoggedRequest]) {
        guard !requests.isEmpty, case .page(var model) = currentView, case .requests = model.kind else {
            return
        }
        let time = TimeText(clock)
        model.page.show(
            requests.map { request in
                let status = request.status.map(String.init) ?? request.code?.rawValue ?? ""
                let milliseconds = Int(request.duration.inSeconds * 1000)
                return PageState.Line(
                    .field, label: time.clockTime(request.time),
                    text:
                        "\(request.connection)  \(request.operation)  \(status)  \(NumberText.grouped(milliseconds)) ms",
                    tone: request.code == nil ? nil : .bad)
            })
        views[views.count - 1] = .page(model)
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
        let state = ConfirmState(
            title: "Quit while “\(first)”\(others) \(unfinished.count == 1 ? "is" : "are") being sent?",
            lines: [DetailLine(.plain, text: fateOfLaunches)], confirmation: .yesNo, targetCount: 1,
            verb: "quits")
        ask(state) { [weak self] in self?.effect(.quit) }
    }

    /// Ctrl-C: cancels what runs, else quits as `q` does.
    func cancelOrQuit() {
        if work.cancelForeground() {
            dialogs.cancelForm()
            for table in tables.values where !table.isLoading { table.noteCancelled() }
            return notify("Cancelled.", level: .info)
        }
        quit()
    }
}
