package import ServiceCore
package import Terminal

/// What takes the keys in place of the view beneath it.
@MainActor
package enum Dialog {
    case prompt(Prompt)
    case menu(MenuState)
    case confirm(ConfirmState, onYes: @MainActor () -> Void)
    case form(FormSession)
    case palette(PaletteState)
    case help(PageState)
    case reveal(RevealState)
    case choice(ChoiceState, onChoice: @MainActor (String) -> Void)

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
    package var error = ""
    /// Called on Enter; a returned sentence keeps the line open.
    package let onEnter: @MainActor (String) -> String?

    package enum Answer: Sendable, Equatable {
        case none, leave, enter
    }

    package mutating func press(_ key: KeyStroke) -> Answer {
        switch key {
        case .escape: return .leave
        case .backspace where editor.text.isEmpty: return .leave
        case .enter: return .enter
        default:
            error = ""
            _ = editor.press(key)
            return .none
        }
    }
}

/// What a key in a dialog asks of the board; the dialog has closed itself before, or stays.
@MainActor
package enum DialogAnswer {
    case none
    case act(@MainActor () -> Void)
    /// What was typed; a sentence against it opens the line again.
    case enter(Prompt)
    case perform([String], on: [Row])
    /// A command's name and what was typed after it.
    case run(String, argument: String)
    case copy(String, called: String)
    case form(FormSession.Answer, FormSession)
}
