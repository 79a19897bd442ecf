package import ServiceCore
import Terminal

/// A question asked before something is done; the key that asked is never the key that answers.
package struct ConfirmState: Sendable {
    package let title: String
    package let lines: [DetailLine]
    package let confirmation: Confirmation
    package var targetCount = 1
    /// What the answer does: `deletes`.
    package let verb: String
    package private(set) var gate = AnswerGate()
    private(set) var editor = LineEditor()
    private(set) var error = ""
    private(set) var scrolled = 0
    private static let page = 8

    package mutating func wasShown(at now: Duration) { gate.show(at: now) }

    /// The text that is asked for, nil where `y` or `n` answers.
    package var expected: String? {
        switch confirmation {
        case .none, .yesNo: nil
        case .count: String(targetCount)
        case .name(let name): name.asked
        }
    }

    /// Carries out a key; a yes closes the question before it is acted on.
    mutating func press(_ key: KeyStroke, at now: Duration, alphabet: Alphabet) -> DialogStep<Void> {
        let admission = gate.take(at: now)
        guard admission != .nothing else { return .stays }
        if key == .escape { return .leaves }
        if let step = step(key) {
            scrolled = max(0, min(scrolled + step, lines.count - 1))
            return .stays
        }
        guard let expected else { return yesOrNo(key, isAlone: admission == .anything) }
        if key == .control("s") { return submit(expected, alphabet) }
        error = ""
        _ = editor.press(key)
        return .stays
    }

    package mutating func paste(_ text: String) {
        if expected != nil { editor.insert(text) }
    }

    /// Puts the cursor into what is typed.
    mutating func moveCursor(to place: Int) { editor.move(to: place) }

    /// How far a key scrolls; letters do it only where nothing is typed.
    private func step(_ key: KeyStroke) -> Int? {
        switch key {
        case .down: 1
        case .up: -1
        case .pageDown: Self.page
        case .pageUp: -Self.page
        case "j" where expected == nil: 1
        case "k" where expected == nil: -1
        default: nil
        }
    }

    private func yesOrNo(_ key: KeyStroke, isAlone: Bool) -> DialogStep<Void> {
        switch key {
        case "y", "Y": isAlone ? .ends(()) : .stays
        case "n", "N", "q": .leaves
        default: .stays
        }
    }

    /// A name may also be typed as a board shows it that draws no more than ASCII.
    private mutating func submit(_ expected: String, _ alphabet: Alphabet) -> DialogStep<Void> {
        let typed = editor.text.trimmingBlanks
        if case .name(let name) = confirmation, name.accepts(typed) { return .ends(()) }
        if typed == SafeText(expected, alphabet: alphabet).text { return .ends(()) }
        error = "That is not “\(expected)”."
        return .stays
    }

    package var snapshot: ConfirmSnapshot {
        ConfirmSnapshot(
            title: title, lines: lines, expected: expected, typed: editor.text, cursor: editor.cursor,
            isDangerous: confirmation.level >= 2, error: error,
            answer: expected == nil ? "y \(verb) · n no" : "type it, then Ctrl-S \(verb) · Esc leaves",
            scrolled: scrolled)
    }
}
