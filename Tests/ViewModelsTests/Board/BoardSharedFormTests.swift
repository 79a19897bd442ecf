import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// `e` on marks.
@MainActor
@Suite struct BoardSharedFormTests {
    private func marked() async -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.keys("*")
        return driver
    }

    @Test func `the form has what the rows may have alike, and nothing filled`() async {
        let driver = await marked()
        await driver.keys("e")
        #expect(driver.form?.title == "Edit 3 contacts")
        #expect(driver.form?.fields.map(\.label) == ["First name", "Last name", "VIP", "Age"])
        #expect(driver.form?.fields.allSatisfy { $0.text.isEmpty } == true)
    }

    @Test func `only what is filled changes, counted before and taken back at once`() async {
        let driver = await marked()
        driver.store.change("bo", Contact.self) { $0.lastName = "Núñez" }
        await driver.keys("e", "Tab")
        driver.type("Núñez")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.target == "2 contacts")
        #expect(driver.form?.preview?.remarks.first == "2 change, 1 is so already")
        #expect(driver.form?.preview?.changes.map(\.label) == ["Last name"])
        await driver.keys("y")
        #expect(driver.store.all(Contact.self).map(\.lastName) == ["Núñez", "Núñez", "Núñez"])
        #expect(driver.store.calls("contact.update").count == 2)
        #expect(driver.notice == "2 contacts changed")
        await driver.keys("u")
        #expect(driver.store.all(Contact.self).map(\.lastName) == ["", "Núñez", ""])
        #expect(driver.board.undoList.steps.isEmpty)
    }

    @Test func `nothing filled, or nothing to change, is said and nothing sent`() async {
        let driver = await marked()
        await driver.keys("e", "Ctrl-S")
        #expect(driver.form?.error == "Nothing is filled in.")
        driver.store.forgetCalls()
        for row in driver.store.all(Contact.self) {
            driver.store.change(row.id.native, Contact.self) { $0.firstName = "Ana" }
        }
        await driver.keys("Esc", "e")
        driver.type("Ana")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.error == "Nothing would change: 3 are so already.")
        #expect(driver.store.calls("contact.update").isEmpty)
    }

    @Test func `a row that is refused keeps no other from its turn, and stands in the receipt`() async {
        let driver = await marked()
        driver.store.fail("contact.update", ServiceError(.refused, "Not this one."))
        await driver.keys("e")
        driver.type("Ana")
        await driver.keys("Ctrl-S", "y")
        #expect(driver.store.all(Contact.self).count { $0.firstName == "Ana" } == 2)
        #expect(driver.notice == "only 2 of 3 contacts changed")
        #expect(driver.board.receipts.last?.summary == "2 done, 1 not done")
    }

    @Test func `more than ten ask for their number`() async {
        let driver = await Desk.contacts((1...11).map { "p\($0)@a.test" })
        await driver.keys("*", "e")
        driver.type("Ana")
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        #expect(driver.confirm?.expected == "11")
        await driver.confirm(typing: "11")
        #expect(driver.store.all(Contact.self).allSatisfy { $0.firstName == "Ana" })
    }

    @Test func `one marked row has its own form, wherever the cursor is`() async {
        let driver = await Desk.contacts()
        await driver.keys("Space", "e")
        #expect(driver.form?.title == "Edit contact")
        #expect(driver.form?.fields.first?.text == "ana@a.test")
    }
}
