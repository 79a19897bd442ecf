import ServiceCore
import Terminal
import Testing

@testable import ViewModels

/// A choice that fills other lines of a form.
@Suite struct FormInsertionTests {
    private func state(html: String = "", original: Row? = nil) -> FormState {
        var form = FormDescription(
            title: "New campaign",
            fields: [
                FormField("template", "Template", .choice(["", "One", "Two"])),
                FormField("subject", "Subject"), FormField("html", "HTML", .multiline, value: html),
            ])
        form.insertion = FormInsertion("template") { _ async throws(ServiceError) in [:] }
        return FormState(form, original: original)
    }

    private func insert(_ texts: [FieldID: String], into state: inout FormState) throws -> [String] {
        state.insert(texts, chosenBy: try #require(state.openInsertion))
    }

    @Test func `what is chosen is open until its texts stand in their lines`() throws {
        var state = state()
        #expect(state.openInsertion == nil)
        _ = state.press(.right)
        let kept = try insert(["subject": "Hello", "html": "<p>Hi</p>"], into: &state)
        #expect(kept == [])
        #expect(state.openInsertion == nil)
        #expect(state.values["subject"] == "Hello" && state.values["html"] == "<p>Hi</p>")
    }

    @Test func `another choice replaces the texts of the one before, and not what was typed`() throws {
        var state = state()
        _ = state.press(.right)
        _ = try insert(["subject": "Hello", "html": "<p>Hi</p>"], into: &state)
        state.set("subject", "My own")
        _ = state.press(.right)
        let kept = try insert(["subject": "Bye", "html": "<p>Bye</p>"], into: &state)
        #expect(kept == ["Subject"])
        #expect(state.values["subject"] == "My own" && state.values["html"] == "<p>Bye</p>")
    }

    @Test func `what the row had is replaced`() throws {
        var state = state(html: "<p>Old</p>")
        _ = state.press(.right)
        let kept = try insert(["html": "<p>New</p>"], into: &state)
        #expect(kept == [])
        #expect(state.values["html"] == "<p>New</p>")
    }
}
