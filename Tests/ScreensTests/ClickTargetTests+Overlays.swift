import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

/// Clicks on what lies over the body: menus, suggestions, fields, secrets, hints at the foot.
extension ClickTargetTests {
    nonisolated static let alphabets = [GlyphSet.unicode, .plain(.unicode), .plain(.ascii)]

    /// What stands where a text begins in the picture.
    private func target(
        _ text: String, _ driver: BoardDriver, _ glyphs: GlyphSet, after offset: Int = 0
    ) throws -> BoardClick? {
        let lines = drawBoard(driver.snapshot, glyphs: glyphs).lines
        let line = try #require(lines.lastIndex { $0.contains(text) }, "\(text)")
        let start = try place(of: text, line: line, in: lines)
        return clickTarget(at: Point(x: start.x + offset, y: start.y), in: driver.snapshot, glyphs: glyphs)
    }

    private func accounts(_ size: Size) async -> BoardDriver {
        let driver = BoardDriver(Sample.store(), size: size)
        await driver.start()
        return driver
    }

    @Test(arguments: sizes, alphabets)
    func `a click on a line of a menu is its letter`(size: Size, glyphs: GlyphSet) async throws {
        let driver = await accounts(size)
        await driver.keys("t")
        let item = try #require(driver.menu?.items.first { $0.disabled == nil })
        #expect(try target("\(item.key)  \(item.title)", driver, glyphs, after: -1) == .item(0))
        driver.board.click(try target(item.title, driver, glyphs))
        await driver.settle()
        #expect(driver.menu == nil)
        let byClick = driver.notice
        let other = await accounts(size)
        await other.keys("t", item.key)
        #expect(byClick == other.notice && !byClick.isEmpty)
    }

    @Test(arguments: sizes, alphabets)
    func `a suggestion that is clicked is put into the line`(size: Size, glyphs: GlyphSet) async throws {
        let driver = await contacts(size)
        await driver.keys("/")
        driver.type("-whi")
        let item = try #require(driver.snapshot.prompt?.suggestions?.items.last)
        #expect(item.text.contains("whitelisted"))
        driver.board.click(try target(item.text, driver, glyphs))
        #expect(driver.snapshot.prompt?.text.hasSuffix(item.text) == true)
        // Nothing but what may be typed is there for a click.
        #expect(clickTarget(at: Point(x: 2, y: 1), in: driver.snapshot, glyphs: glyphs) == nil)
    }

    @Test(arguments: sizes, alphabets)
    func `a click goes to a field, and turns the one that has the keys`(
        size: Size, glyphs: GlyphSet
    ) async throws {
        let driver = await contacts(size)
        await driver.keys("n")
        let form = try #require(driver.form)
        let next = form.focus + 1
        driver.board.click(try target(form.fields[next].label, driver, glyphs))
        driver.type("Zoe")
        #expect(driver.form?.focus == next && driver.form?.fields[next].text == "Zoe")
        let flag = try #require(form.fields.firstIndex { $0.kind == .flag })
        for _ in next..<flag { await driver.keys("Tab") }
        driver.board.click(try target(form.fields[flag].label, driver, glyphs))
        #expect(driver.form?.focus == flag && driver.form?.fields[flag].text == "yes")
    }

    @Test(arguments: sizes, alphabets)
    func `a click into a text that is typed puts the cursor there`(
        size: Size, glyphs: GlyphSet
    ) async throws {
        let driver = await contacts(size)
        await driver.keys("/")
        driver.type("name:zebra")
        driver.board.click(try target("name:zebra", driver, glyphs, after: 7))
        driver.type("!")
        #expect(driver.snapshot.prompt?.text == "name:ze!bra")
        await driver.keys("Esc", "n")
        let field = try #require(driver.form?.focus)
        driver.type("zoe zebra")
        driver.board.click(try target("zoe zebra", driver, glyphs, after: 4))
        driver.type("the ")
        #expect(driver.form?.fields[field].text == "zoe the zebra")
        // Beyond its end is its end, and another field gets the keys with its cursor.
        driver.board.click(try target("zoe the zebra", driver, glyphs, after: 15))
        driver.type("?")
        #expect(driver.form?.fields[field].text == "zoe the zebra?")
        await driver.keys("Tab")
        driver.board.click(try target("zoe the zebra?", driver, glyphs, after: 0))
        driver.type("so ")
        #expect(driver.form?.focus == field && driver.form?.fields[field].text == "so zoe the zebra?")
    }

