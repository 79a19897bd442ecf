import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardNavigationTests {
    @Test(arguments: [
        ("1", "accounts"), ("2", "senders"), ("3", "smtp users"), ("4", "tracking"), ("5", "contacts"),
        ("6", "campaigns"), ("7", "suppressions"), ("8", "activity"),
    ])
    func `a digit shows its pane`(key: String, pane: String) async {
        let driver = await Desk.contacts()
        await driver.keys(key)
        #expect(driver.place == pane)
        #expect(driver.snapshot.tabs.filter(\.isActive).map { String($0.number) } == [key])
    }

    @Test(arguments: [
        "groups", "filters", "variables", "batches", "sending-domains", "webhooks", "templates", "audit",
        "bounce-reports",
        "notices",
    ])
    func `what has no number is reached by its name`(name: String) async {
        let driver = await Desk.contacts()
        await driver.command(name)
        #expect(driver.snapshot.overlay == nil)
        #expect(driver.place != "contacts")
    }

    @Test func `Tab goes round the numbered panes, both ways`() async {
        let driver = await Desk.contacts()
        await driver.keys("1", "S-Tab")
        #expect(driver.place == "activity")
        await driver.keys("Tab", "Tab")
        #expect(driver.place == "senders")
    }

    @Test func `the backtick goes back and forth`() async {
        let driver = await Desk.contacts()
        await driver.keys("7", "`")
        #expect(driver.place == "contacts")
        await driver.keys("`")
        #expect(driver.place == "suppressions")
    }

    @Test func `keys of a list move its cursor`() async {
        let driver = await Desk.contacts((10..<90).map { "c\($0)@a.test" })
        let rows = driver.snapshot.layout.tableRows
        let steps: [(String, Int)] = [
            ("j", 1), ("Down", 2), ("k", 1), ("Up", 0), ("PgDn", rows - 1), ("Ctrl-B", 0),
            ("Ctrl-F", rows - 1),
            ("PgUp", 0), ("Ctrl-D", rows / 2), ("Ctrl-U", 0), ("G", 79), ("g", 0), ("End", 79), ("Home", 0),
        ]
        for (key, row) in steps {
            await driver.keys(key)
            #expect(driver.selected == "c\(10 + row)@a.test", "after \(key)")
        }
    }

    @Test func `Ctrl-D never deletes`() async {
        let driver = await Desk.contacts()
        await driver.keys("Ctrl-D")
        #expect(driver.snapshot.overlay == nil)
        #expect(driver.store.calls("contact.delete").isEmpty)
    }

    @Test func `Esc clears the filter, then the marks, then goes back, and never quits`() async {
        let driver = await Desk.contacts()
        await driver.keys("Space", "/")
        driver.type("bo")
        await driver.keys("Enter", "Enter")
        #expect(driver.place == "contacts › bo@a.test")
        await driver.keys("Esc")
        #expect(driver.place == "contacts" && driver.table?.filter == "bo")
        await driver.keys("Esc")
        #expect(driver.table?.filter == "" && driver.board.currentTable?.table.marks.count == 1)
        await driver.keys("Esc")
        #expect(driver.board.currentTable?.table.marks.isEmpty == true)
        await driver.keys("Esc", "Esc")
        #expect(driver.place == "contacts" && !driver.didQuit)
    }

    @Test func `q goes back, and quits from the first view`() async {
        let driver = await Desk.contacts()
        await driver.keys("Enter", "q")
        #expect(driver.place == "contacts" && !driver.didQuit)
        await driver.keys("q")
        #expect(driver.didQuit)
    }

    @Test func `Ctrl-C cancels what runs, then quits`() async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.list")
        driver.burst("r", "Ctrl-C")
        #expect(driver.notice == "Cancelled." && !driver.didQuit)
        await driver.keys("Ctrl-C")
        #expect(driver.didQuit)
        driver.store.releaseAll("contact.list")
    }

    @Test func `a first load that was cancelled says so and can be had again`() async {
        let driver = await Desk.contacts()
        driver.store.hold("sender.list")
        driver.burst("2", "Ctrl-C")
        #expect(driver.table?.message?.kind == .failed)
        driver.store.releaseAll("sender.list")
        await driver.keys("r")
        #expect(driver.table?.message?.kind == .empty)
    }

    @Test(arguments: ["Ctrl-L", "Ctrl-Z"])
    func `redraw and suspend work over everything`(key: String) async {
        let driver = await Desk.contacts()
        for opening in ["", "/", ":", "?", "n", "@", "X"] {
            if !opening.isEmpty { await driver.keys(opening) }
            driver.forgetEffects()
            await driver.keys(key)
            #expect(driver.effects.count == 1, "over \(opening)")
            await driver.keys("Ctrl-C")
        }
    }

    @Test func `z gives the pane the whole screen and takes it back`() async {
        let driver = await Desk.contacts()
        await driver.keys("z")
        #expect(driver.snapshot.layout.header == nil)
        await driver.keys("z")
        #expect(driver.snapshot.layout.header != nil)
    }

    @Test(arguments: [(1, 1), (20, 5), (60, 15), (80, 24), (140, 40), (300, 100)])
    func `any size is borne, by every view`(width: Int, height: Int) async {
        let driver = await Desk.contacts()
        driver.board.resize(Size(width: width, height: height))
        for key in ["j", "Enter", "y", "q", "?", "Esc", ":", "Esc", "n", "Esc", "W"] {
            await driver.keys(key)
            #expect(driver.snapshot.layout.size == Size(width: width, height: height))
        }
    }

    @Test func `@ narrows the board to one connection, whose rows load`() async {
        let (first, second) = (FakeStore("first"), FakeStore("second"))
        first.putContacts(["ana@a.test"])
        second.putContacts(["bo@a.test"])
        let driver = BoardDriver(first, connections: [first.connection(), second.connection()])
        await driver.start()
        await driver.keys("5")
        second.hold("contact.list")
        first.hold("contact.list")
        driver.burst("r", "@", "j", "j", "Enter")
        await second.arrival(of: "contact.list")
        second.releaseAll("contact.list")
        await driver.settle()
        #expect(driver.names == ["bo@a.test"])
        #expect(driver.snapshot.header.scope == "only second")
        first.releaseAll("contact.list")
        await driver.command("connection nowhere")
        #expect(driver.notice == "There is no connection “nowhere”.")
    }
}
