import ServiceCore
import Testing

@testable import ViewModels

@Suite struct FormPreviewTests {
    private func preview(_ untold: Set<FieldID>) -> FormPreview {
        var contact = Contact(id: ResourceID("dmds", .contact, "kim"), account: "acme", email: "kim@a.test")
        contact.untold = untold
        var form = FormState(
            FormDescription(title: "Edit contact", fields: [FormField("last_name", "Last name")]),
            original: Row(contact))
        form.set("last_name", "Lee")
        return form.preview("1 contact on dmds")
    }

    @Test func `what was not told is no empty field, and is said to be lost before it is written`() {
        let preview = preview(["last_name"])
        #expect(preview.changes.map(\.before) == ["(not told)"])
        #expect(
            preview.remarks == ["Last name: what stood there is not told, so this cannot be taken back."])
    }

    @Test func `the cursor goes over the remarks before it goes over the changes`() {
        var preview = preview(["last_name"])
        preview.changes[0].after = "Lee\nKim"
        #expect(preview.remarks.count == 1 && preview.lineCount == 1 + 1 + 2)
    }

    @Test func `what is known to be empty can be put back`() {
        let preview = preview([])
        #expect(preview.changes.map(\.before) == [""] && preview.remarks.isEmpty)
    }

    @Test func `an action that is given nothing is not said to change nothing`() {
        let description = FormDescription(title: "New key", fields: [FormField("key", "Key")])
        let action = FormState(description).preview("new key: Spring on dmds")
        #expect(action.changes.isEmpty && action.emptyWord == "nothing is filled in")
        let row = Row(Contact(id: ResourceID("a", .contact, "1"), account: "acme", email: "kim@a.test"))
        #expect(FormState(description, original: row).preview("").emptyWord == "nothing changes")
    }
}
