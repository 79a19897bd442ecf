import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardMessageTests {
    private func compose(_ driver: BoardDriver) async {
        await driver.keys("M")
        driver.type("Hello")
        await driver.keys("Ctrl-S")
    }

    @Test func `a message to one is previewed, and y sends`() async {
        let driver = await Desk.contacts()
        await driver.keys("M")
        #expect(driver.form?.notes.last == "Goes to the 1 row chosen.")
        driver.type("Hello")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview?.target == "a message to 1 contact on fake")
        await driver.keys("y")
        #expect(driver.store.calls("message.send").isEmpty, "typed ahead")
        await driver.answer("y")
        #expect(driver.store.calls("message.send").map(\.ids) == [["ana"]])
    }

    @Test func `a message to more than ten wants their number`() async {
        let driver = await Desk.contacts((10..<21).map { "c\($0)@a.test" })
        for _ in 0..<11 { await driver.keys("Space") }
        await compose(driver)
        await driver.answer("y")
        #expect(driver.confirm?.expected == "11")
        #expect(driver.store.calls("message.send").isEmpty)
        await driver.confirm(typing: "11")
        #expect(driver.store.calls("message.send").map(\.ids.count) == [11])
    }

    @Test func `a message to a large group wants the group's name`() async {
        let store = FakeStore()
        var group = ContactGroup(id: ResourceID("fake", .group, "1"), account: "acme", name: "clientes")
        group.contactCount = 1200
        store.put([group])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.command("groups")
        await compose(driver)
        #expect(driver.form?.preview?.target == "a message to 1 group, 1,200 recipients, on fake")
        await driver.answer("y")
        #expect(driver.confirm?.expected == "clientes")
    }

    @Test func `who is typed in besides counts, for the words and for the level`() async {
        let driver = await Desk.contacts()
        driver.store.reaches(501)
        await compose(driver)
        #expect(driver.form?.preview?.target == "a message to 1 contact, 501 recipients, on fake")
        await driver.answer("y")
        #expect(driver.confirm?.expected == "ana@a.test")
        #expect(driver.store.calls("message.send").isEmpty)
        await driver.confirm(typing: "ana@a.test")
        #expect(driver.store.calls("message.send").count == 1)
    }

    @Test func `the addresses are named where the platform knows them`() async {
        let driver = await Desk.contacts()
        driver.store.reaches(MessageAudience(["kim@a.test", "lee@a.test"]))
        await compose(driver)
        #expect(driver.form?.preview?.target == "a message to kim@a.test, lee@a.test on fake")
    }

    @Test func `the preview tells who is left out`() async {
        let driver = await Desk.contacts()
        driver.store.reaches(
            MessageAudience(
                count: 1, addresses: ["ana@a.test"], leftOut: [.init("suppressed: complaint", 1)]))
        await compose(driver)
        #expect(driver.form?.preview?.target == "a message to ana@a.test on fake")
        #expect(driver.form?.preview?.remarks.contains("Not sent: 1 suppressed: complaint.") == true)
    }

    @Test func `what is typed while the platform counts changes nothing, and Esc cancels`() async {
        let driver = await Desk.contacts()
        driver.store.hold("message.recipients")
        await driver.keys("M")
        driver.type("Hello")
        driver.burst("Ctrl-S")
        await driver.store.arrival(of: "message.recipients")
        driver.burst("y")
        #expect(driver.form?.fields[0].text == "Hello" && driver.form?.isSending == true)
        driver.burst("Esc")
        #expect(driver.form?.isSending == false && driver.form?.preview == nil)
        driver.store.releaseAll("message.recipients")
        for _ in 0..<10 { await driver.settle() }
        #expect(driver.form?.preview == nil)
    }

    @Test func `a message that reaches nobody is not previewed`() async {
        let driver = await Desk.contacts()
        driver.store.fail(
            "message.recipients", ServiceError(.invalid, "Nobody can be reached.", field: "subject"))
        await compose(driver)
        #expect(driver.form?.preview == nil)
        #expect(driver.form?.fields[0].error == "Nobody can be reached.")
    }

    @Test(arguments: [("2", true), ("5", true), ("6", true), ("1", false), ("7", false)])
    func `M composes where the design says, and nowhere else`(pane: String, offered: Bool) async {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        store.putCampaign("Spring")
        store.put([ApprovedSender(id: ResourceID("fake", .sender, "1"), account: "acme", address: "a@a.test")]
        )
        store.put([Account(id: ResourceID("fake", .account, "1"), username: "kim")])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys(pane, "M")
        #expect((driver.form != nil) == offered)
    }
}