    @Test func `what is typed to confirm takes a click, and nothing is confirmed by it`() async throws {
        let driver = await accounts(Size(width: 80, height: 24))
        await driver.keys("X")
        await driver.advance(by: .seconds(1))
        driver.type("zebra")
        driver.board.click(try target("zebra", driver, .unicode, after: 1))
        driver.type("!")
        #expect(driver.confirm?.typed == "z!ebra")
        #expect(driver.store.calls("account.delete").isEmpty)
    }

    @Test(arguments: sizes, alphabets)
    func `the keys that a form, a list and the help name are pressed by a click`(
        size: Size, glyphs: GlyphSet
    ) async throws {
        let driver = await contacts(size)
        await driver.keys("e")
        driver.board.click(try target("Esc leave", driver, glyphs, after: 5))
        #expect(driver.form == nil)
        await driver.keys("o")
        driver.board.click(try target("/ searches", driver, glyphs))
        driver.type("st")
        #expect(driver.choice?.search == "st")
        driver.board.click(try target("Esc shows all", driver, glyphs))
        #expect(driver.choice?.search == nil)
        await driver.keys("Esc", "?")
        driver.board.click(try target("Esc closes", driver, glyphs))
        #expect(driver.help == nil)
    }

    @Test func `what asks names its keys and takes no click on them`() async throws {
        let driver = await contacts(Size(width: 80, height: 24))
        await driver.keys("X")
        await driver.advance(by: .seconds(1))
        #expect(try target("y deletes", driver, .unicode) == nil)
        await driver.answer("n")
        await driver.keys("e")
        driver.type("x")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.preview != nil)
        #expect(try target("y saves", driver, .unicode) == nil)
        driver.board.click(.hint("y"))
        driver.board.click(.item(0))
        await driver.settle()
        #expect(driver.form?.preview != nil && driver.store.calls("contact.update").isEmpty)
    }

    @Test func `the next step that a notice names is pressed by a click`() async throws {
        let driver = await contacts(Size(width: 80, height: 24))
        await driver.keys("w")
        #expect(driver.snapshot.notice?.hint == "u undo")
        #expect(try target(": whitelist", driver, .unicode) == nil)
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == true)
        driver.board.click(try target("u undo", driver, .unicode, after: 2))
        await driver.settle()
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == false)
    }

    @Test func `a notice that begins with a letter presses no key of it`() async throws {
        let driver = await contacts(Size(width: 80, height: 24))
        driver.board.notify("Spring is under way.", hint: "X in its watch stops it", level: .warning)
        driver.board.click(try target("X in its watch", driver, .unicode))
        await driver.settle()
        #expect(driver.confirm == nil && driver.store.calls("contact.delete").isEmpty)
    }

    @Test func `a number in a line of hints is no key`() async throws {
        let driver = await contacts(Size(width: 80, height: 24))
        await driver.keys("?", "/")
        driver.type("undo")
        let said = try #require(driver.help?.summary.split(separator: " · "))
        let hits = try #require(said.first { $0.hasSuffix("hits") || $0.hasSuffix("hit") })
        #expect(try target(String(hits), driver, .unicode) == nil)
    }

    @Test(arguments: sizes, alphabets)
    func `lines below a launch get the cursor, and open the person that has it`(
        size: Size, glyphs: GlyphSet
    ) async throws {
        let driver = await accounts(size)
        await driver.keys("6")
        await driver.command("filter spring")
        await driver.keys("Enter")
        var progress = Sample.progress
        progress.events = Sample.events
        driver.store.progress(.progress(progress))
        await driver.settle()
        let events = try #require(driver.watch?.events)
        let lines = drawBoard(driver.snapshot, glyphs: glyphs).lines
        // Where there is no room for the list, there is nothing to click.
        guard let line = lines.firstIndex(where: { $0.contains("LATEST EVENTS") }) else {
            return #expect(size.height < 24)
        }
        let below = Point(x: 4, y: line + 2)
        #expect(clickTarget(at: below, in: driver.snapshot, glyphs: glyphs) == .item(1))
        driver.board.click(.item(1))
        #expect(driver.watch?.eventCursor == 1)
        #expect(drawBoard(driver.snapshot, glyphs: glyphs).lines[line + 2].contains(events[1].time))
        driver.board.click(.item(1))
        await driver.settle()
        #expect(driver.watch == nil && driver.place.contains("why"))
    }
}
