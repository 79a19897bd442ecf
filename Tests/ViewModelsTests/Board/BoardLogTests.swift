import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// What happened stands newest first, and a cursor at its top goes on to what happens next.
@MainActor
@Suite struct BoardLogTests {
    private func happen(_ person: String, _ minute: Double, in driver: BoardDriver) {
        driver.store.put([
            DeliveryEvent(
                id: ResourceID("fake", .event, person), account: "acme", person: person, kind: .click,
                time: Date(timeIntervalSince1970: 60 * minute))
        ])
    }

    private func tell(_ kind: ResourceKind, _ driver: BoardDriver) async {
        driver.store.push(.kinds([kind]))
        await driver.advance(by: .seconds(1))
    }

    /// Three events, shown.
    private func log() async -> BoardDriver {
        let driver = BoardDriver(FakeStore())
        for (minute, person) in ["ana", "bo", "cy"].enumerated() {
            happen("\(person)@a.test", Double(minute), in: driver)
        }
        await driver.start()
        await driver.keys("8")
        #expect(driver.selected == "cy@a.test")
        return driver
    }

    @Test(arguments: [[], ["g"], ["j", "j", "g"], ["G", "Home"], ["j", "k"]])
    func `a cursor at the top of a log goes on to what is newer`(keys: [String]) async {
        let driver = await log()
        for key in keys { await driver.keys(key) }
        happen("dee@a.test", 10, in: driver)
        await tell(.event, driver)
        #expect(driver.selected == "dee@a.test" && driver.table?.cursor == 0)
    }

    @Test func `one that was moved down stays on its row`() async {
        let driver = await log()
        await driver.keys("j")
        happen("dee@a.test", 10, in: driver)
        await tell(.event, driver)
        #expect(driver.selected == "bo@a.test")
    }

    @Test func `what was opened is in hand afterwards, and what has come above it is told`() async {
        let driver = await log()
        await driver.keys("Enter")
        happen("dee@a.test", 10, in: driver)
        await tell(.event, driver)
        await driver.keys("q")
        #expect(driver.selected == "cy@a.test" && driver.table?.summary.contains("1 newer above") == true)
        await driver.keys("g")
        #expect(driver.selected == "dee@a.test" && driver.table?.summary.contains("newer") == false)
    }

    @Test func `no row goes from under the cursor while a command for it is being typed`() async {
        let driver = await log()
        await driver.keys(":")
        happen("dee@a.test", 10, in: driver)
        await tell(.event, driver)
        #expect(driver.selected == "cy@a.test")
        await driver.keys("Esc")
        await tell(.event, driver)
        #expect(driver.selected == "dee@a.test")
    }

    @Test func `a log that is opened by its name begins at its top`() async {
        let driver = await log()
        await driver.keys("G", "5")
        await driver.command("activity")
        #expect(driver.place == "contacts › activity" && driver.selected == "cy@a.test")
    }

    @Test func `rows that can be acted on stay under the cursor, and newer ones above them are counted`()
        async
    {
        let driver = BoardDriver(FakeStore())
        func suppress(_ address: String, _ minute: Double) {
            var entry = Suppression(
                id: ResourceID("fake", .suppression, address), account: "acme", address: address,
                reason: .bounce)
            entry.created = Date(timeIntervalSince1970: 60 * minute)
            driver.store.put([entry])
        }
        suppress("ana@a.test", 1)
        await driver.start()
        await driver.keys("7")
        driver.board.currentTable?.setSort(RowOrder("created", ascending: false))
        await driver.settle()
        suppress("bo@a.test", 2)
        suppress("cy@a.test", 3)
        await tell(.suppression, driver)
        #expect(driver.selected == "ana@a.test" && driver.table?.summary.contains("2 newer above") == true)
    }
}
