import ServiceCore
package import Terminal

extension Board {
    /// Carries out one key; returns at once.
    package func press(_ key: KeyStroke) {
        if notices.current?.level == .error { notices.clear() }
        if key == .control("l") { return effect(.redraw) }
        if key == .control("z") { return effect(.suspend) }
        if awaitedDialog != nil || !typedAhead.isEmpty { return pressBehindOthers(key) }
        carryOut(key)
    }

    /// What the board shows is on the screen now; only from then on can a question in it be answered.
    ///
    /// - Returns: whether there is a question that was not there before: what was typed up to now is not meant for it.
    @discardableResult
    package func wasShown() -> Bool {
        let now = clock.monotonic()
        switch overlay {
        case .confirm(var state, let onYes) where !state.gate.isShown:
            state.wasShown(at: now)
            overlay = .confirm(state, onYes: onYes)
            return true
        case .form(var session)
        where session.state.phase == .preview && session.confirmation.level > 0 && !session.gate.isShown:
            session.gate.show(at: now)
            overlay = .form(session)
            return true
        default: return false
        }
    }

    func carryOut(_ key: KeyStroke) {
        if overlay != nil { return pressInOverlay(key) }
        if prompt != nil { return pressInPrompt(key) }
        guard let command = keyMap.resolve(key, in: scopes, on: self) else { return explain(key) }
        run(command, argument: "")
    }

    /// Runs a command if it may run now, lets it wait for the rows it is meant for, else says why not.
    package func run(_ command: Command, argument: String) {
        guard !awaitsRows(command) else {
            return typedAhead.insert(.command(command, argument: argument), at: 0)
        }
        switch command.availability(self) {
        case .available:
            if command.needs != .nothing { currentTable?.holdRow() }
            command.perform(self, argument)
        case .disabled(let reason): notify("\(command.title): \(reason)", level: .warning)
        }
    }

    /// Why a key does nothing here.
    private func explain(_ key: KeyStroke) {
        let known = CommandTable.commands(in: scopes).first { keyMap.keys(of: $0).contains(key) }
        guard let known else {
            return notify("\(key.spelling) does nothing here.", hint: "? lists the keys", level: .info)
        }
        let reason =
            known.effect == .reads
            ? "there is nothing here for it"
            : workspace.isReadOnly ? "this board is read-only" : "nothing here offers it"
        notify("\(known.title): \(reason)", level: .info)
    }

    /// Pasted text goes into the text field that has the keys; anywhere else it is refused.
    package func paste(_ text: String) {
        switch overlay {
        case .form(var session) where session.state.phase == .editing:
            session.state.paste(text)
            overlay = .form(session)
        case .confirm(var state, let onYes) where state.expected != nil:
            state.paste(text)
            overlay = .confirm(state, onYes: onYes)
        case .palette(var state):
            state.paste(text)
            overlay = .palette(state)
        case nil where prompt != nil:
            prompt?.editor.insert(text)
        default:
            notify("Pasted text was ignored: there is no text field here.", level: .warning)
        }
    }

    private func pressInPrompt(_ key: KeyStroke) {
        guard var line = prompt else { return }
        switch key {
        case .escape, .control("c"): prompt = nil
        case .backspace where line.editor.text.isEmpty: prompt = nil
        case .enter:
            if let problem = line.onEnter(line.editor.text) {
                line.error = problem
                prompt = line
            } else {
                prompt = nil
            }
        default:
            line.error = ""
            _ = line.editor.press(key)
            prompt = line
        }
    }

    private func pressInOverlay(_ key: KeyStroke) {
        switch overlay {
        case .menu(let menu): pressInMenu(key, menu)
        case .confirm(let state, let onYes): pressInConfirm(key, state, onYes)
        case .form(let session): pressInForm(key, session)
        case .palette(let state): pressInPalette(key, state)
        case .help(let page): pressInHelp(key, page)
        case .reveal(let state): pressInReveal(key, state)
        case .choice(let state, let onChoice): pressInChoice(key, state, onChoice)
        case nil: break
        }
    }

    private func pressInMenu(_ key: KeyStroke, _ menu: MenuState) {
        if key == .escape || key == .control("c") || key == .character("q") {
            overlay = nil
        } else if let item = menu.item(key) {
            overlay = nil
            perform(item.actions, on: menu.rows)
        }
    }

    private func pressInConfirm(_ key: KeyStroke, _ old: ConfirmState, _ onYes: @MainActor () -> Void) {
        var state = old
        if key == .control("c") { return leaveConfirm() }
        switch state.press(key, at: clock.monotonic(), alphabet: alphabet) {
        case .yes:
            overlay = nil
            onYes()
        case .no: leaveConfirm()
        case .none: if case .confirm(_, let keep) = overlay { overlay = .confirm(state, onYes: keep) }
        }
    }

    /// A question that lay over a form gives it back.
    private func leaveConfirm() {
        overlay = formBehindConfirm.map { .form($0) }
        formBehindConfirm = nil
    }

    private func pressInPalette(_ key: KeyStroke, _ old: PaletteState) {
        var state = old
        if key == .control("c") { return overlay = nil }
        switch state.press(key) {
        case .leave: overlay = nil
        case .run(let name, let argument):
            overlay = nil
            let command = offeredCommands(in: scopes).first { $0.name == name }
            isOpening = true
            if let command { run(command, argument: argument) }
            isOpening = false
        case .none: overlay = .palette(state)
        }
    }

    private func pressInHelp(_ key: KeyStroke, _ old: PageState) {
        var page = old
        switch key {
        case .escape, .character("q"), .character("?"), .function(1), .control("c"), .enter:
            return overlay = nil
        case .down, .character("j"): page.move(by: 1)
        case .up, .character("k"): page.move(by: -1)
        case .pageDown, .space, .control("f"): page.movePage(1)
        case .pageUp, .control("b"): page.movePage(-1)
        case .home, .character("g"): page.moveToStart()
        case .end, .character("G"): page.moveToEnd()
        default: break
        }
        overlay = .help(page)
    }

    private func pressInReveal(_ key: KeyStroke, _ old: RevealState) {
        var state = old
        switch state.press(key) {
        case .leave: leaveConfirm()
        case .copy(let text, let what): copy(text, what)
        case .none: overlay = .reveal(state)
        }
    }

    private func pressInChoice(
        _ key: KeyStroke, _ old: ChoiceState, _ onChoice: @escaping @MainActor (String) -> Void
    ) {
        var state = old
        if key == .control("c") { return leaveConfirm() }
        switch state.press(key) {
        case .leave: leaveConfirm()
        case .chosen(let id):
            overlay =
                state.items.first { $0.id == id }?.isOn == nil ? nil : .choice(state, onChoice: onChoice)
            onChoice(id)
        case .none: overlay = .choice(state, onChoice: onChoice)
        }
    }
}
