import FoundationEssentials
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// When a hosted platform is asked, and what is shown while it does not answer.
@MainActor
@Suite struct BoardStaleTests {
    private let boards = MergedBoard()

    @Test func `a platform that fails keeps its rows, marked, and is asked again later and later`() async {
        let driver = await boards.contacts()
        for _ in 0..<2 {
            boards.hosted.fail(
                "contact.list",
                ServiceError(
                    .unavailable, "Down.", origin: .init(connection: "dyn", operation: "list", status: 503)))
        }
        boards.hosted.forgetCalls()
        await driver.advance(by: .seconds(5))
        #expect(driver.names.count == 4)
        #expect(
            driver.table?.stale.contains("dyn stale since") == true
                && driver.table?.stale.contains("503") == true)
        #expect(driver.table?.rows.first?.cells.last?.text == "dyn stale")
        #expect(driver.table?.rows.first?.cells.last?.tone == .warning)
        await driver.advance(by: .seconds(5))
        #expect(boards.hosted.calls("contact.list").count == 1)
        await driver.advance(by: .seconds(5))
        #expect(boards.hosted.calls("contact.list").count == 2)
        await driver.keys("r")
        #expect(driver.table?.stale == "")
    }

    @Test func `a platform that asks to be left in peace is named with the time, and r promises nothing`()
        async
    {
        let driver = await boards.contacts()
        boards.hosted.fail(
            "contact.list",
            ServiceError(
                .rateLimited, "Fewer calls.",
                origin: .init(connection: "dyn", operation: "list", status: 429),
                retryAfter: .seconds(90)))
        await driver.keys("r")
        let stale = #/^dyn stale since [0-9:]+: 429, waits until [0-9:]+$/#
        #expect(driver.table?.stale.contains(stale) == true, "\(driver.table?.stale ?? "")")
        boards.hosted.forgetCalls()
        await driver.advance(by: .seconds(60))
        #expect(boards.hosted.calls("contact.list").isEmpty)
        await driver.advance(by: .seconds(30))
        #expect(boards.hosted.calls("contact.list").count == 1)
        #expect(driver.table?.stale == "")
    }

    @Test func `a read that waits because its platform asked for it says until when`() async {
        let gate = Gate()
        var waiting = boards.hosted.hostedConnection()
        let until = Date(timeIntervalSince1970: 4_000_000_000)
        waiting.resources[.contact]?.operations.list?.gathering = Gathering { _ async throws(ServiceError) in
            await Asking.current.waits("dyn", until)
            await gate.opened()
            return []
        }
        let driver = BoardDriver(boards.own, connections: [waiting])
        driver.board.start()
        driver.burst("5")
        while driver.table?.message?.hint != "dyn waits until 2096-10-02." { await Task.yield() }
        #expect(driver.table?.message?.kind == .loading)
        gate.open()
        await driver.settle()
        #expect(driver.table?.stale == "")
    }

    @Test func `r asks as a person, what is asked at intervals does not`() async {
        let asked = Mutex<[Bool]>([])
        var hosted = boards.hosted.hostedConnection()
        hosted.resources[.contact]?.operations.list?.gathering = Gathering { _ in
            asked.withLock { $0.append(Asking.current.isByHand) }
            return []
        }
        let driver = BoardDriver(boards.own, connections: [hosted])
        await driver.start()
        await driver.keys("5")
        await driver.advance(by: .seconds(5))
        await driver.keys("r")
        await driver.advance(by: .seconds(5))
        #expect(asked.withLock { $0 } == [false, false, true, false])
    }

    @Test func `nobody asks for what nobody sees`() async {
        let driver = await boards.contacts()
        await driver.keys("1")
        boards.hosted.forgetCalls()
        await driver.advance(by: .seconds(60))
        #expect(boards.hosted.calls("contact.list").isEmpty)
        await driver.keys("5")
        #expect(!boards.hosted.calls("contact.list").isEmpty)
    }

    @Test func `@ reads nothing again that was read just now, either way`() async {
        let driver = await boards.contacts()
        boards.hosted.forgetCalls()
        await driver.command("connection dyn")
        #expect(driver.names == ["ana@a.test", "cy@a.test"])
        await driver.command("connection embedded")
        await driver.command("connection all")
        #expect(driver.names == ["ana@a.test", "bo@a.test", "cy@a.test", "di@a.test"])
        #expect(boards.hosted.calls("contact.list").isEmpty)
        await driver.advance(by: .seconds(5))
        #expect(boards.hosted.calls("contact.list").count == 1, "and asked again when it is time")
    }

    @Test func `@ back to rows that have become old shows them and reads them anew`() async {
        let driver = await boards.contacts()
        await driver.command("connection embedded")
        await driver.advance(by: .seconds(60))
        boards.hosted.forgetCalls()
        boards.hosted.hold("contact.list")
        driver.burst("@", "k", "Enter")
        await boards.hosted.arrival(of: "contact.list")
        while driver.names.isEmpty { await Task.yield() }
        #expect(driver.names.contains("ana@a.test"))
        boards.hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(boards.hosted.calls("contact.list").count == 1)
    }

    @Test func `what fails alike is told in one sentence`() async {
        let other = FakeStore("dmds")
        for store in [boards.hosted, other] { store.fail("contact.list", Desk.down) }
        let driver = BoardDriver(
            boards.own,
            connections: [
                boards.own.connection(), boards.hosted.hostedConnection(), other.hostedConnection(),
            ])
        await driver.start()
        await driver.keys("5")
        #expect(driver.table?.stale.hasPrefix("dyn dmds stale since ") == true)
        #expect(driver.table?.stale.ranges(of: "stale").count == 1)
    }

    @Test func `what fails alike in other minutes is one sentence too, with the span`() async {
        let other = FakeStore("dmds")
        // It stays down whatever asks it meanwhile.
        for _ in 0..<20 { boards.hosted.fail("contact.list", Desk.down) }
        let driver = BoardDriver(
            boards.own,
            connections: [
                boards.own.connection(), boards.hosted.hostedConnection(), other.hostedConnection(),
            ])
        await driver.start()
        await driver.keys("5")
        await driver.advance(by: .seconds(120))
        for store in [boards.hosted, other] { store.fail("contact.list", Desk.down) }
        await driver.keys("r")
        let stale = driver.table?.stale ?? ""
        let span = #/^dyn dmds stale since [0-9:]+–[0-9:]+: unreachable · r retries$/#
        #expect(stale.contains(span), "\(stale)")
    }

    @Test func `where every platform fails the pane says why`() async {
        boards.hosted.fail(
            "contact.list", ServiceError(.unauthorized, "Dyn refuses the API key.", hint: "Check api-key."))
        let driver = BoardDriver(boards.own, connections: [boards.hosted.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        #expect(
            driver.table?.message?.kind == .failed
                && driver.table?.message?.text == "Dyn refuses the API key.")
    }
}
