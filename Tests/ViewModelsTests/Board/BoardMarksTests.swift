import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardMarksTests {
    private func marked(_ driver: BoardDriver) -> [String] {
        driver.table?.rows.enumerated().filter(\.element.isMarked).map { driver.names[$0.offset] } ?? []
    }

    @Test func `Space, V, * and backslash mark as the design says`() async {
        let driver = await Desk.contacts((0..<5).map { "c\($0)@a.test" })
        await driver.keys("V")
        #expect(driver.notice == "Mark a row with Space first.")
        await driver.keys("Space", "j", "V")
        #expect(marked(driver) == ["c0@a.test", "c1@a.test", "c2@a.test"])
        #expect(driver.table?.summary.contains("3 marked") == true)
        await driver.keys("*")
        #expect(marked(driver) == ["c3@a.test", "c4@a.test"])
        await driver.keys("\\")
        #expect(marked(driver).isEmpty)
    }

    @Test func `inverting asks for the rows that match, not for all`() async {
        let driver = await Desk.contacts()
        await driver.command("filter -ana")
        await driver.keys("*")
        #expect(marked(driver) == ["bo@a.test", "cy@a.test"])
    }

    @Test func `Enter opens the row at hand whatever is marked`() async {
        let driver = await Desk.contacts()
        await driver.keys("Space", "Enter")
        #expect(driver.place == "contacts › bo@a.test")
    }

    @Test func `c copies the names of what is marked and says so`() async {
        let driver = await Desk.contacts()
        await driver.keys("c")
        #expect(driver.copied == ["ana@a.test"] && driver.copiedNames == ["ana@a.test"])
        await driver.keys("Space", "Space", "c")
        #expect(driver.copied.last == "ana@a.test\nbo@a.test" && driver.copiedNames.last == "2 rows")
    }
}
