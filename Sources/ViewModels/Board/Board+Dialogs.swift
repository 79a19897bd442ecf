import ServiceCore
import Terminal

extension Board {
    // MARK: Help and palette

    func openHelp() {
        dialogs.push(.help(HelpState(HelpPage.lines(for: self))))
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
        let palette = PaletteState(
            entries: entries, absent: absentCommands, history: memory.commands ?? [])
        dialogs.push(.palette(palette))
    }

    /// Why what is a command elsewhere is none here, by each of its names.
    var absentCommands: [String: String] {
        let (scopes, offered) = (scopes, Set(offeredCommands(in: scopes).map(\.name)))
        let keyless = (PaneRegistry.all + PaneRegistry.ofRows).flatMap {
            CommandTable.keylessActions(of: $0, on: self)
        }
        return (CommandTable.all + keyMap.own + keyless).reduce(into: [:]) { reasons, command in
            guard !offered.contains(command.name) else { return }
            let heading = HelpPage.heading(command.scope)
            let reason =
                scopes.contains(command.scope)
                ? absence(of: command)
                : "it works \(heading.prefix(1).lowercased())\(heading.dropFirst()), not here"
            for name in [command.name, command.word] + command.aliases where reasons[name] == nil {
                reasons[name] = reason
            }
        }
    }

    func disabledReason(_ command: Command) -> String? {
        awaitsRows(command) ? nil : command.availability(self).obstacle
    }

    func openMenu(_ edit: ActionKey) {
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

    func ask(
        _ title: String, _ lines: [DetailLine], verb: String, confirmation: Confirmation = .yesNo,
        targetCount: Int = 1, onYes act: @escaping @MainActor () -> Void
    ) {
        let question = ConfirmState(
            title: title, lines: lines, confirmation: confirmation, targetCount: targetCount, verb: verb)
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
                let words = name == platform.lowercased() ? [] : [platform]
                let state = connection.fault == nil ? [] : ["not used"]
                return ChoiceState.Item(name, name, note: (words + state).joined(separator: "  "))
            }
        let selected =
            narrowed.flatMap { id in workspace.connections.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        choose("Connection", of: items, selected: selected) { [weak self] name in
            self?.narrow(to: name.isEmpty ? nil : ConnectionID(name))
        }
    }
}
