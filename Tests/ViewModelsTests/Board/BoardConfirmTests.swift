import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardConfirmTests {
    private func asking() async -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.keys("X")
        return driver
    }

    private func deleted(_ driver: BoardDriver) -> Bool { !driver.store.calls("contact.delete").isEmpty }

    @Test func `keys of the first quarter second are dropped`() async {
        let driver = await asking()
        await driver.advance(by: .milliseconds(249))
        await driver.keys("y", "n", "Esc")
        #expect(driver.confirm != nil && !deleted(driver))
        // Nor is a yes taken on the heels of the keys that were dropped.
        await driver.advance(by: .milliseconds(1))
        await driver.keys("y")
        #expect(driver.confirm != nil && !deleted(driver))
        await driver.advance(by: .milliseconds(50))
        await driver.keys("y")
        #expect(driver.confirm == nil && deleted(driver))
    }

    @Test func `the quarter second begins when the question is on the screen`() async {
        let driver = await Desk.contacts()
        driver.burst("X")
        for _ in 0..<20 { await Task.yield() }
        await driver.clock.advance(by: .seconds(5))
        driver.burst("y")
        #expect(driver.confirm != nil && !deleted(driver))
        driver.board.wasShown()
        await driver.clock.advance(by: .milliseconds(200))
        driver.burst("y")
        #expect(!deleted(driver))
        await driver.clock.advance(by: .milliseconds(50))
        await driver.keys("y")
        #expect(deleted(driver))
    }

    @Test func `a yes in a burst of keys answers nothing, however long the burst is`() async {
        let driver = await asking()
        for key in "jkyahygyy".map(String.init) + Array(repeating: "y", count: 200) {
            await driver.advance(by: .milliseconds(10))
            driver.burst(key)
        }
        await driver.settle()
        #expect(driver.confirm != nil && !deleted(driver))
        await driver.advance(by: .milliseconds(60))
        await driver.keys("y")
        #expect(deleted(driver))
    }

    @Test func `what sends is not answered ahead either`() async {
        let driver = await Desk.contacts()
        await driver.keys("M")
        driver.type("Hello")
        await driver.keys("Ctrl-S")
        for _ in 0..<100 {
            await driver.advance(by: .milliseconds(10))
            driver.burst("y")
        }
        await driver.settle()
        #expect(driver.store.calls("message.send").isEmpty)
        #expect(driver.form?.preview != nil)
    }

    @Test func `the key that answers says what it does`() async {
        let driver = await asking()
        #expect(driver.confirm?.answer == "y deletes · n no")
        let account = await Desk.account()
        await account.keys("X")
        #expect(account.confirm?.answer == "type it, then Ctrl-S deletes · Esc leaves")
    }

    @Test(arguments: ["Enter", "X", "Space", "Tab", "Ctrl-S"])
    func `neither Enter nor the key that asked says yes`(key: String) async {
        let driver = await asking()
        await driver.answer(key)
        #expect(driver.confirm != nil && !deleted(driver))
    }

    @Test(arguments: ["n", "Esc", "q", "Ctrl-C"])
    func `no leaves all as it was`(key: String) async {
        let driver = await asking()
        await driver.answer(key)
        #expect(driver.confirm == nil && !deleted(driver) && !driver.didQuit)
    }

    @Test func `a name must be typed as it is, then Ctrl-S`() async {
        let driver = await Desk.account()
        await driver.keys("X")
        await driver.confirm(typing: "kim@b.test")
        #expect(driver.confirm?.error == "That is not “kim@a.test”.")
        await driver.keys("Enter", "y")
        #expect(driver.store.calls("account.delete").isEmpty)
        await driver.keys("Ctrl-U")
        driver.type("kim@a.test")
        #expect(driver.confirm?.error == "")
        await driver.keys("Ctrl-S")
        #expect(driver.store.calls("account.delete").count == 1)
    }

    @Test(arguments: [
        ("日本", "日本"), ("José", "José"), ("A campaign with a very long name", "A campaign with a very"),
        ("Campaña 002  – y más", "Campaña 002 – y más"), ("🎉🎉", "🎉🎉"), ("🎉 Oferta", "Oferta"),
    ])
    func `what is asked for can be typed and is the name as shown`(title: String, expected: String) async {
        let driver = await Desk.campaign(title)
        await driver.keys("X")
        let asked = expected == "🎉🎉" ? "campaign" : expected
        #expect(driver.confirm?.expected == asked)
        await driver.confirm(typing: asked)
        #expect(driver.store.calls("campaign.delete").count == 1)
    }

    @Test(arguments: [("Campaña – otoño", "Campana - otono"), ("日本", "??")])
    func `on a board of ASCII a name may be typed as it is shown there`(title: String, typed: String) async {
        let driver = await Desk.campaign(title)
        await driver.keys("X")
        await driver.confirm(typing: typed)
        #expect(driver.confirm != nil && driver.store.calls("campaign.delete").isEmpty)
        driver.board.alphabet = .ascii
        await driver.keys("Ctrl-S")
        #expect(driver.store.calls("campaign.delete").count == 1)
    }

    @Test func `a dialog keeps the rows of the moment its key was pressed`() async {
        let driver = await asking()
        driver.store.remove(.contact, ["ana"])
        driver.store.push(.kinds([.contact]))
        await driver.advance(by: .milliseconds(300))
        #expect(driver.names.first == "bo@a.test")
        #expect(driver.confirm?.lines.first?.text == "ana@a.test")
        await driver.keys("y")
        #expect(driver.store.calls("contact.delete").map(\.ids) == [["ana"]])
    }

    @Test func `a question that comes late does not take a form's place`() async {
        let driver = await Desk.campaign()
        driver.store.hold("campaign.plan")
        driver.burst("S")
        await driver.store.arrival(of: "campaign.plan")
        driver.board.openPalette()
        driver.store.releaseAll("campaign.plan")
        await driver.settle()
        #expect(driver.palette != nil && driver.confirm == nil)
        #expect(driver.snapshot.notice?.level == .warning)
    }

    @Test func `what was cancelled asks nothing when it comes late`() async {
        let driver = await Desk.campaign()
        driver.store.hold("campaign.plan")
        driver.burst("S")
        await driver.store.arrival(of: "campaign.plan")
        driver.burst("Ctrl-C")
        driver.store.releaseAll("campaign.plan")
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.confirm == nil)
    }
}
