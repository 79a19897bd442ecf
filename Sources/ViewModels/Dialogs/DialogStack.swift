package import FoundationEssentials
package import ServiceCore
package import Terminal

/// The dialogs that lie on each other: a question over the form that it is about, a secret over that, the line at the
/// foot beneath all.
///
/// The one on top has the keys. What somebody types into and what is shown this once come back as they were left; a
/// question, a list or a menu gives way to whatever is opened over it, lest it be answered by a key meant for that.
@MainActor
package struct DialogStack {
    package private(set) var layers: [Dialog] = []

    package init() {}

    package var top: Dialog? { layers.last }
    package var isEmpty: Bool { layers.isEmpty }
    package var prompt: Prompt? { layers.lazy.compactMap(\.prompt).first }

    package mutating func push(_ dialog: Dialog) {
        layers.removeAll { !$0.comesBack }
        layers.append(dialog)
    }

    /// Shows new secrets, beside those that are on top already.
    package mutating func reveal(_ outcome: EditOutcome) {
        layers.removeAll { !$0.comesBack }
        guard case .reveal(var shown) = top else { return layers.append(.reveal(RevealState(outcome))) }
        shown.add(outcome)
        keep(.reveal(shown))
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
        guard case .help(var help) = top else { return }
        help.resize(size)
        keep(.help(help))
    }

    // MARK: Keys

    /// - Returns: whether there is a text field that took it.
    package mutating func paste(_ text: String) -> Bool {
        switch top {
        case .prompt(var line):
            line.paste(text)
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
    ///
    /// - Returns: what is left for the board to do.
    mutating func press(_ key: KeyStroke, at now: Duration, alphabet: Alphabet = .unicode) -> DialogWish? {
        switch top {
        case .form(var session):
            return settle(session.press(key, at: now), .form(session)) { .form($0, session) }
        case let top? where key == .control("c"): return settle(DialogStep<Never>.leaves, top)
        case .prompt(var line): return settle(line.press(key), .prompt(line)) { .enter($0) }
        case .menu(let menu):
            return settle(menu.press(key), .menu(menu)) { .perform($0.actions.map(\.name), on: menu.rows) }
        case .confirm(var state, let onYes):
            let step = state.press(key, at: now, alphabet: alphabet)
            return settle(step, .confirm(state, onYes: onYes)) { .act(onYes) }
        case .palette(var state):
            return settle(state.press(key), .palette(state)) { .run($0) }
        case .help(var help): return settle(help.press(key), .help(help))
        case .reveal(var state):
            return settle(state.press(key), .reveal(state)) { .copy($0.text, called: $0.name) }
        case .choice(var state, let onChoice):
            return settle(state.press(key), .choice(state, onChoice: onChoice)) { id in
                .act { onChoice(id) }
            }
        case nil: return nil
        }
    }

    /// Carries out a click: an item that has the cursor is chosen, another one gets it, and a hint presses its key.
    mutating func click(_ target: BoardClick, at now: Duration) -> DialogWish? {
        switch target {
        case .item(let index): return clickItem(index)
        case .text(let index, let place): clickText(index, at: place)
        case .hint(let spelling) where top?.takesClicks == true:
            return KeyStroke(spelling: spelling).flatMap { press($0, at: now) }
        default: break
        }
        return nil
    }

    private mutating func clickText(_ index: Int?, at place: Int) {
        switch top {
        case .palette(var state):
            state.moveCursor(to: place)
            keep(.palette(state))
        case .prompt(var line):
            line.moveCursor(to: place)
            keep(.prompt(line))
        case .confirm(var state, let onYes):
            state.moveCursor(to: place)
            keep(.confirm(state, onYes: onYes))
        case .form(var session):
            index.map { session.click($0, at: place) }
            keep(.form(session))
        case .menu, .choice, .help, .reveal, nil: break
        }
    }

    private mutating func clickItem(_ index: Int) -> DialogWish? {
        switch top {
        case .palette(var state): return settle(state.click(index), .palette(state)) { .run($0) }
        case .choice(var state, let onChoice):
            return settle(state.click(index), .choice(state, onChoice: onChoice)) { id in
                .act { onChoice(id) }
            }
        case .menu(let menu):
            return settle(menu.click(index), .menu(menu)) { .perform($0.actions.map(\.name), on: menu.rows) }
        case .prompt(var line):
            line.click(index)
            keep(.prompt(line))
        case .form(var session):
            return settle(session.click(index), .form(session)) { .form($0, session) }
        case .reveal(var state):
            state.click(index)
            keep(.reveal(state))
        case .confirm, .help, nil: break
        }
        return nil
    }

    private mutating func settle<Wish>(
        _ step: DialogStep<Wish>, _ dialog: Dialog, _ wish: (Wish) -> DialogWish? = { _ in nil }
    ) -> DialogWish? {
        switch step {
        case .stays, .asks: keep(dialog)
        case .leaves, .ends: layers.removeLast()
        }
        return switch step {
        case .stays, .leaves: nil
        case .asks(let wished), .ends(let wished): wish(wished)
        }
    }

    private mutating func keep(_ dialog: Dialog) { layers[layers.count - 1] = dialog }
}
