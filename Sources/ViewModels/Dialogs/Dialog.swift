import ServiceCore
import Terminal

/// What takes the keys in place of the view beneath it.
@MainActor
package enum Dialog {
    case prompt(Prompt)
    case menu(MenuState)
    case confirm(ConfirmState, onYes: @MainActor () -> Void)
    case form(FormSession)
    case palette(PaletteState)
    case help(HelpState)
    case reveal(RevealState)
    case choice(ChoiceState, onChoice: @MainActor (String) -> Void)

    /// Whether it is there again once what lies over it is gone.
    var comesBack: Bool {
        switch self {
        case .prompt, .form, .reveal: true
        case .menu, .confirm, .palette, .help, .choice: false
        }
    }

    /// Whether the keys that it names may be clicked: what is confirmed is confirmed by a key.
    var takesClicks: Bool {
        switch self {
        case .confirm: false
        case .form(let session): session.state.phase == .editing
        case .prompt, .menu, .palette, .help, .reveal, .choice: true
        }
    }

    var form: FormSession? {
        if case .form(let session) = self { session } else { nil }
    }

    var prompt: Prompt? {
        if case .prompt(let line) = self { line } else { nil }
    }
}

/// A line being typed at the foot.
@MainActor
package struct Prompt {
    package let sign: String
    package var editor: LineEditor
    package var error: String
    /// What the line held when it was opened.
    private let opening: String
    /// Lines of the same kind, which Up and Down go through.
    var history = LineHistory()
    /// What may be typed at the cursor, which Tab puts there.
    var suggest: (@MainActor (LineEditor) -> Suggestions?)?
    private var completion = LineCompletion()
    /// Called on Enter; a returned sentence keeps the line open.
    package let onEnter: @MainActor (String) -> String?

    package init(
        sign: String, editor: LineEditor, error: String = "",
        onEnter: @escaping @MainActor (String) -> String?
    ) {
        self.sign = sign
        self.editor = editor
        self.error = error
        self.onEnter = onEnter
        opening = editor.text
    }

    package var snapshot: PromptSnapshot {
        // Who wants another text would else type behind the old one.
        let isOld = !opening.isEmpty && editor.text == opening
        return PromptSnapshot(
            sign: sign, text: editor.text, cursor: editor.cursor, error: error,
            hint: isOld ? "Ctrl-U empties it" : "", suggestions: suggest?(editor))
    }

    mutating func press(_ key: KeyStroke) -> DialogStep<Prompt> {
        switch key {
        case .escape: return .leaves
        case .backspace where editor.text.isEmpty: return .leaves
        case .enter: return .ends(self)
        case .up: show(history.older(than: editor.text))
        case .down: show(history.newer())
        case .tab: complete(by: 1)
        case .backTab: complete(by: -1)
        default:
            _ = editor.press(key)
            changed()
        }
        return .stays
    }

    mutating func paste(_ text: String) {
        editor.insert(text)
        changed()
    }

    /// Puts the cursor into what is typed.
    mutating func moveCursor(to place: Int) { editor.move(to: place) }

    /// Puts one of the suggestions there.
    mutating func click(_ index: Int) {
        guard let found = suggest?(editor), found.items.indices.contains(index) else { return }
        editor.replace(found.range, by: found.items[index].text)
        changed()
    }

    private mutating func show(_ line: String?) {
        guard let line else { return }
        editor = LineEditor(line)
        (error, completion) = ("", LineCompletion())
    }

    private mutating func complete(by step: Int) {
        guard let suggest else { return }
        let editor = editor
        if completion.complete(&self.editor, by: step, from: { suggest(editor) }) { error = "" }
        history.leave()
    }

    private mutating func changed() {
        (error, completion) = ("", LineCompletion())
        history.leave()
    }
}

/// What a key did to a dialog, and what it wishes of whoever opened it.
enum DialogStep<Wish> {
    case stays, leaves
    /// It stays open beside what is wished.
    case asks(Wish)
    /// It has closed before that is done.
    case ends(Wish)
}

extension DialogStep: Equatable where Wish: Equatable {}

/// What a key in a dialog asks of the board.
@MainActor
enum DialogWish {
    case act(@MainActor () -> Void)
    /// What was typed; a sentence against it opens the line again.
    case enter(Prompt)
    case perform([String], on: [Row])
    case run(PaletteState.Run)
    case copy(String, called: String)
    case form(FormSession.Wish, FormSession)
}
