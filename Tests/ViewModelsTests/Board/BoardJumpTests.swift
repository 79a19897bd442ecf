import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardJumpTests {
    @Test func `Ctrl-O goes back through panes and filters, and Ctrl-N forward again`() async {
        let driver = await Desk.contacts()
        await driver.keys("6", "5")
        await driver.command("filter ana")
        await driver.keys("1", "Ctrl-O")
        #expect(driver.place == "contacts" && driver.table?.filter == "ana")
        await driver.keys("Ctrl-O")
        #expect(driver.place == "campaigns")
        await driver.keys("Ctrl-N", "Ctrl-N")
        #expect(driver.place == "accounts")
        await driver.keys("Ctrl-N")
        #expect(driver.snapshot.notice?.text == "There is no place after this one.")
    }

    @Test func `a detail that was left comes back, and piles nothing up`() async {
        let driver = await Desk.contacts()
        await driver.keys("Enter")
        let crumbs = driver.snapshot.crumbs
        await driver.keys("q", "Ctrl-O")
        #expect(driver.snapshot.crumbs == crumbs)
        await driver.keys("Ctrl-O", "Ctrl-N", "Ctrl-O", "Ctrl-N")
        #expect(driver.snapshot.crumbs == crumbs)
    }

    @Test func `whoever goes on from a place before leaves what lay ahead`() async {
        let driver = await Desk.contacts()
        await driver.keys("6", "Ctrl-O", "7", "Ctrl-N")
        #expect(driver.place == "suppressions")
        #expect(driver.snapshot.notice?.text == "There is no place after this one.")
    }

    @Test func `at the first place nothing lies before`() async {
        let driver = BoardDriver()
        await driver.start()
        await driver.keys("Ctrl-O")
        #expect(driver.snapshot.notice?.text == "There is no place before this one.")
    }
}
