import ServiceCore
package import Terminal

extension Board {
    /// Carries out one key; returns at once.
    package func press(_ key: KeyStroke) {
        if notices.current?.level == .error { notices.clear() }
        if key == .control("l") { return effect(.redraw) }
        if key == .control("z") { return effect(.suspend) }
        if typedAhead.isInUse { return pressBehindOthers(key) }
        carryOut(key)
    }

    /// What the board shows is on the screen now; only from then on can a question in it be answered.
    ///
    /// - Returns: whether there is a question that was not there before: what was typed up to now is not meant for it.
    @discardableResult
    package func wasShown() -> Bool {
        var shown = dialogs
        guard shown.wasShown(at: clock.monotonic()) else { return false }
        dialogs = shown
        return true
    }

    func carryOut(_ key: KeyStroke) {
        guard dialogs.isEmpty else {
            return dialogs.press(key, at: clock.monotonic(), alphabet: alphabet).map(carryOut) ?? ()
        }
        guard let command = keyMap.resolve(key, in: scopes, on: self) else { return explain(key) }
        run(command, argument: "")
    }

    /// Runs a command if it may run now, lets it wait for the rows it is meant for, else says why not.
    package func run(_ command: Command, argument: String) {
        guard !awaitsRows(command) else { return typedAhead.hold(command, argument: argument) }
        switch command.availability(self) {
        case .available:
            if command.needs != .nothing { currentTable?.holdRow() }
            command.perform(self, argument)
        case .already(let reason), .disabled(let reason):
            notify("\(command.title): \(reason)", level: .warning)
        }
    }

    /// Why a key does nothing here.
    private func explain(_ key: KeyStroke) {
        let all = scopes.flatMap { keyMap.own(in: $0) } + CommandTable.commands(in: scopes)
        let known = all.first { keyMap.keys(of: $0).contains(key) }
        guard let known else {
            return notify("\(key.spelling) does nothing here.", hint: "? lists the keys", level: .info)
        }
        notify("\(known.title): \(absence(of: known))", level: .info)
    }

    /// Why a command of this view is not offered.
    func absence(of command: Command) -> String {
        if command.effect == .reads { return "there is nothing here for it" }
        return workspace.isReadOnly ? "this board is read-only" : "nothing here offers it"
    }

    /// Pasted text goes into the text field that has the keys; anywhere else it is refused.
    package func paste(_ text: String) {
        guard !dialogs.isEmpty, dialogs.paste(text) else {
            return notify("Pasted text was ignored: there is no text field here.", level: .warning)
        }
    }

    func carryOut(_ wish: DialogWish) {
        switch wish {
        case .act(let act): act()
        case .enter(var line):
            guard let problem = line.onEnter(line.editor.text) else { return }
            line.error = problem
            dialogs.push(.prompt(line))
        case .perform(let actions, let rows): perform(actions, on: rows)
        case .run(let run): runFromPalette(run)
        case .copy(let text, let what): copy(text, what)
        case .form(let wish, let session): carryOut(wish, of: session)
        }
    }

    private func runFromPalette(_ typed: PaletteState.Run) {
        guard let command = offeredCommands(in: scopes).first(where: { $0.name == typed.name }) else {
            return
        }
        memory.commands = LineHistory.adding(typed.line, to: memory.commands ?? [])
        effect(.remember(memory))
        isOpening = true
        run(command, argument: typed.argument)
        isOpening = false
    }
}
