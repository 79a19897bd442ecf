import FoundationEssentials
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// A board over a platform of its own and a hosted one.
@MainActor
@Suite struct BoardMergedTests {
    private let own = FakeStore("embedded")
    private let hosted = FakeStore("dyn")

    init() {
        own.putContacts(["bo@a.test", "di@a.test"])
        hosted.putContacts(["ana@a.test", "cy@a.test"])
    }

    /// The contacts pane with its cursor on the first row: left alone, it stays with the row that came first.
    private func contacts() async -> BoardDriver {
        let driver = BoardDriver(own, connections: [own.connection(), hosted.hostedConnection()])
        await driver.start()
        await driver.keys("5", "Home")
        return driver
    }

    private func names(_ driver: BoardDriver) -> [String] {
        driver.board.currentTable?.table.visible.map(\.name) ?? []
    }

    private func table(_ driver: BoardDriver) -> TableSnapshot? {
        if case .table(let table, _) = driver.board.snapshot.body { table } else { nil }
    }

    @Test func `rows of both stand in one order, each with its platform`() async {
        let driver = await contacts()
        #expect(names(driver) == ["ana@a.test", "bo@a.test", "cy@a.test", "di@a.test"])
        #expect(table(driver)?.columns.last?.title == "PLATFORM")
        #expect(table(driver)?.rows.compactMap(\.cells.last?.text) == ["dyn", "embedded", "dyn", "embedded"])
    }

    @Test func `own rows wait for no other platform`() async {
        hosted.hold("contact.list")
        let driver = BoardDriver(own, connections: [own.connection(), hosted.hostedConnection()])
        driver.board.start()
        driver.burst("5")
        await hosted.arrival(of: "contact.list")
        while names(driver).isEmpty { await Task.yield() }
        #expect(names(driver) == ["bo@a.test", "di@a.test"])
        hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(names(driver).count == 4)
    }

