import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardWhyTests {
    private func line(_ driver: BoardDriver) -> String? { driver.snapshot.prompt?.text }

    private func people() async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test", "anabel@b.test", "bo@a.test"])
        store.change("bo", Contact.self) { $0.firstName = "Añe" }
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("5")
        return driver
    }

    @Test func `W always asks, with the address of the row in the line`() async {
        let driver = await people()
        await driver.keys("j", "W")
        #expect(line(driver) == "anabel@b.test" && driver.page == nil)
        #expect(driver.snapshot.prompt?.cursor == 13)
        await driver.keys("Ctrl-U")
        driver.type("bo@a.test")
        await driver.keys("Enter")
        #expect(driver.page?.title == "Why bo@a.test")
        await driver.keys("W")
        #expect(line(driver) == "bo@a.test")
    }

    @Test func `in the detail of a row and in a pane of others its address stands in the line`() async {
        let driver = await people()
        await driver.keys("Enter", "W")
        #expect(line(driver) == "ana@a.test")
        driver.store.put([
            ApprovedSender(id: ResourceID("fake", .sender, "1"), account: "acme", address: "news@a.test")
        ])
        await driver.keys("Esc", "2", "W")
        #expect(line(driver) == "news@a.test")
        await driver.keys("Esc", "6", "W")
        #expect(line(driver) == "")
    }

    @Test(arguments: [
        "Bo Lee <bo@a.test>", "\"Lee, Bo\" <bo@a.test>,", "<bo@a.test>", "  bo@a.test ", "Bo < bo@a.test >",
    ])
    func `a pasted person is the address`(text: String) async {
        let driver = await people()
        await driver.keys("W", "Ctrl-U")
        driver.board.paste(text)
        await driver.keys("Enter")
        #expect(driver.page?.title == "Why bo@a.test")
    }

    @Test func `a part of an address or a name gives choices`() async {
        let driver = await people()
        await driver.keys("W", "Ctrl-U")
        driver.type("ana")
        await driver.keys("Enter")
        #expect(driver.choice?.items.map(\.title) == ["ana@a.test", "anabel@b.test"])
        await driver.keys("j", "Enter")
        #expect(driver.page?.title == "Why anabel@b.test" && driver.choice == nil)
    }

    @Test(arguments: ["ane", "bo@", "BO"])
    func `the only one that fits is opened`(text: String) async {
        let driver = await people()
        await driver.command("why \(text)")
        #expect(driver.page?.title == "Why bo@a.test")
    }

    @Test func `one person is one choice, however each row spells the address`() async {
        let driver = await people()
        driver.store.put([
            Suppression(
                id: ResourceID("fake", .suppression, "1"), account: "acme", address: "BO@a.test",
                reason: .manual)
        ])
        await driver.command("why bo")
        #expect(driver.choice == nil && driver.page?.title == "Why bo@a.test")
    }

    @Test func `what fits nobody comes back to be mended`() async {
        let driver = await people()
        await driver.command("why zed")
        #expect(line(driver) == "zed")
        #expect(driver.snapshot.prompt?.error == "Nobody here has “zed” in an address or a name.")
        await driver.keys("Ctrl-U", "Enter")
        #expect(driver.snapshot.prompt?.error.hasPrefix("Type an address") == true)
    }

    @Test func `letters typed while it is looked for run nowhere`() async {
        let driver = await people()
        driver.store.hold("contact.list")
        await driver.keys("W")
        driver.burst("Ctrl-U", "a", "n", "a", "Enter", "w", "i", "q", "q", "X")
        await driver.store.arrival(of: "contact.list")
        driver.store.releaseAll("contact.list")
        await driver.settle()
        #expect(driver.choice?.items.count == 2 && !driver.didQuit)
        #expect(driver.store.calls("contact.whitelist").isEmpty)
        #expect(driver.store.calls("contact.invalidate").isEmpty)
    }

    @Test func `letters typed while a row is looked up run nowhere`() async {
        let driver = await people()
        driver.store.hold("batch.find")
        await driver.keys(":")
        driver.type("batch 7")
        driver.burst("Enter", "w", "q", "X")
        await driver.store.arrival(of: "batch.find")
        driver.store.put([Batch(id: ResourceID("fake", .batch, "7"), account: "acme", campaign: "Spring")])
        driver.store.releaseAll("batch.find")
        await driver.settle()
        #expect(driver.place.hasPrefix("contacts › ") && driver.detail != nil && !driver.didQuit)
        #expect(driver.store.calls("contact.whitelist").isEmpty)
    }

    @Test func `letters typed while a launch begins run nowhere, and Esc does not give it up`() async {
        let driver = await Desk.campaign()
        driver.store.hold("campaign.launch")
        await driver.keys("S")
        await driver.clock.advance(by: .milliseconds(300))
        driver.type("Spring")
        driver.burst("Ctrl-S", "T", "Esc", "n", "q")
        await driver.store.arrival(of: "campaign.launch")
        driver.store.releaseAll("campaign.launch")
        await driver.settle()
        #expect(driver.watch != nil && driver.form == nil && !driver.didQuit)
    }

    @Test func `answers of many connections in a burst of keys change the board on its own actor`() async {
        let stores = (0..<8).map { FakeStore(ConnectionID("c\($0)")) }
        for store in stores { store.putContacts(["ana@a.test"]) }
        for _ in 0..<40 {
            let driver = BoardDriver(stores[0], connections: stores.map { $0.connection() })
            await driver.start()
            driver.burst("W")
            driver.type("ana@a.test")
            driver.burst("Enter", "j", "r", "G")
            await driver.settle()
            #expect(driver.page?.title == "Why ana@a.test")
            #expect(driver.page?.lines.contains { $0.text == "is being asked…" } == false)
        }
    }

    @Test func `why asks all platforms at once`() async {
        let boards = MergedBoard()
        let driver = BoardDriver(
            boards.own, connections: [boards.own.connection(), boards.hosted.connection()])
        await driver.start()
        boards.own.hold("trace")
        await driver.command("connection all")
        driver.board.openWhy("ana@a.test")
        await boards.own.arrival(of: "trace")
        for _ in 0..<20 { await Task.yield() }
        #expect(boards.hosted.calls("trace").count == 1)
        boards.own.releaseAll("trace")
        await driver.settle()
        #expect(driver.page?.lines.contains { $0.text.contains("acme on dyn") } == true)
    }

    @Test func `why shows each answer as it comes, and who is still being asked`() async {
        let boards = MergedBoard()
        let driver = BoardDriver(
            boards.own, connections: [boards.own.connection(), boards.hosted.connection()])
        await driver.start()
        boards.hosted.hold("trace")
        driver.board.openWhy("ana@a.test")
        await boards.hosted.arrival(of: "trace")
        let lines = { driver.page?.lines.map { "\($0.label) \($0.text)" } ?? [] }
        while lines().contains("embedded is being asked…") { await Task.yield() }
        #expect(lines().contains("dyn is being asked…"))
        boards.hosted.releaseAll("trace")
        await driver.settle()
        #expect(!lines().contains { $0.contains("being asked") })
        #expect(lines().contains { $0.contains("acme on dyn") })
    }
}
