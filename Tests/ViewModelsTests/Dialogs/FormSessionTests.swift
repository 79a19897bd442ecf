import FoundationEssentials
import ServiceCore
import Terminal
import Testing

@testable import ViewModels

/// A form with one field and nothing behind it.
@MainActor
enum SampleForm {
    static func session(asking: ServiceCore.Confirmation = .none) -> FormSession {
        let description = FormDescription(title: "New group", fields: [FormField("name", "name")])
        return FormSession(
            state: FormState(description), target: "1 new group", does: "creates", asking: { _ in asking },
            submit: { _ in EditOutcome("made") })
    }
}

@MainActor
@Suite struct FormSessionTests {
    private let time = TimeReading(now: .distantPast, zone: WallZone(secondsAhead: 0))

    private func previewed(_ asking: ServiceCore.Confirmation = .none) -> FormSession {
        var form = SampleForm.session(asking: asking)
        _ = form.press(.character("i"), at: .zero)
        form.state.submit(time)
        return form
    }

    @Test func `a form that holds nothing new is left at once`() {
        var form = SampleForm.session()
        #expect(form.press(.escape, at: .zero) == .leaves)
        _ = form.press(.character("i"), at: .zero)
        #expect(form.press(.escape, at: .zero) == .asks(.askToLeave))
    }

    @Test func `a preview that asks nothing is answered at once`() {
        var form = previewed()
        #expect(form.state.phase == .preview)
        #expect(form.press(.character("y"), at: .zero) == .asks(.send))
    }

    @Test func `one that sends is answered a quarter of a second after it is seen`() {
        var form = previewed(.yesNo)
        #expect(form.isAsking && form.press(.character("y"), at: .seconds(9)) == .stays)
        form.gate.show(at: .seconds(10))
        #expect(form.press(.character("y"), at: .milliseconds(10_200)) == .stays)
        #expect(form.press(.character("y"), at: .milliseconds(10_400)) == .asks(.send))
    }

    @Test func `Esc goes from the preview back to the fields`() {
        var form = previewed()
        #expect(form.press(.escape, at: .zero) == .stays && form.state.phase == .editing)
    }

    @Test func `while it is sent only Ctrl-C means something, while it is checked Esc too`() {
        var form = previewed()
        form.state.phase = .sending
        #expect(
            form.press(.escape, at: .zero) == .stays && form.press(.control("c"), at: .zero) == .asks(.cancel)
        )
        form.state.phase = .checking
        #expect(form.press(.escape, at: .zero) == .asks(.cancel))
    }

    @Test func `an editor opens the text at hand`() {
        var form = SampleForm.session()
        _ = form.press(.character("i"), at: .zero)
        #expect(form.press(.control("o"), at: .zero) == .asks(.edit("i")))
    }
}
