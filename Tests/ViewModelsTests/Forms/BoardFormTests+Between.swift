import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// What comes in between while a form is open.
extension BoardFormTests {
    @Test func `sending can be cancelled and the late answer leaves the form alone`() async {
        let driver = await editing()
        driver.type("Ana")
        driver.store.hold("contact.update")
        driver.burst("Ctrl-S", "y")
        await driver.store.arrival(of: "contact.update")
        #expect(driver.form?.isSending == true)
        driver.burst("x", "Esc")
        #expect(driver.form?.isSending == true)
        driver.burst("Ctrl-C")
        #expect(driver.form?.isSending == false && driver.form?.preview == nil)
        driver.type("!")
        driver.store.releaseAll("contact.update")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.form?.fields[1].text == "Ana!")
    }

    @Test func `a form that failed after it was left does not come back`() async {
        let driver = await editing()
        driver.type("Ana")
        driver.store.hold("contact.update")
        driver.store.fail("contact.update", Desk.down)
        driver.burst("Ctrl-S", "y")
        await driver.store.arrival(of: "contact.update")
        driver.burst("Ctrl-C", "Esc")
        driver.board.wasShown()
        await driver.answer("y")
        driver.store.releaseAll("contact.update")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.snapshot.overlay == nil)
    }

    @Test func `a pasted newline becomes a blank`() async {
        let driver = await editing()
        driver.board.paste("Ana\nMaría\r\nLópez")
        #expect(driver.form?.fields[1].text == "Ana María López")
        #expect(driver.form?.preview == nil)
    }

    @Test func `a paste into a long field goes in at the cursor, its lines kept`() async {
        let driver = await Desk.contacts()
        await driver.keys("M", "Tab")
        driver.type("ad")
        await driver.keys("Left")
        driver.board.paste("b\r\nc")
        #expect(driver.form?.fields[1].text == "ab\ncd")
        driver.type("!")
        #expect(driver.form?.fields[1].text == "ab\nc!d")
    }

    @Test func `the preview of a form is moved through line by line and by pages`() async {
        let driver = await Desk.contacts()
        await driver.keys("M")
        driver.type("Hello")
        await driver.keys("Tab")
        driver.board.paste((1...60).map { "line \($0)" }.joined(separator: "\n"))
        await driver.keys("Ctrl-S")
        await driver.advance(by: .milliseconds(300))
        var places: [Int?] = []
        for key in ["j", "j", "k", "PgDn", "PgUp", "Ctrl-D", "G", "g"] {
            await driver.keys(key)
            places.append(driver.form?.preview?.cursor)
        }
        #expect(places == [1, 2, 1, 13, 1, 7, 60, 0])
    }

    @Test func `a secret shown meanwhile outlasts the end of a form`() async {
        let driver = await editing()
        driver.type("Ana")
        driver.store.hold("contact.update")
        driver.burst("Ctrl-S", "y")
        await driver.store.arrival(of: "contact.update")
        driver.board.finish(EditOutcome("new key", revealed: [.init("API key", Secret("key-9"))]))
        #expect(driver.reveal != nil)
        driver.store.releaseAll("contact.update")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.reveal?.entries.map(\.text) == ["key-9"])
        await driver.keys("Esc")
        #expect(driver.snapshot.overlay == nil, "the form has ended")
    }

    @Test func `a form that fails behind a secret comes back with its mistake`() async {
        let driver = await editing()
        driver.type("Ana")
        driver.store.hold("contact.update")
        driver.store.fail("contact.update", Desk.down)
        driver.burst("Ctrl-S", "y")
        await driver.store.arrival(of: "contact.update")
        driver.board.finish(EditOutcome("new key", revealed: [.init("API key", Secret("key-9"))]))
        driver.store.releaseAll("contact.update")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.reveal?.entries.map(\.text) == ["key-9"])
        await driver.keys("Esc")
        #expect(driver.form?.isSending == false && driver.form?.error.contains("cannot be reached") == true)
    }
}
