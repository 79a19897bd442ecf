import ServiceCore
import TestSupport
import Testing
import ViewModels

// What a person types into forms and answers to questions.

extension BoardOverFive {
    /// Fills the form that is open, and sends it through its preview and whatever is asked then.
    func submit(_ values: [FieldID: String]) async throws {
        for (field, text) in values { try await fill(field, text) }
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        await answerQuestion()
        await leaveForm()
    }

    private func fill(_ field: FieldID, _ text: String) async throws {
        for _ in 0..<40 where form?.state.focused?.id != field { await driver.keys("Tab") }
        try #require(form?.state.focused?.id == field, "the form has a line \(field)")
        await driver.keys("Ctrl-U")
        driver.type(text)
        #expect(form?.state.values[field] == text)
    }

    /// Says yes, or types what is asked for.
    func answerQuestion() async {
        guard let confirm = driver.confirm else { return }
        if let expected = confirm.expected {
            await driver.confirm(typing: expected)
        } else {
            await driver.answer("y")
        }
    }

    /// Leaves a form that was not taken.
    private func leaveForm() async {
        guard form != nil else { return }
        await driver.keys("Esc")
        await answerQuestion()
    }

    /// Chooses one of the items that the board offers.
    func pick(_ id: String) async throws {
        guard case .choice(let choice, _) = driver.board.dialogs.top else { throw Absent() }
        let place = try #require(choice.items.firstIndex { $0.id == id }, "\(id) is offered")
        for _ in 0..<place { await driver.keys("Down") }
        await driver.answer("Enter")
    }

    private struct Absent: Error {}

    var form: FormSession? {
        if case .form(let session) = driver.board.dialogs.top { session } else { nil }
    }
}
