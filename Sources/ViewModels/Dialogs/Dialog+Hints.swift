/// The keys that work in a dialog, in place of those of the view beneath it, which do not.
///
/// Most dialogs name theirs themselves.
extension Dialog {
    var hints: [HintSnapshot] {
        switch self {
        case .prompt(let line): line.hints
        case .palette(let palette): palette.hints
        case .menu: [HintSnapshot(key: "Esc", title: "leave", isEnabled: true)]
        case .confirm, .form, .help, .reveal, .choice: []
        }
    }
}

extension Prompt {
    fileprivate var hints: [HintSnapshot] {
        let completes = suggest.map { _ in HintSnapshot(key: "Tab", title: "complete", isEnabled: true) }
        return [
            HintSnapshot(key: "Enter", title: "done", isEnabled: true), completes, history.hint,
            HintSnapshot(key: "Esc", title: "leave", isEnabled: true),
        ].compactMap(\.self)
    }
}

extension PaletteState {
    fileprivate var hints: [HintSnapshot] {
        [
            HintSnapshot(key: "Enter", title: "run", isEnabled: true),
            HintSnapshot(key: "Tab", title: "complete", isEnabled: true), history.hint,
            HintSnapshot(key: "Esc", title: "leave", isEnabled: true),
        ].compactMap(\.self)
    }
}

extension LineHistory {
    fileprivate var hint: HintSnapshot? {
        isEmpty ? nil : HintSnapshot(key: "Up", title: "earlier", isEnabled: true)
    }
}
