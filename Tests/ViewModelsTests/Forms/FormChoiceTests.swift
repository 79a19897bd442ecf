import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct FormChoiceTests {
    private static let accounts = ["acme", "delta & sons", "Délice", "north", "norwich"]

    private func form(_ choices: [String] = accounts, value: String = "", isRequired: Bool = true)
        -> FormState
    {
        FormState(
            FormDescription(
                title: "New sender",
                fields: [
                    FormField("account", "Account", .choice(choices), value: value, isRequired: isRequired),
                    FormField("address", "Address", isRequired: true),
                ]))
    }

    private func typing(_ keys: String, in form: FormState) -> FormState {
        var form = form
        for key in keys { _ = form.press(.character(key)) }
        return form
    }

    @Test(arguments: [
        ("a", "acme"), ("nor", "north"), ("norw", "norwich"), ("del", "delta & sons"), ("deli", "Délice"),
        ("sons", "delta & sons"), ("delta & s", "delta & sons"), ("N", "north"), ("xyzn", "north"),
        ("zzz", ""),
    ])
    func `letters find a choice`(keys: String, chosen: String) {
        #expect(typing(keys, in: form()).values.texts["account"] == chosen)
    }

    @Test func `arrows and the space bar step on from what was found`() {
        var form = typing("nor", in: form())
        _ = form.press(.right)
        #expect(form.values.texts["account"] == "norwich")
        _ = form.press(.space)
        #expect(form.values.texts["account"] == "acme")
        _ = form.press(.left)
        #expect(form.values.texts["account"] == "norwich")
    }

    @Test func `a pasted name is found as well`() {
        var form = form()
        form.paste("norwich\n")
        #expect(form.values.texts["account"] == "norwich")
    }

    @Test func `a choice of one is made and not shown`() {
        let form = form(["acme"])
        #expect(form.fields.map(\.id) == ["address"] && form.focused?.id == "address")
        #expect(form.values.texts["account"] == "acme" && !form.isDirty)
    }

    @Test func `nothing chosen is a choice where none is wanted`() {
        #expect(form(["acme"], isRequired: false).fields.count == 2)
        #expect(form(["", "F", "M"], isRequired: false).fields.count == 2)
    }

    @Test(arguments: [
        ("acme", "acme"), ("NORT", "north"), ("nor", ""), ("delice", "Délice"), ("nobody", ""),
    ])
    func `a form begins with the account that a pane is narrowed to`(name: String, account: String) {
        let begun = form().description.begun(withAccount: name, among: [])
        #expect(begun["account"]?.value == account)
    }
}
