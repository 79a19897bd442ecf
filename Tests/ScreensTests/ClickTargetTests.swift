import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// A click means what stands there in the picture, at whatever size and in whatever alphabet.
@MainActor
@Suite struct ClickTargetTests {
    nonisolated static let sizes = [
        Size(width: 80, height: 24), Size(width: 160, height: 50), Size(width: 60, height: 16),
    ]

    func contacts(_ size: Size) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test", "bo@a.test", "cy@a.test"])
        let driver = BoardDriver(store, size: size)
        await driver.start()
        await driver.keys("5")
        return driver
    }

    /// Where a text begins in the picture; all of it is ASCII, so a letter is a column.
    func place(of text: String, line: Int, in lines: [String]) throws -> Point {
        let range = try #require(lines[line].firstRange(of: text), "\(text) in \(lines[line])")
        return Point(x: lines[line].distance(from: lines[line].startIndex, to: range.lowerBound), y: line)
    }

    @Test(arguments: sizes, [GlyphSet.unicode, .plain(.unicode), .plain(.ascii)])
    func `tabs, heads, rows and hints are found where they are drawn`(size: Size, glyphs: GlyphSet)
        async throws
    {
        let driver = await contacts(size)
        let snapshot = driver.snapshot
        let lines = drawBoard(snapshot, glyphs: glyphs).lines
        func target(_ text: String, line: Int, beside offset: Int = 0) throws -> BoardClick? {
            var point = try place(of: text, line: line, in: lines)
            point = Point(x: point.x + offset, y: point.y)
            return clickTarget(at: point, in: snapshot, glyphs: glyphs)
        }
        for number in 1...8 { #expect(try target("\(number)", line: 1) == .tab(number)) }
        #expect(try target("EMAIL", line: 3) == .head("email"))
        #expect(try target("STATE", line: 3, beside: 2) == .head("state"))
        for (row, name) in ["ana@a.test", "bo@a.test", "cy@a.test"].enumerated() {
            #expect(try target(name, line: 4 + row) == .row(row))
        }
        #expect(try target("? help", line: size.height - 1, beside: 3) == .hint("?"))
        #expect(clickTarget(at: Point(x: 5, y: 4 + 3), in: snapshot, glyphs: glyphs) == nil)
        #expect(clickTarget(at: Point(x: 1, y: 0), in: snapshot, glyphs: glyphs) == nil)
    }

    @Test(arguments: sizes, [GlyphSet.unicode, .plain(.unicode)])
    func `items of a list and steps of the path are found where they are drawn, and chosen`(
        size: Size, glyphs: GlyphSet
    ) async throws {
        let driver = await contacts(size)
        func target(_ text: String) throws -> BoardClick? {
            let lines = drawBoard(driver.snapshot, glyphs: glyphs).lines
            let line = try #require(lines.firstIndex { $0.contains(text) }, "\(text)")
            return clickTarget(
                at: try place(of: text, line: line, in: lines), in: driver.snapshot, glyphs: glyphs)
        }
        await driver.keys("o")
        driver.board.click(try target("[x] NAME"))
        await driver.keys("Enter")
        #expect(driver.board.currentTable?.columns.contains { $0.field == "name" } == false)
        await driver.command("connection")
        #expect(try target("all connections") == .item(0))
        await driver.keys("Esc", ":")
        driver.type("groups")
        driver.board.click(.item(0))
        await driver.settle()
        #expect(driver.place.hasSuffix("groups"))
        await driver.keys("Esc")
        await driver.keys("5", "Enter")
        driver.board.click(try target("contacts"))
        #expect(driver.place == "contacts" && driver.board.currentDetail == nil)
    }

    @Test(arguments: sizes)
    func `no tab of a plain board sticks to its neighbour`(size: Size) async throws {
        let driver = await contacts(size)
        for key in 1...8 {
            await driver.keys(String(key))
            let line = drawBoard(driver.snapshot, glyphs: .plain(.ascii)).lines[1]
            let open = try #require(line.firstIndex(of: "["))
            let close = try #require(line.firstIndex(of: "]"))
            let before = line[..<open].last, after = line[line.index(after: close)...].first
            #expect(before.map { $0 == " " } ?? true, "\(line)")
            #expect(after.map { $0 == " " } ?? true, "\(line)")
            for number in 1...8 { #expect(line.contains("\(number)"), "\(line)") }
            if size.width >= 80 { #expect(line.contains("Suppress") && line.contains("Accounts"), "\(line)") }
        }
    }

    @Test func `clicks open panes, sort, choose, open and press`() async throws {
        let driver = await contacts(Size(width: 80, height: 24))
        driver.board.click(.row(1))
        #expect(driver.selected == "bo@a.test" && driver.place == "contacts")
        driver.board.click(.row(1))
        #expect(driver.place == "contacts › bo@a.test")
        driver.board.click(.hint("q"))
        await driver.settle()
        driver.board.click(.tab(6))
        await driver.settle()
        #expect(driver.place == "campaigns")
        driver.board.click(.tab(5))
        await driver.settle()
        #expect(driver.table?.columns.first?.sort == .ascending)
        driver.board.click(.head("email"))
        await driver.settle()
        #expect(driver.table?.columns.first?.sort == .descending)
        #expect(driver.names == ["cy@a.test", "bo@a.test", "ana@a.test"])
        driver.board.click(.hint("?"))
        #expect(driver.help != nil)
        driver.board.click(.row(0))
        #expect(driver.help != nil)
    }

    @Test func `no click answers a question`() async {
        let driver = await contacts(Size(width: 80, height: 24))
        await driver.keys("X")
        await driver.advance(by: .seconds(1))
        for click in [BoardClick.row(0), .hint("y"), .tab(1)] { driver.board.click(click) }
        await driver.settle()
        #expect(driver.confirm != nil && driver.store.calls("contact.delete").isEmpty)
    }

    @Test func `a click on a line of a page goes there, and a second one follows it`() async {
        let driver = await contacts(Size(width: 80, height: 24))
        await driver.keys("Enter")
        let line = 2
        driver.board.click(.row(line))
        #expect(driver.detail?.cursor == line)
    }
}
