import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardChangesTests {
    private func reads(_ driver: BoardDriver, _ kind: String = "contact") -> Int {
        driver.store.calls("\(kind).list").count
    }

    private func quiet() async -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.advance(by: .seconds(10))
        driver.store.forgetCalls()
        return driver
    }

    @Test func `a change pushed is read where it is seen, and only there`() async {
        let driver = await quiet()
        driver.store.putContacts(["dee@a.test"])
        driver.store.push(.kinds([.contact, .sender]))
        await driver.settle()
        #expect(driver.names.last == "dee@a.test")
        #expect(driver.store.calls.map(\.name) == ["contact.list"])
        driver.store.push(.kinds([.campaign]))
        await driver.advance(by: .seconds(1))
        #expect(reads(driver) == 1)
    }

    @Test func `what changed unseen is read when it is shown`() async {
        let driver = await quiet()
        driver.store.push(.anything)
        await driver.advance(by: .seconds(1))
        #expect(reads(driver, "account") == 0)
        await driver.keys("1")
        #expect(reads(driver, "account") == 1)
    }

    @Test func `a flood of changes is read at most five times a second`() async {
        let driver = await quiet()
        for _ in 0..<100 {
            driver.store.push(.kinds([.contact]))
            await driver.advance(by: .milliseconds(10))
        }
        await driver.advance(by: .milliseconds(200))
        #expect((5...6).contains(reads(driver)))
    }

    @Test func `the last change of a flood is never lost`() async {
        let driver = await quiet()
        driver.store.push(.kinds([.contact]))
        await driver.settle()
        driver.store.putContacts(["dee@a.test"])
        driver.store.push(.kinds([.contact]))
        await driver.settle()
        #expect(driver.names.count == 3)
        await driver.advance(by: .milliseconds(200))
        #expect(driver.names.count == 4)
    }

    @Test func `p keeps the rows as they are until pressed again`() async {
        let driver = await quiet()
        await driver.keys("p")
        #expect(driver.snapshot.header.freshness == "paused")
        driver.store.putContacts(["dee@a.test"])
        driver.store.push(.kinds([.contact]))
        await driver.advance(by: .seconds(5))
        #expect(driver.names.count == 3 && reads(driver) == 0)
        await driver.keys("p")
        #expect(driver.names.count == 4 && driver.snapshot.header.freshness == "live")
    }

    @Test func `p pauses in a detail too`() async {
        let driver = await quiet()
        await driver.keys("Enter", "p")
        #expect(driver.snapshot.header.freshness == "paused")
    }

    @Test func `a detail that is seen is read again, its pane once it is back`() async {
        let driver = await quiet()
        await driver.keys("Enter")
        driver.store.change("ana", Contact.self) { $0.firstName = "Ana" }
        driver.store.push(.kinds([.contact]))
        await driver.settle()
        #expect(driver.detail?.lines.contains { $0.text == "Ana" } == true)
        #expect(reads(driver) == 0)
        await driver.keys("q")
        #expect(reads(driver) == 1)
    }

    @Test func `a why page follows what another process changes`() async {
        let driver = await quiet()
        driver.store.change("ana", Contact.self) { $0.invalidSince = .distantPast }
        driver.board.openWhy("ana@a.test")
        await driver.settle()
        #expect(verdict(driver) == "NO")
        driver.store.change("ana", Contact.self) { $0.invalidSince = nil }
        driver.store.push(.kinds([.contact]))
        await driver.advance(by: .seconds(1))
        #expect(verdict(driver) == "yes")
    }

    @Test func `a why page shows what was repaired on the contact above it`() async {
        let driver = await quiet()
        driver.store.change("ana", Contact.self) { $0.invalidSince = .distantPast }
        driver.board.openWhy("ana@a.test")
        await driver.settle()
        driver.board.lookUp(.contact, "ana")
        await driver.settle()
        await driver.keys("i")
        driver.store.push(.kinds([.contact]))
        await driver.advance(by: .seconds(1))
        await driver.keys("q")
        #expect(verdict(driver) == "yes")
    }

    @Test func `a why page keeps its place while it is asked again`() async {
        let driver = await quiet()
        driver.board.openWhy("ana@a.test")
        await driver.settle()
        await driver.keys("G")
        let cursor = driver.page?.cursor
        driver.store.push(.anything)
        await driver.advance(by: .seconds(1))
        #expect(driver.page?.cursor == cursor)
        #expect(driver.store.calls("trace").count == 2)
    }

    @Test func `a why page stands still while refresh is paused`() async {
        let driver = await quiet()
        driver.board.openWhy("ana@a.test")
        await driver.keys("p")
        driver.store.push(.kinds([.contact]))
        await driver.advance(by: .seconds(1))
        #expect(driver.store.calls("trace").count == 1)
        await driver.keys("p")
        #expect(driver.store.calls("trace").count == 2)
    }

    private func verdict(_ driver: BoardDriver) -> String? {
        driver.page?.lines.first { $0.label == "would go out" }?.text
    }

    @Test func `nothing waits to happen while nothing happens`() async {
        let driver = await quiet()
        #expect(driver.clock.sleeperCount == 0)
    }
}
