package import ServiceCore
package import Terminal

/// A question asked before something is done; the key that asked is never the key that answers.
package struct ConfirmState: Sendable {
    package let title: String
    package let lines: [DetailLine]
    package let confirmation: Confirmation
    package let targetCount: Int
    /// What the answer does: `deletes`.
    package let verb: String
    package private(set) var gate = AnswerGate()
    private var editor = LineEditor()
    private var error = ""
    private var scrolled = 0
    private static let page = 8

    package init(
        title: String, lines: [DetailLine], confirmation: Confirmation, targetCount: Int, verb: String
    ) {
        self.title = title
        self.lines = lines
        self.confirmation = confirmation
        self.targetCount = targetCount
        self.verb = verb
    }

    package mutating func wasShown(at now: Duration) { gate.show(at: now) }

    package enum Answer: Sendable, Equatable {
        case none, yes, no
    }

    /// The text that is asked for, nil where `y` or `n` answers.
    package var expected: String? {
        switch confirmation {
        case .none, .yesNo: nil
        case .count: String(targetCount)
        case .name(let name): name.asked
        }
    }

    package mutating func press(
        _ key: KeyStroke, at now: Duration, alphabet: Alphabet = .unicode
    ) -> Answer {
        let admission = gate.take(at: now)
        guard admission != .nothing else { return .none }
        if key == .escape { return .no }
        if let step = step(key) {
            scrolled = max(0, min(scrolled + step, lines.count - 1))
            return .none
        }
        guard let expected else {
            let answer = yesOrNo(key)
            return answer == .yes && admission == .anythingButYes ? .none : answer
        }
        if key == .control("s") { return submit(expected, alphabet) }
        error = ""
        _ = editor.press(key)
        return .none
    }

    package mutating func paste(_ text: String) {
        if expected != nil { editor.insert(text) }
    }

    /// How far a key scrolls; letters do it only where nothing is typed.
    private func step(_ key: KeyStroke) -> Int? {
        switch key {
        case .down: 1
        case .up: -1
        case .pageDown: Self.page
        case .pageUp: -Self.page
        case .character("j") where expected == nil: 1
        case .character("k") where expected == nil: -1
        default: nil
        }
    }

    private func yesOrNo(_ key: KeyStroke) -> Answer {
        switch key {
        case .character("y"), .character("Y"): .yes
        case .character("n"), .character("N"), .character("q"): .no
        default: .none
        }
    }

    /// A name may also be typed as a board shows it that draws no more than ASCII.
    private mutating func submit(_ expected: String, _ alphabet: Alphabet) -> Answer {
        let typed = editor.text.trimmingBlanks
        if case .name(let name) = confirmation, name.accepts(typed) { return .yes }
        if typed == SafeText(expected, alphabet: alphabet).text { return .yes }
        error = "That is not “\(expected)”."
        return .none
    }

    package var snapshot: ConfirmSnapshot {
        ConfirmSnapshot(
            title: title, lines: lines, expected: expected, typed: editor.text, cursor: editor.cursor,
            isDangerous: confirmation.level >= 2, error: error,
            answer: expected == nil ? "y \(verb) · n no" : "type it, then Ctrl-S \(verb) · Esc leaves",
            scrolled: scrolled)
    }
}
