package import FoundationEssentials
package import ServiceCore
import Terminal

/// A form with what it is for.
@MainActor
package struct FormSession {
    package var state: FormState
    /// Tells it from a form that was opened since.
    package let id = UUID()
    /// `1 contact on embedded`.
    package internal(set) var target: String
    /// How many are meant, for the question that asks for their number.
    package var targetCount = 1
    /// Keeps what was typed ahead from answering the preview.
    package var gate = AnswerGate()
    /// What the answer does, where it does no more than what the form says: `creates`, `saves`, `sends`.
    let does: String
    /// Whether what it makes is a new row of the pane.
    package var makesRow = false
    /// What must be confirmed of what the form says now.
    package internal(set) var asking: @Sendable (FormValues) -> Confirmation
    /// Asks the platform for `target`, `targetCount` and `asking` as the form is filled now.
    var recount: Recount?
    /// The same form of the row as it is now; nil where the row is gone or the form is for something new.
    var reopen: (@MainActor () async throws(ServiceError) -> FormSession?)?
    /// What is known of the rows before, for a receipt; nil where none is left.
    var receipt: ReceiptDraft?
    package internal(set) var submit: @MainActor (FormValues) async throws(ServiceError) -> EditOutcome

    typealias Recount = @MainActor (FormSession) async throws(ServiceError) -> FormSession

    package var confirmation: Confirmation { asking(state.values) }

    /// What the answer does; something new that must be confirmed is sent as soon as it is made.
    package var verb: String { does == "creates" && confirmation != .none ? "sends" : does }

    /// What `y` in the preview does, which is not yet what the form is for where a number or a name is asked for after it.
    var answer: String { confirmation.level >= 2 ? "asks once more" : verb }

    /// Whether its preview is a question that must be seen before it is answered.
    var isAsking: Bool { state.phase == .preview && confirmation.level > 0 }

    // MARK: Keys

    /// What a key in a form asks of the board.
    enum Wish: Sendable, Equatable {
        /// Asks before what was typed is lost.
        case askToLeave
        case preview, send, cancel
        /// Fills the lines that a choice belongs into.
        case insert
        /// Opens a field's text in the person's editor.
        case edit(String)
        case copy(String, called: String)
    }

    mutating func press(_ key: KeyStroke, at now: Duration) -> DialogStep<Wish> {
        switch state.phase {
        case .sending: return key == .control("c") ? .asks(.cancel) : .stays
        case .checking: return key == .control("c") || key == .escape ? .asks(.cancel) : .stays
        case .preview: return pressInPreview(key, at: now)
        case .editing: return pressInFields(key)
        }
    }

    /// What sends or asks at all drops the keys of its first quarter second, as every question does.
    private mutating func pressInPreview(_ key: KeyStroke, at now: Duration) -> DialogStep<Wish> {
        let admission = isAsking ? gate.take(at: now) : .anything
        guard admission != .nothing else { return .stays }
        switch key {
        case "y": return admission == .anything ? .asks(.send) : .stays
        case "c":
            guard let copied = state.copyable else { return .stays }
            return .asks(.copy(copied.text, called: copied.name))
        case .escape, "n", .control("c"): state.phase = .editing
        default: state.pressInPreview(key)
        }
        return .stays
    }

    private mutating func pressInFields(_ key: KeyStroke) -> DialogStep<Wish> {
        switch key {
        case .escape, .control("c"): return state.isDirty ? .asks(.askToLeave) : .leaves
        case .control("s"): return .asks(.preview)
        case .control("o"): return editable.map { .asks(.edit($0)) } ?? .stays
        case .tab, .down, .enter: state.moveFocus(by: 1)
        case .backTab, .up: state.moveFocus(by: -1)
        default: _ = state.press(key)
        }
        return state.openInsertion == nil ? .stays : .asks(.insert)
    }

    /// Goes to a field; the one that has the keys is turned where it is a switch or a choice.
    mutating func click(_ index: Int) -> DialogStep<Wish> {
        guard state.phase == .editing else { return .stays }
        guard index == state.focus, let field = state.focused else {
            state.focus(on: index)
            return .stays
        }
        switch field.kind {
        case .flag, .choice: return pressInFields(.right)
        default: return .stays
        }
    }

    /// Puts the cursor into a field's text.
    mutating func click(_ index: Int, at place: Int) {
        guard state.phase == .editing else { return }
        if index != state.focus { state.focus(on: index) }
        if index == state.focus { state.moveCursor(to: place) }
    }

    /// The text of the field at hand, where an editor is of use for it.
    private var editable: String? {
        guard let field = state.focused else { return nil }
        return switch field.kind {
        case .text, .multiline, .list, .map: state.text(field)
        case .secret, .flag, .integer, .choice, .date, .fixed: nil
        }
    }
}
