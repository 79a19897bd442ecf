import FoundationEssentials
import ServiceCore
import Terminal
import Testing

@testable import ViewModels

@MainActor
@Suite struct DialogStackTests {
    private var stack = DialogStack()

    private func question(_ act: @escaping @MainActor () -> Void = {}) -> Dialog {
        .confirm(
            ConfirmState(title: "Sure?", lines: [], confirmation: .yesNo, targetCount: 1, verb: "does"),
            onYes: act)
    }

    private let switches = Dialog.choice(
        ChoiceState(title: "Columns", items: [ChoiceState.Item("name", "NAME", isOn: true)]),
        onChoice: { _ in })

    private func line(_ text: String) -> Dialog {
        .prompt(Prompt(sign: "/", editor: LineEditor(text)) { _ in nil })
    }

    private func outcome(_ label: String) -> EditOutcome {
        EditOutcome("made", revealed: [EditOutcome.Revelation(label, Secret("s"))])
    }

    private mutating func press(_ keys: KeyStroke..., at time: Duration = .seconds(9)) {
        for key in keys { _ = stack.press(key, at: time) }
    }

    private var kinds: [String] {
        stack.layers.map { String("\($0)".prefix { $0 != "(" }) }
    }

    @Test mutating func `a question over a form gives it back as it was typed`() {
        let form = SampleForm.session()
        stack.push(.form(form))
        press(.character("i"))
        stack.push(question())
        #expect(stack.wasShown(at: .zero) && !stack.wasShown(at: .zero))
        press(.character("n"))
        #expect(kinds == ["form"] && stack.top?.form?.state.values.text("name") == "i")
        #expect(stack.holdsForm(form.id))
    }

    @Test mutating func `a question that is not on the screen has no answer`() {
        stack.push(question())
        press(.character("y"), .escape)
        #expect(kinds == ["confirm"])
        _ = stack.wasShown(at: .seconds(20))
        press(.character("y"), at: .milliseconds(20_249))
        #expect(kinds == ["confirm"])
    }

    @Test mutating func `a question gives way to whatever is opened over it`() {
        stack.push(question())
        stack.push(question())
        stack.push(switches)
        #expect(kinds == ["choice"])
    }

    @Test mutating func `it has closed before its answer is carried out`() {
        stack.push(question())
        _ = stack.wasShown(at: .zero)
        guard case .act = stack.press(.character("y"), at: .seconds(9)) else {
            Issue.record("a yes was no answer")
            return
        }
        #expect(stack.isEmpty)
    }

    @Test mutating func `what is switched stays open, what is chosen closes`() {
        stack.push(switches)
        press(.space)
        #expect(kinds == ["choice"])
        press(.enter)
        #expect(stack.isEmpty)
        let themes = ChoiceState(title: "Theme", items: [ChoiceState.Item("a", "a")])
        stack.push(.choice(themes, onChoice: { _ in }))
        press(.enter)
        #expect(stack.isEmpty)
    }

    @Test mutating func `Ctrl-C closes what lies on top, but a form asks first`() {
        for dialog in [line("a"), question(), switches, .help(HelpState([]))] {
            stack.push(dialog)
            press(.control("c"))
            #expect(stack.isEmpty)
        }
        stack.push(.form(SampleForm.session()))
        press(.character("i"))
        guard case .form(.askToLeave, _) = stack.press(.control("c"), at: .zero) else {
            Issue.record("what was typed would be lost")
            return
        }
        #expect(kinds == ["form"])
    }

    // MARK: What is shown once

    @Test mutating func `a secret lies over what somebody types, and anything else gives way to it`() {
        stack.push(line("k"))
        stack.push(.form(SampleForm.session()))
        stack.push(question())
        stack.reveal(outcome("key"))
        #expect(kinds == ["prompt", "form", "reveal"])
        stack.reveal(outcome("password"))
        guard case .reveal(let shown) = stack.top else {
            Issue.record("nothing is shown")
            return
        }
        #expect(kinds.count == 3 && shown.secrets.map(\.label) == ["key", "password"])
        press(.escape)
        #expect(kinds == ["prompt", "form"])
    }

    // MARK: Forms behind

    @Test mutating func `a form is replaced behind what lies over it, and one that was left stays away`() {
        var form = SampleForm.session()
        stack.push(.form(form))
        stack.push(question())
        form.target = "2 rows"
        stack.replaceForm(form.id, by: form)
        #expect(kinds == ["form", "confirm"] && stack.layers.first?.form?.target == "2 rows")
        stack.replaceForm(form.id, by: nil)
        stack.replaceForm(form.id, by: form)
        #expect(kinds == ["confirm"] && !stack.holdsForm(form.id))
    }

    @Test mutating func `a form gives its fields back where what it waited for is cancelled`() {
        var form = SampleForm.session()
        form.state.phase = .sending
        stack.push(.form(form))
        stack.cancelForm()
        #expect(stack.top?.form?.state.phase == .editing)
    }

    // MARK: Lines

    @Test mutating func `a line is handed over closed, and pasted text goes where text goes`() {
        stack.push(line("ki"))
        #expect(stack.paste("m") && stack.prompt?.editor.text == "kim")
        guard case .enter(let line) = stack.press(.enter, at: .zero) else {
            Issue.record("nothing was entered")
            return
        }
        #expect(stack.isEmpty && line.editor.text == "kim")
        stack.push(switches)
        let isTaken = stack.paste("x")
        #expect(!isTaken)
    }
}
