import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardFormTests {
    func editing() async -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.keys("e")
        return driver
    }

    @Test func `e opens the row's form on its first field that can change`() async {
        let driver = await editing()
        #expect(driver.form?.title == "Edit contact")
        #expect(driver.form?.fields.map(\.text) == ["ana@a.test", "", "", "no", "", "", "acme"])
        #expect(driver.form?.focus == 1)
    }

    @Test func `fields are gone through by Tab and arrows, what is fixed is passed over`() async {
        let driver = await editing()
        var places: [Int?] = []
        for key in ["Tab", "Down", "Up", "S-Tab", "S-Tab", "Enter"] {
            await driver.keys(key)
            places.append(driver.form?.focus)
        }
        #expect(places == [2, 3, 2, 1, 5, 1])
    }

    @Test func `submitting previews old and new, and y sends`() async {
        let driver = await editing()
        driver.type("Ana")
        await driver.keys("Tab", "Tab", "Space", "Tab", "Tab")
        driver.type("1234")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.target == "contact ana@a.test on fake")
        #expect(
            driver.form?.preview?.changes == [
                FormPreview.Change(label: "First name", before: "", after: "Ana"),
                FormPreview.Change(label: "VIP", before: "no", after: "yes"),
                FormPreview.Change(label: "PIN", before: "", after: Secret.mask),
            ])
        await driver.keys("Enter", "Ctrl-S")
        #expect(driver.store.calls("contact.update").isEmpty)
        await driver.keys("y")
        #expect(driver.snapshot.overlay == nil)
        #expect(driver.store.row("ana", Contact.self)?.firstName == "Ana")
        await driver.keys("u")
        #expect(driver.store.row("ana", Contact.self)?.firstName == "")
    }

    @Test func `a new row's preview says what and where`() async {
        let driver = await Desk.contacts()
        await driver.keys("n")
        driver.type("dee@a.test")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.target == "1 new contact on fake")
        #expect(
            driver.form?.preview?.changes.first
                == FormPreview.Change(
                    label: "E-mail", before: nil, after: "dee@a.test"))
        await driver.keys("y")
        #expect(driver.names.contains("dee@a.test"))
    }

    @Test func `what the platform remarks on the values stands in the preview, and anew in the next`() async {
        let driver = await Desk.contacts()
        driver.store.remarks([FormRemark("new group “lanch list”", hint: "Did you mean “launch list”?")])
        await driver.keys("n")
        driver.type("dee@a.test")
        await driver.keys("Ctrl-S")
        #expect(
            driver.form?.preview?.remarks == ["new group “lanch list” · Did you mean “launch list”?"])
        #expect(driver.store.calls("form.remarks").first?.values?.text("email") == "dee@a.test")
        await driver.keys("Esc")
        driver.store.remarks([])
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.remarks == [])
        await driver.keys("y")
        #expect(driver.names.contains("dee@a.test"))
    }

    @Test func `a form whose remarks cannot be had says so and stays`() async {
        let driver = await Desk.contacts()
        driver.store.remarks([FormRemark("something")])
        driver.store.fail("form.remarks", ServiceError(.storage, "The disk is gone."))
        await driver.keys("n")
        driver.type("dee@a.test")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview == nil && driver.form?.error == "The disk is gone.")
    }

    @Test func `Esc leaves at once where nothing changed`() async {
        let driver = await editing()
        await driver.keys("Esc")
        #expect(driver.snapshot.overlay == nil)
    }

    @Test func `Esc asks where something changed, and the form comes back as it was`() async {
        let driver = await editing()
        driver.type("Ana")
        await driver.keys("Esc")
        #expect(driver.confirm?.title == "Leave without saving?")
        await driver.answer("n")
        #expect(driver.form?.fields[1].text == "Ana")
        await driver.keys("Esc")
        await driver.answer("y")
        #expect(driver.snapshot.overlay == nil)
        #expect(driver.store.calls("contact.update").isEmpty)
    }

    @Test func `Esc in the preview goes back to the fields`() async {
        let driver = await editing()
        driver.type("Ana")
        await driver.keys("Ctrl-S", "Esc")
        #expect(driver.form?.preview == nil && driver.form?.fields[1].text == "Ana")
    }

    @Test func `what can be seen to be wrong is marked before anything is sent`() async {
        let driver = await editing()
        await driver.keys("Tab", "Tab", "Tab")
        driver.type("200")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview == nil)
        #expect(driver.form?.fields[4].error == "“200” is no whole number from 0 to 150.")
        #expect(driver.form?.focus == 4)
        await driver.keys("Backspace")
        #expect(driver.form?.fields[4].error == "")
    }

    @Test func `nothing changed is nothing to send`() async {
        let driver = await editing()
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview == nil && driver.form?.error == "Nothing has changed.")
    }

    @Test func `what the platform refuses marks its field, with the text still there`() async {
        let driver = await editing()
        await driver.keys("Tab")
        driver.type("bad")
        await driver.keys("Ctrl-S", "y")
        #expect(driver.form?.fields[2].error == "“bad” is no name. Take another.")
        #expect(driver.form?.focus == 2 && driver.form?.fields[2].text == "bad")
        driver.store.fail("contact.update", Desk.down)
        await driver.keys("Backspace", "Ctrl-S", "y")
        #expect(driver.form?.error == "The platform cannot be reached. Try again.")
    }

    @Test(arguments: ["", "?", "@", "X"])
    func `a paste outside a text field is refused`(opening: String) async {
        let driver = await Desk.contacts()
        if !opening.isEmpty { await driver.keys(opening) }
        driver.board.paste("wXyq\n")
        await driver.settle()
        #expect(driver.notice == "Pasted text was ignored: there is no text field here.")
        #expect(!driver.store.calls.contains { $0.name.hasPrefix("contact.whitelist") } && !driver.didQuit)
    }

    @Test func `a paste into a preview is refused`() async {
        let driver = await editing()
        driver.type("Ana")
        await driver.keys("Ctrl-S")
        driver.board.paste("y")
        await driver.settle()
        #expect(driver.store.calls("contact.update").isEmpty)
    }

    @Test func `a long field is lent to the editor and comes back, a choice is not`() async {
        let driver = await Desk.contacts()
        await driver.keys("M", "Tab", "Ctrl-O")
        #expect(driver.effects.contains { if case .editText("") = $0 { true } else { false } })
        driver.board.finishEditing("Hello\nKim\n")
        #expect(driver.form?.fields[1].text == "Hello\nKim")
        driver.board.finishEditing(nil)
        #expect(driver.form?.fields[1].text == "Hello\nKim")
        await driver.keys("Ctrl-C")
        await driver.answer("y")
        driver.forgetEffects()
        await driver.keys("e", "Tab", "Tab", "Ctrl-O")
        #expect(!driver.effects.contains { if case .editText = $0 { true } else { false } })
    }

    @Test func `an action's form says its rows and wants their number above ten`() async {
        let store = FakeStore()
        store.put(
            (10..<22).map {
                Suppression(
                    id: ResourceID("fake", .suppression, "\($0)"), account: "acme", address: "s\($0)@a.test",
                    reason: .manual)
            })
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("7")
        for _ in 0..<12 { await driver.keys("Space") }
        await driver.keys("a")
        driver.type("they asked")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.target == "allow: 12 suppressions on fake")
        await driver.answer("y")
        #expect(driver.confirm?.expected == "12")
        await driver.confirm(typing: "12")
        #expect(store.calls("suppression.allow").map(\.ids.count) == [12])
        #expect(store.calls("suppression.allow").first?.values?.text("reason") == "they asked")
    }

    @Test(arguments: [(Suppression.Reason.manual, nil), (.complaint, "s@a.test"), (.unsubscribe, "s@a.test")])
    func `lifting a complaint or an unsubscribe wants the name`(reason: Suppression.Reason, expected: String?)
        async
    {
        let store = FakeStore()
        store.put([
            Suppression(
                id: ResourceID("fake", .suppression, "1"), account: "acme", address: "s@a.test",
                reason: reason)
        ])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("7", "a")
        driver.type("they asked")
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        #expect(driver.confirm?.expected == expected)
        if let expected { await driver.confirm(typing: expected) }
        #expect(store.calls("suppression.allow").count == 1)
    }

    @Test func `a question over a form gives it back`() async {
        let store = FakeStore()
        store.put([
            Suppression(
                id: ResourceID("fake", .suppression, "1"), account: "acme", address: "s@a.test",
                reason: .complaint)
        ])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("7", "a")
        driver.type("they asked")
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        await driver.answer("Esc")
        #expect(driver.form?.preview != nil && driver.form?.fields[0].text == "they asked")
    }
}
