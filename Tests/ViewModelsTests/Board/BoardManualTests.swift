import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardManualTests {
    private static let book = ManualBook([
        ManualTopic(name: "filter", bytes: Array("# The filter\n\nOne grammar.\n\n- `-` negates".utf8)),
        ManualTopic(
            name: "times",
            bytes: Array("# Times\n\nOne zone.\n\n| a | b |\n|-|-|\n| one word and another | end |".utf8)),
    ])

    private func driver() async -> BoardDriver {
        let driver = await Desk.contacts()
        driver.board.manual = Self.book
        return driver
    }

    @Test func `the manual lists its topics, and Enter opens one`() async {
        let driver = await driver()
        await driver.command("manual")
        #expect(driver.page?.title == "Manual")
        #expect(driver.page?.lines.map(\.label) == ["filter", "times"])
        #expect(driver.page?.lines.map(\.text) == ["One grammar.", "One zone."])
        await driver.keys("j", "Enter")
        #expect(driver.page?.title == "Times")
        await driver.keys("q", "q")
        #expect(driver.page == nil && driver.table != nil)
    }

    @Test func `a topic opens its page, which is searched as any other`() async {
        let driver = await driver()
        await driver.command("manual filter")
        #expect(
            driver.page?.lines.map(\.text) == ["The filter", "", "  One grammar.", "", "  - `-` negates"])
        await driver.keys("/")
        driver.type("negates")
        await driver.keys("Enter")
        #expect(driver.page?.cursor == 4 && driver.page?.summary == "1 hit")
    }

    @Test func `a page is set anew for another width`() async {
        let driver = await driver()
        await driver.command("manual times")
        let wide = driver.page?.lines.map(\.text)
        driver.board.resize(Size(width: 24, height: 24))
        #expect(wide?.suffix(1) == ["  one word and another  end"])
        #expect(driver.page?.lines.map(\.text).suffix(2) == ["  one word and     end", "  another"])
    }

    @Test func `an unknown topic is told with the nearest, and nothing opens`() async {
        let driver = await driver()
        await driver.command("manual fliter")
        #expect(driver.notice == "The manual has no topic “fliter”.")
        #expect(driver.snapshot.notice?.hint == "Did you mean filter?")
        #expect(driver.page == nil)
    }

    @Test func `without a manual there is no such command`() async {
        let driver = await Desk.contacts()
        #expect(!driver.board.offeredCommands(in: [.everywhere]).contains { $0.name == "board.manual" })
        driver.board.manual = Self.book
        #expect(driver.board.offeredCommands(in: [.everywhere]).contains { $0.name == "board.manual" })
    }
}