    @Test func `a platform that fails keeps its rows, marked, and is asked again later and later`() async {
        let driver = await contacts()
        for _ in 0..<2 {
            hosted.fail(
                "contact.list",
                ServiceError(
                    .unavailable, "Down.", origin: .init(connection: "dyn", operation: "list", status: 503)))
        }
        hosted.forgetCalls()
        await driver.advance(by: .seconds(5))
        #expect(names(driver).count == 4)
        #expect(
            table(driver)?.stale.contains("dyn stale since") == true
                && table(driver)?.stale.contains("503") == true)
        #expect(table(driver)?.rows.first?.cells.last?.text == "dyn stale")
        #expect(table(driver)?.rows.first?.cells.last?.tone == .warning)
        await driver.advance(by: .seconds(5))
        #expect(hosted.calls("contact.list").count == 1)
        await driver.advance(by: .seconds(5))
        #expect(hosted.calls("contact.list").count == 2)
        await driver.keys("r")
        #expect(table(driver)?.stale == "")
    }

    @Test func `a platform that asks to be left in peace is named with the time, and r promises nothing`()
        async
    {
        let driver = await contacts()
        hosted.fail(
            "contact.list",
            ServiceError(
                .rateLimited, "Fewer calls.",
                origin: .init(connection: "dyn", operation: "list", status: 429),
                retryAfter: .seconds(90)))
        await driver.keys("r")
        let stale = #/^dyn stale since [0-9:]+: 429, waits until [0-9:]+$/#
        #expect(table(driver)?.stale.contains(stale) == true, "\(table(driver)?.stale ?? "")")
        hosted.forgetCalls()
        await driver.advance(by: .seconds(60))
        #expect(hosted.calls("contact.list").isEmpty)
        await driver.advance(by: .seconds(30))
        #expect(hosted.calls("contact.list").count == 1)
        #expect(table(driver)?.stale == "")
    }

    @Test func `a read that waits because its platform asked for it says until when`() async {
        let gate = Gate()
        var waiting = hosted.hostedConnection()
        let until = Date(timeIntervalSince1970: 4_000_000_000)
        waiting.resources[.contact]?.operations.list?.gathering = Gathering { _ async throws(ServiceError) in
            await Asking.current.waits(until)
            await gate.opened()
            return []
        }
        let driver = BoardDriver(own, connections: [waiting])
        driver.board.start()
        driver.burst("5")
        while table(driver)?.message?.hint != "dyn waits until 2096-10-02." { await Task.yield() }
        #expect(table(driver)?.message?.kind == .loading)
        gate.open()
        await driver.settle()
        #expect(table(driver)?.stale == "")
    }

    @Test func `r asks as a person, what is asked at intervals does not`() async {
        let asked = Mutex<[Bool]>([])
        var hosted = hosted.hostedConnection()
        hosted.resources[.contact]?.operations.list?.gathering = Gathering { _ in
            asked.withLock { $0.append(Asking.current.isByHand) }
            return []
        }
        let driver = BoardDriver(own, connections: [hosted])
        await driver.start()
        await driver.keys("5")
        await driver.advance(by: .seconds(5))
        await driver.keys("r")
        await driver.advance(by: .seconds(5))
        #expect(asked.withLock { $0 } == [false, false, true, false])
    }

    @Test func `nobody asks for what nobody sees`() async {
        let driver = await contacts()
        await driver.keys("1")
        hosted.forgetCalls()
        await driver.advance(by: .seconds(60))
        #expect(hosted.calls("contact.list").isEmpty)
        await driver.keys("5")
        #expect(!hosted.calls("contact.list").isEmpty)
    }

    @Test func `an edit of marked rows goes to each one's own platform, and u takes all back`() async {
        let driver = await contacts()
        await driver.keys("Space", "Space", "w")
        #expect(hosted.row("ana", Contact.self)?.isWhitelisted == true)
        #expect(own.row("bo", Contact.self)?.isWhitelisted == true)
        await driver.keys("u")
        #expect(hosted.row("ana", Contact.self)?.isWhitelisted == false)
        #expect(own.row("bo", Contact.self)?.isWhitelisted == false)
    }

    @Test func `rows whose deletion broke off stay on the board`() async {
        let driver = await contacts()
        await driver.keys("Space", "Space", "X")
        own.fail("contact.delete", ServiceError(.unavailable, "Down."))
        await driver.answer("y")
        #expect(names(driver) == ["bo@a.test", "cy@a.test", "di@a.test"])
        #expect(driver.notice.contains("Down."))
    }

    @Test func `a new row asks where to`() async {
        let driver = await contacts()
        await driver.keys("n", "Down", "Enter")
        guard case .form(let session) = driver.board.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(session.target.hasSuffix("on dyn"))
    }

    @Test func `M on marks of two connections is refused in words`() async {
        let driver = await contacts()
        await driver.keys("Space", "Space", "M")
        #expect(driver.form == nil)
        #expect(driver.notice.contains("dyn") && driver.notice.contains("embedded"))
        #expect(own.calls("message.form").isEmpty && hosted.calls("message.form").isEmpty)
    }

    @Test func `d in a watch opens the campaign of its own platform`() async {
        own.putCampaign("Spring", .running)
        hosted.putCampaign("Spring", .running)
        for first in [[own, hosted], [hosted, own]] {
            let driver = BoardDriver(own, connections: first.map { $0.connection() })
            await driver.start()
            driver.board.openWatch(ResourceID("embedded", .campaign, "Spring"), title: "Spring")
            await driver.keys("d")
            #expect(driver.board.currentDetail?.row.id.connection == "embedded")
        }
    }

    @Test func `the header promises nothing where one of those shown sends`() async {
        let driver = await contacts()
        #expect(driver.snapshot.header.transport == "dyn really sends")
        await driver.command("connection embedded")
        #expect(driver.snapshot.header.transport == "sandbox: no message leaves this machine")
        await driver.command("connection dyn")
        #expect(driver.snapshot.header.transport == "dyn really sends")
    }

    @Test func `why asks all platforms at once`() async {
        let driver = BoardDriver(own, connections: [own.connection(), hosted.connection()])
        await driver.start()
        own.hold("trace")
        await driver.command("connection all")
        driver.board.openWhy("ana@a.test")
        await own.arrival(of: "trace")
        for _ in 0..<20 { await Task.yield() }
        #expect(hosted.calls("trace").count == 1)
        own.releaseAll("trace")
        await driver.settle()
        #expect(driver.page?.lines.contains { $0.text.contains("acme on dyn") } == true)
    }

    @Test func `why shows each answer as it comes, and who is still being asked`() async {
        let driver = BoardDriver(own, connections: [own.connection(), hosted.connection()])
        await driver.start()
        hosted.hold("trace")
        driver.board.openWhy("ana@a.test")
        await hosted.arrival(of: "trace")
        let lines = { driver.page?.lines.map { "\($0.label) \($0.text)" } ?? [] }
        while lines().contains("embedded is being asked…") { await Task.yield() }
        #expect(lines().contains("dyn is being asked…"))
        hosted.releaseAll("trace")
        await driver.settle()
        #expect(!lines().contains { $0.contains("being asked") })
        #expect(lines().contains { $0.contains("acme on dyn") })
    }

    @Test func `what one platform alone can do comes into palette and help by itself`() async {
        let seal = ResourceAction<Row>("seal", title: "seal", help: "Seals the contact.", effect: .reversible)
        {
            [hosted] ids, _ async throws(ServiceError) in
            try await hosted.enter(FakeCall("contact.seal", ids: ids.map(\.native)))
            return EditOutcome("sealed")
        }
        let connections = [own.connection(), hosted.hostedConnection(contactActions: [seal])]
        let driver = BoardDriver(own, connections: connections)
        await driver.start()
        await driver.keys("5", "Home", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.map(\.name) == ["contact.seal"])
        await driver.keys("Enter")
        #expect(hosted.calls("contact.seal").map(\.ids) == [["ana"]])
        #expect(HelpPage.lines(for: driver.board).contains { $0.text.contains("Seals the contact.") })
        await driver.keys("j", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.first?.disabled == "embedded does not offer it")
        await driver.keys("Esc", "6", ":")
        driver.type("contact.seal")
        #expect(driver.palette?.items.isEmpty == true)
    }

    @Test func `a platform that lists only a part of its rows says which`() async {
        let part = "DMDS lists invalid contacts only; others are looked up by address"
        let driver = BoardDriver(
            own, connections: [own.connection(), hosted.hostedConnection(part: part).wrapped()])
        await driver.start()
        await driver.keys("5")
        #expect(table(driver)?.summary.contains(" · \(part) · by ") == true)
        hosted.remove(.contact, ["ana", "cy"])
        await driver.command("connection dyn")
        await driver.keys("r")
        #expect(table(driver)?.message?.hint == "\(part).")
        await driver.keys("/")
        driver.type("nobody")
        await driver.keys("Enter")
        #expect(table(driver)?.message?.hint == "\(part). Esc clears the filter.")
    }

    @Test func `a connection that the board is narrowed to stands alone`() async {
        let driver = await contacts()
        await driver.command("connection dyn")
        #expect(names(driver) == ["ana@a.test", "cy@a.test"])
        #expect(table(driver)?.columns.last?.title != "PLATFORM")
    }

    @Test func `@ reads nothing again that was read just now, either way`() async {
        let driver = await contacts()
        hosted.forgetCalls()
        await driver.command("connection dyn")
        #expect(names(driver) == ["ana@a.test", "cy@a.test"])
        await driver.command("connection embedded")
        await driver.command("connection all")
        #expect(names(driver) == ["ana@a.test", "bo@a.test", "cy@a.test", "di@a.test"])
        #expect(hosted.calls("contact.list").isEmpty)
        await driver.advance(by: .seconds(5))
        #expect(hosted.calls("contact.list").count == 1, "and asked again when it is time")
    }

    @Test func `@ back to rows that have become old shows them and reads them anew`() async {
        let driver = await contacts()
        await driver.command("connection embedded")
        await driver.advance(by: .seconds(60))
        hosted.forgetCalls()
        hosted.hold("contact.list")
        driver.burst("@", "k", "Enter")
        await hosted.arrival(of: "contact.list")
        while names(driver).isEmpty { await Task.yield() }
        #expect(names(driver).contains("ana@a.test"))
        hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(hosted.calls("contact.list").count == 1)
    }

    @Test func `what fails alike is told in one sentence`() async {
        let other = FakeStore("dmds")
        for store in [hosted, other] { store.fail("contact.list", Desk.down) }
        let driver = BoardDriver(
            own, connections: [own.connection(), hosted.hostedConnection(), other.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        #expect(table(driver)?.stale.hasPrefix("dyn dmds stale since ") == true)
        #expect(table(driver)?.stale.ranges(of: "stale").count == 1)
    }

    @Test func `what fails alike in other minutes is one sentence too, with the span`() async {
        let other = FakeStore("dmds")
        // It stays down whatever asks it meanwhile.
        for _ in 0..<20 { hosted.fail("contact.list", Desk.down) }
        let driver = BoardDriver(
            own, connections: [own.connection(), hosted.hostedConnection(), other.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        await driver.advance(by: .seconds(120))
        for store in [hosted, other] { store.fail("contact.list", Desk.down) }
        await driver.keys("r")
        let stale = table(driver)?.stale ?? ""
        let span = #/^dyn dmds stale since [0-9:]+–[0-9:]+: unreachable · r retries$/#
        #expect(stale.contains(span), "\(stale)")
    }

    @Test func `a platform with more rows than are read says how many it counts`() async {
        let driver = BoardDriver(
            own, connections: [own.connection(), hosted.hostedConnection(cap: 2, total: 7312).wrapped()])
        await driver.start()
        await driver.keys("5")
        #expect(table(driver)?.summary.contains(" · dyn: first 2 of 7,312 · by ") == true)
    }

    @Test func `an export of rows that were not all read says so`() async {
        let part = "DMDS lists invalid contacts only; others are looked up by address"
        let driver = BoardDriver(
            own, connections: [own.connection(), hosted.hostedConnection(cap: 2, part: part).wrapped()])
        await driver.start()
        await driver.keys("5")
        await driver.command("export people.csv")
        let gaps = driver.effects.compactMap { if case .export(let export) = $0 { export.gaps } else { nil } }
        #expect(gaps == [[part, "dyn: only the first 2 were looked at"]])
    }

    @Test func `where every platform fails the pane says why`() async {
        hosted.fail(
            "contact.list", ServiceError(.unauthorized, "Dyn refuses the API key.", hint: "Check api-key."))
        let driver = BoardDriver(own, connections: [hosted.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        #expect(
            table(driver)?.message?.kind == .failed
                && table(driver)?.message?.text == "Dyn refuses the API key.")
    }
}
