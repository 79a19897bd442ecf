import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardTypedAheadTests {
    /// A board at the accounts, whose contacts and campaigns are held back until they are let go.
    private func held(_ emails: [String] = ["ana@a.test", "bo@a.test", "cy@a.test"]) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(emails)
        store.putCampaign("Spring")
        let driver = BoardDriver(store)
        await driver.start()
        store.hold("contact.list")
        store.hold("campaign.list")
        return driver
    }

    private func letGo(_ driver: BoardDriver, _ name: String = "contact.list") async {
        await driver.store.arrival(of: name)
        driver.store.releaseAll(name)
        await driver.settle()
    }

    @Test func `keys after a pane's number are carried out in order once its rows come`() async {
        let driver = await held()
        driver.burst("5", "j", "Enter", "y")
        #expect(driver.place == "contacts" && driver.table?.message?.kind == .loading)
        #expect(driver.table?.message?.hint == "3 keys wait for them · Esc drops them")
        await letGo(driver)
        #expect(driver.place == "contacts › bo@a.test")
        #expect(driver.detail?.lines.first?.text == "{")
    }

    @Test func `a quick edit typed ahead is made, on the row that it would have met`() async {
        let driver = await held()
        driver.burst("5", "G", "w")
        #expect(driver.store.calls("contact.whitelist").isEmpty)
        await letGo(driver)
        #expect(driver.store.calls("contact.whitelist").map(\.ids) == [["cy"]])
    }

    @Test func `keys after a filter meet the filtered rows`() async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.list")
        driver.burst("/", "b", "o", "Enter", "Enter")
        await letGo(driver)
        #expect(driver.place == "contacts › bo@a.test")
    }

    @Test func `a launch typed ahead asks, and what follows it answers nothing`() async {
        let driver = await held()
        driver.burst("6", "S")
        await letGo(driver, "campaign.list")
        #expect(driver.confirm?.title == "Launch “Spring”?")
        driver.burst("S", "p", "r", "i", "n", "g", "Ctrl-S")
        await driver.settle()
        #expect(driver.confirm?.typed == "" && driver.store.calls("campaign.launch").isEmpty)
    }

    @Test func `a question that comes up drops the keys behind it`() async {
        let driver = await held()
        driver.burst("5", "X", "y")
        await letGo(driver)
        #expect(driver.confirm != nil && driver.store.calls("contact.delete").isEmpty)
    }

    @Test func `a menu takes its letter, as when the rows are there`() async {
        let driver = await Desk.account()
        driver.store.hold("account.list")
        driver.burst("5", "1", "/", "k", "Enter", "t", "o")
        await letGo(driver, "account.list")
        #expect(driver.store.calls("account.track-opens").count == 1)
    }

    @Test func `keys that need no rows work at once, and in turn behind one that waits`() async {
        let driver = await held()
        driver.burst("5", "?")
        #expect(driver.help != nil)
        driver.burst("Esc", "Enter", "2")
        #expect(driver.place == "contacts")
        await letGo(driver)
        #expect(driver.place == "contacts › ana@a.test › senders")
    }

    @Test func `a command of the palette waits too`() async {
        let driver = await held()
        driver.burst("5", ":", "d", "e", "t", "a", "i", "l", "Enter")
        #expect(driver.palette == nil && driver.place == "contacts")
        await letGo(driver)
        #expect(driver.place == "contacts › ana@a.test")
    }

    @Test func `rows that must be read twice are waited for twice`() async {
        let driver = await held()
        driver.burst("5", "j", "/", "c", "y", "Enter", "Enter")
        await driver.store.arrival(of: "contact.list")
        driver.store.release("contact.list")
        await letGo(driver)
        #expect(driver.place == "contacts › cy@a.test")
    }

    @Test(arguments: ["Esc", "Ctrl-C"])
    func `Esc and Ctrl-C drop what waits`(key: String) async {
        let driver = await held()
        driver.burst("5", "Enter", key)
        driver.store.releaseAll("contact.list")
        await driver.keys("r")
        #expect(driver.place == "contacts" && driver.names.count == 3)
    }

    @Test func `a click drops what waits`() async {
        let driver = await held()
        driver.burst("5", "Enter")
        driver.board.click(nil)
        await letGo(driver)
        #expect(driver.place == "contacts")
    }

    @Test func `what waits for rows that cannot be had is dropped`() async {
        let driver = await held()
        driver.store.fail("contact.list", Desk.down)
        driver.burst("5", "Enter")
        await letGo(driver)
        #expect(driver.table?.message?.kind == .failed)
        await driver.keys("r")
        #expect(driver.place == "contacts" && driver.names.count == 3)
    }

    @Test func `a pane without rows says so to each key that wanted one`() async {
        let driver = await held([])
        driver.burst("5", "Enter")
        await letGo(driver)
        #expect(driver.notice == "open: there is no row here")
    }

    @Test func `a key right after G means the last row, however far it is`() async {
        let rows = ManyRows(count: 20_000)
        let store = FakeStore()
        let connection = Connection(id: "a", platform: "fake", resources: [store.source { rows }])
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("5")
        driver.burst("G", "Enter")
        await driver.settle()
        #expect(driver.place == "contacts › c19999")
    }

    @Test func `a key right after the marks were turned round means the new marks`() async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.list")
        driver.burst("Space", "*", "*", "*", "w")
        await letGo(driver)
        #expect(driver.store.calls("contact.whitelist").map(\.ids) == [["bo", "cy"]])
    }

    @Test func `a key held down over rows that never come fills no memory`() async {
        let driver = await held()
        driver.burst("5")
        for _ in 0..<5000 { driver.burst("j") }
        #expect(driver.board.typedAhead.count < 500)
        await letGo(driver)
        #expect(driver.selected == "cy@a.test")
    }
}
