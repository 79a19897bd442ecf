import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardDialogWaitTests {
    @Test(arguments: ["n", "e", "M"])
    func `keys in the same read as the one that opens a form go to the form`(opening: String) async {
        let driver = await Desk.contacts()
        driver.burst(opening, "i", "w")
        await driver.settle()
        #expect(driver.form?.fields.contains { $0.text == "iw" } == true)
        #expect(!driver.store.calls.contains { $0.name == "contact.invalidate" })
        #expect(!driver.store.calls.contains { $0.name == "contact.whitelist" })
    }

    @Test(arguments: [("5", "X"), ("6", "S")])
    func `keys behind one that asks are dropped`(pane: String, asking: String) async {
        let driver = await Desk.contacts()
        driver.store.putCampaign("Spring")
        await driver.keys(pane)
        driver.burst(asking, "y", "2")
        await driver.settle()
        #expect(driver.confirm?.typed == "")
        #expect(driver.place == (pane == "5" ? "contacts" : "campaigns"))
        #expect(driver.store.calls("contact.delete").isEmpty)
    }

    @Test(arguments: ["Esc", "Ctrl-C"])
    func `Esc and Ctrl-C cancel a dialog on its way`(key: String) async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.form")
        driver.burst("n", "i")
        await driver.store.arrival(of: "contact.form")
        driver.burst(key, "j")
        #expect(driver.selected == "bo@a.test" && driver.notice == "Cancelled.")
        driver.store.releaseAll("contact.form")
        for _ in 0..<5 { await driver.settle() }
        #expect(driver.form == nil && driver.store.calls("contact.invalidate").isEmpty)
    }

    @Test func `keys behind a dialog that cannot be had are dropped`() async {
        let driver = await Desk.contacts()
        driver.store.fail("contact.form", Desk.down)
        driver.burst("n", "i")
        await driver.settle()
        #expect(driver.store.calls("contact.invalidate").isEmpty)
        await driver.keys("j")
        #expect(driver.selected == "bo@a.test")
    }

    @Test func `a form asked for ahead of its rows takes what was typed behind it`() async {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        let driver = BoardDriver(store)
        await driver.start()
        driver.burst("5", "e", "i", "w")
        await driver.settle()
        #expect(driver.form?.fields.contains { $0.text == "iw" } == true)
    }
}
