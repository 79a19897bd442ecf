import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardBackTests {
    private func desk() async -> BoardDriver {
        let store = FakeStore()
        store.putContacts((10..<90).map { "c\($0)@a.test" })
        store.put([Account(id: ResourceID("fake", .account, "1"), username: "kim@a.test")])
        store.putCampaign("Spring", .running)
        let driver = BoardDriver(store)
        await driver.start()
        return driver
    }

    /// What a list shows and where one is in it.
    private func look(_ driver: BoardDriver) -> [String?] {
        [
            driver.place, driver.table?.filter, driver.table?.summary, driver.selected, driver.names.first,
            driver.table?.rows.enumerated().filter(\.element.isMarked).map { String($0.offset) }.joined(),
        ]
    }

    @Test(arguments: [
        ["Enter"], ["d"], ["y"], ["Enter", "y"], ["W", "Enter"], ["Enter", "W", "Enter"], ["L"],
        ["Enter", "6"],
        ["Enter", "Tab"], ["Enter", "6", "Enter"], ["Enter", "2", "3", "4"],
        ["Enter", "W", "Enter", "1", "Enter", "G", "Enter"],
    ])
    func `q leads back from whatever was opened, and quits at the first view alone`(keys: [String]) async {
        let driver = await desk()
        await driver.keys("5", "G", "k", "k", "PgUp", "Space")
        let before = look(driver)
        for key in keys { await driver.keys(key) }
        var depth = driver.board.views.count
        #expect(depth > 1)
        while depth > 1 {
            await driver.keys("q")
            #expect(!driver.didQuit && driver.board.views.count == depth - 1)
            depth -= 1
        }
        #expect(look(driver) == before)
        driver.store.change("Spring", Campaign.self) { $0.state = .finished }
        await driver.keys("q")
        #expect(driver.didQuit)
    }

    @Test(arguments: [
        ["Enter", "5"], ["Enter", "W", "Enter", "5"], ["Enter", "6", "5"], ["Enter", "6", "Enter", "5"],
    ])
    func `the number of a pane that lies below closes what lies over it`(keys: [String]) async {
        let driver = await desk()
        await driver.keys("5", "G", "k", "k", "Space")
        let before = look(driver)
        for key in keys { await driver.keys(key) }
        #expect(look(driver) == before && driver.board.views.isRoot)
    }

    @Test(arguments: [
        "groups", "audit", "campaigns", "contacts c2", "suppressions x", "notices", "why c11@a.test",
    ])
    func `what the palette opens is left by q too, with filter, order, cursor and scroll as they were`(
        command: String
    ) async {
        let driver = await desk()
        await driver.command("contacts c")
        await driver.keys("q", "5", "/")
        driver.type("c1")
        await driver.keys("Enter", "I", "j", "j", "Space")
        let before = look(driver)
        await driver.command(command)
        #expect(driver.board.views.count == 2)
        await driver.keys("q")
        #expect(look(driver) == before && !driver.didQuit)
    }

    @Test func `a pane opened from a detail over its own pane gives it back`() async {
        let driver = await desk()
        await driver.command("accounts kim")
        await driver.keys("Enter", "G", "k", "Enter")
        #expect(driver.table?.filter == "account:\"kim@a.test\"")
        await driver.keys("q", "q")
        #expect(driver.place.hasSuffix("accounts") && driver.table?.filter == "kim")
    }

    @Test func `what was deleted above is not marked any more below`() async {
        let driver = await desk()
        await driver.keys("5", "Space", "Enter")
        await driver.command("contacts")
        await driver.keys("\\", "g", "X")
        await driver.answer("y")
        await driver.keys("q", "q")
        #expect(driver.board.currentTable?.table.marks.isEmpty == true)
    }
}
