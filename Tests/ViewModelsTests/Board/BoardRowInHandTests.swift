import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// The row under the cursor stays the same row, whatever becomes of the list.
@MainActor
@Suite struct BoardRowInHandTests {
    private func desk(_ count: Int = 1000) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts((0..<count).map { "c\(1000 + $0)@a.test" })
        for number in 0..<count {
            store.change("c\(1000 + number)", Contact.self) { $0.firstName = "n\(9999 - number)" }
        }
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("5")
        driver.board.moveInList { $0.move(by: count * 2 / 3) }
        await driver.settle()
        return driver
    }

    private func line(_ driver: BoardDriver) -> Int? { driver.table?.cursor }

    @Test(arguments: [["I"], [">"], ["<"], [">", "I"], [">", ">", "<", "<"]])
    func `sorting and turning the order round keep it, on its line`(keys: [String]) async {
        let driver = await desk()
        let (row, place) = (driver.selected, line(driver))
        for key in keys { await driver.keys(key) }
        #expect(driver.selected == row && row == "c1666@a.test")
        #expect(line(driver) == place)
    }

    @Test func `orders asked for in one burst keep it`() async {
        let driver = await desk()
        let row = driver.selected
        driver.burst("I", ">", "I", "<", ">")
        await driver.settle()
        #expect(driver.selected == row)
    }

    @Test func `a filter keeps it where it passes, and clearing the filter keeps what was chosen then`() async
    {
        let driver = await desk()
        await driver.command("filter c16")
        #expect(driver.selected == "c1666@a.test")
        await driver.command("filter 42")
        #expect(driver.selected == "c1042@a.test")
        await driver.keys("j", "j", "j")
        let row = driver.selected
        await driver.keys("Esc")
        #expect(driver.table?.filter == "" && driver.selected == row && row != nil)
    }

    @Test func `a refresh follows it across the list`() async {
        let driver = await desk()
        let row = driver.selected
        driver.store.putContacts((0..<1500).map { "b\(1000 + $0)@a.test" })
        await driver.keys("r")
        #expect(driver.selected == row)
        driver.store.remove(.contact, (0..<1500).map { "b\(1000 + $0)" })
        await driver.keys("r")
        #expect(driver.selected == row)
    }

    @Test func `where it is gone the next one is taken`() async {
        let driver = await desk()
        driver.store.remove(.contact, ["c1666"])
        await driver.keys("r")
        #expect(driver.selected == "c1667@a.test")
    }

    @Test func `narrowing and widening keep it`() async {
        let (first, second) = (FakeStore("first"), FakeStore("second"))
        first.putContacts((0..<300).map { "a\(1000 + $0)@a.test" })
        second.putContacts((0..<300).map { "a\(1000 + $0)@b.test" })
        let driver = BoardDriver(first, connections: [first.connection(), second.connection()])
        await driver.start()
        await driver.keys("5")
        await driver.command("filter a1")
        driver.board.moveInList { $0.move(by: 401) }
        await driver.settle()
        await driver.keys("Space", "k")
        let row = driver.selected
        await driver.command("connection \(row?.hasSuffix("b.test") == true ? "second" : "first")")
        #expect(driver.selected == row && driver.table?.filter == "a1")
        #expect(driver.board.currentTable?.table.marks.count == 1)
        await driver.command("connection all")
        #expect(driver.selected == row && driver.table?.filter == "a1")
    }

    @Test func `a new row is in hand once it is made, wherever it stands`() async {
        let driver = await desk()
        await driver.keys("n")
        driver.type("c1100x@a.test")
        await driver.keys("Ctrl-S", "y")
        #expect(driver.selected == "c1100x@a.test")
        #expect(driver.notice == "c1100x@a.test created")
    }

    @Test func `a new row that the filter hides leaves the row in hand, and says so`() async {
        let driver = await desk()
        await driver.command("filter c16")
        await driver.keys("n")
        driver.type("zoe@a.test")
        await driver.keys("Ctrl-S", "y")
        #expect(driver.selected == "c1666@a.test")
        #expect(driver.notice == "zoe@a.test was made and is not in this list.")
    }

    @Test func `keys right behind another order meet the row in hand`() async {
        let driver = await desk()
        driver.burst("I", "w")
        await driver.settle()
        #expect(driver.store.calls("contact.whitelist").map(\.ids) == [["c1666"]])
    }

    @Test func `of a million rows whose number nobody tells it is found by itself`() async {
        let desk = await TableDesk.overMany(ManyRowsBox(ManyRows(count: 1_000_000, tellsPlace: false)))
        desk.model.move { $0.moveToEnd() }
        await desk.settle()
        desk.model.move { $0.move(by: -500) }
        await desk.settle()
        #expect(desk.model.table.selected?.name == "c999499")
        desk.model.restart()
        await desk.settle()
        #expect(desk.model.table.selected?.name == "c999499")
        #expect(desk.names.contains("c999499"))
        desk.model.move { $0.moveToStart() }
        await desk.settle()
        #expect(desk.names.first == "c0")
    }
}
