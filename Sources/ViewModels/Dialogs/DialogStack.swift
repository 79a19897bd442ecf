package import FoundationEssentials
package import ServiceCore
package import Terminal

/// The dialogs that lie on each other: a question over the form that it is about, a secret over either, the line at the
/// foot beneath all.
///
/// The one on top has the keys; the one beneath comes back as it was left.
@MainActor
package struct DialogStack {
    package private(set) var layers: [Dialog] = []

    package init() {}

    package var top: Dialog? { layers.last }
    package var isEmpty: Bool { layers.isEmpty }
    package var prompt: Prompt? { layers.lazy.compactMap(\.prompt).first }

    package mutating func push(_ dialog: Dialog) { layers.append(dialog) }

    /// Shows new secrets. What is shown once must be seen: whatever else is open gives way, but for what somebody types.
    package mutating func reveal(_ outcome: EditOutcome) {
        if case .reveal(var shown) = top {
            shown.add(outcome)
            keep(.reveal(shown))
        } else {
            layers.removeAll { $0.form == nil && $0.prompt == nil }
            push(.reveal(RevealState(outcome)))
        }
    }

    // MARK: Forms

    package func holdsForm(_ id: UUID) -> Bool { layers.contains { $0.form?.id == id } }

    /// Shows a form as it is now, or takes it away, in front or behind what lies over it; one that was left stays away.
    package mutating func replaceForm(_ id: UUID, by session: FormSession?) {
        guard let index = layers.firstIndex(where: { $0.form?.id == id }) else { return }
        layers.replaceSubrange(index...index, with: session.map { [.form($0)] } ?? [])
    }

    /// Gives the fields back, where what the form was waiting for is not waited for any more.
    package mutating func cancelForm() {
        guard var session = top?.form, [.sending, .checking].contains(session.state.phase) else { return }
        session.state.phase = .editing
        keep(.form(session))
    }

    // MARK: The screen

    /// The dialog on top is on the screen now; only from then on can a question in it be answered.
    ///
    /// - Returns: whether there is a question that was not there before.
    package mutating func wasShown(at now: Duration) -> Bool {
        switch top {
        case .confirm(var state, let onYes) where !state.gate.isShown:
            state.wasShown(at: now)
            keep(.confirm(state, onYes: onYes))
        case .form(var session) where session.isAsking && !session.gate.isShown:
            session.gate.show(at: now)
            keep(.form(session))
        default: return false
        }
        return true
    }

    package mutating func resizeHelp(_ size: Size) {
        guard case .help(var page) = top else { return }
        page.resize(width: size.width, height: size.height)
        keep(.help(page))
    }

    // MARK: Keys

    /// - Returns: whether there is a text field that took it.
    package mutating func paste(_ text: String) -> Bool {
        switch top {
        case .prompt(var line):
            line.editor.insert(text)
            keep(.prompt(line))
        case .form(var session) where session.state.phase == .editing:
            session.state.paste(text)
            keep(.form(session))
        case .confirm(var state, let onYes) where state.expected != nil:
            state.paste(text)
            keep(.confirm(state, onYes: onYes))
        case .palette(var state):
            state.paste(text)
            keep(.palette(state))
        default: return false
        }
        return true
    }

    /// Carries out a key in the dialog on top, as far as it concerns dialogs alone.
    package mutating func press(_ key: KeyStroke, at now: Duration, alphabet: Alphabet = .unicode)
        -> DialogAnswer
    {
        if key == .control("c"), top?.form == nil { return close() }
        switch top {
        case .prompt(let line): return press(key, line)
        case .menu(let menu): return press(key, menu)
        case .confirm(var state, let onYes):
            switch state.press(key, at: now, alphabet: alphabet) {
            case .yes: return close(.act(onYes))
            case .no: return close()
            case .none: return keep(.confirm(state, onYes: onYes))
            }
        case .form(var session):
            let answer = session.press(key, at: now)
            return answer == .leave ? close() : keep(.form(session), .form(answer, session))
        case .palette(var state):
            switch state.press(key) {
            case .leave: return close()
            case .run(let name, let argument): return close(.run(name, argument: argument))
            case .none: return keep(.palette(state))
            }
        case .help(var page): return page.pressInHelp(key) ? keep(.help(page)) : close()
        case .reveal(var state):
            switch state.press(key) {
            case .leave: return close()
            case .copy(let text, let what): return .copy(text, called: what)
            case .none: return keep(.reveal(state))
            }
        case .choice(let state, let onChoice): return press(key, state, onChoice)
        case nil: return .none
        }
    }

    private mutating func press(_ key: KeyStroke, _ old: Prompt) -> DialogAnswer {
        var line = old
        switch line.press(key) {
        case .leave: return close()
        case .enter: return close(.enter(line))
        case .none: return keep(.prompt(line))
        }
    }

    private mutating func press(_ key: KeyStroke, _ menu: MenuState) -> DialogAnswer {
        if key == .escape || key == .character("q") { return close() }
        return menu.item(key).map { close(.perform($0.actions, on: menu.rows)) } ?? .none
    }

    /// What is switched on and off stays open; what is chosen closes.
    private mutating func press(
        _ key: KeyStroke, _ old: ChoiceState, _ onChoice: @escaping @MainActor (String) -> Void
    ) -> DialogAnswer {
        var state = old
        switch state.press(key) {
        case .leave: return close()
        case .chosen(let id):
            let isSwitch = state.items.first { $0.id == id }?.isOn != nil
            let answer = DialogAnswer.act { onChoice(id) }
            return isSwitch ? keep(.choice(state, onChoice: onChoice), answer) : close(answer)
        case .none: return keep(.choice(state, onChoice: onChoice))
        }
    }

    @discardableResult
    private mutating func keep(_ dialog: Dialog, _ answer: DialogAnswer = .none) -> DialogAnswer {
        layers[layers.count - 1] = dialog
        return answer
    }

    private mutating func close(_ answer: DialogAnswer = .none) -> DialogAnswer {
        layers.removeLast()
        return answer
    }
}

extension PageState {
    /// Carries out a key in the help; says whether it stays open.
    fileprivate mutating func pressInHelp(_ key: KeyStroke) -> Bool {
        switch key {
        case .escape, .character("q"), .character("?"), .function(1), .enter: return false
        case .down, .character("j"): move(by: 1)
        case .up, .character("k"): move(by: -1)
        case .pageDown, .space, .control("f"): movePage(1)
        case .pageUp, .control("b"): movePage(-1)
        case .home, .character("g"): moveToStart()
        case .end, .character("G"): moveToEnd()
        default: break
        }
        return true
    }
}
