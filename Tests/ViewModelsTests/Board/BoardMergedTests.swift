import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// A board over a platform of its own and a hosted one.
@MainActor
@Suite struct BoardMergedTests {
    private let boards = MergedBoard()

    @Test func `rows of both stand in one order, each with its platform`() async {
        let driver = await boards.contacts()
        #expect(driver.names == ["ana@a.test", "bo@a.test", "cy@a.test", "di@a.test"])
        #expect(driver.table?.columns.last?.title == "PLATFORM")
        #expect(driver.table?.rows.compactMap(\.cells.last?.text) == ["dyn", "embedded", "dyn", "embedded"])
    }

    @Test func `own rows wait for no other platform`() async {
        let driver = await halfRead()
        #expect(driver.names == ["bo@a.test", "di@a.test"])
        boards.hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(driver.names.count == 4)
    }

    /// The contacts pane with rows of our own, while the hosted ones are on their way.
    private func halfRead() async -> BoardDriver {
        boards.hosted.hold("contact.list")
        let driver = BoardDriver(
            boards.own, connections: [boards.own.connection(), boards.hosted.hostedConnection()])
        driver.board.start()
        driver.burst("5")
        await boards.hosted.arrival(of: "contact.list")
        while driver.names.isEmpty { await Task.yield() }
        return driver
    }

    @Test func `a cursor left alone stands on the first row, whoever answers first`() async {
        let driver = await halfRead()
        #expect(driver.selected == "bo@a.test")
        boards.hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(driver.names.first == "ana@a.test" && driver.selected == "ana@a.test")
        #expect(driver.table?.cursor == 0)
        boards.hosted.putContacts(["aa@a.test"])
        await driver.keys("r")
        #expect(driver.names.first == "aa@a.test" && driver.selected == "ana@a.test", "it has its row now")
    }

    @Test(arguments: [("j", "di@a.test"), ("k", "bo@a.test"), ("Home", "bo@a.test"), ("Space", "di@a.test")])
    func `a cursor that was moved stays on its row when others come before it`(
        key: String, row: String
    ) async {
        let driver = await halfRead()
        driver.burst(key)
        #expect(driver.selected == row)
        boards.hosted.releaseAll("contact.list")
        await driver.settle()
        #expect(driver.names.count == 4 && driver.selected == row)
    }

    @Test func `d in a watch opens the campaign of its own platform`() async {
        boards.own.putCampaign("Spring", .running)
        boards.hosted.putCampaign("Spring", .running)
        for first in [[boards.own, boards.hosted], [boards.hosted, boards.own]] {
            let driver = BoardDriver(boards.own, connections: first.map { $0.connection() })
            await driver.start()
            driver.board.openWatch(ResourceID("embedded", .campaign, "Spring"), title: "Spring")
            await driver.keys("d")
            #expect(driver.board.currentDetail?.row.id.connection == "embedded")
        }
    }

    @Test func `the header promises nothing where one of those shown sends`() async {
        let driver = await boards.contacts()
        #expect(driver.snapshot.header.transport == "dyn really sends")
        await driver.command("connection embedded")
        #expect(driver.snapshot.header.transport == "sandbox: no message leaves this machine")
        driver.board.underWay = "playing the sample's past 4 %"
        #expect(
            driver.snapshot.header.transport
                == "sandbox: no message leaves this machine · playing the sample's past 4 %")
        driver.board.underWay = nil
        await driver.command("connection dyn")
        #expect(driver.snapshot.header.transport == "dyn really sends")
    }

    @Test func `a platform that lists only a part of its rows says which`() async {
        let part = "DMDS lists invalid contacts only; others are looked up by address"
        let driver = BoardDriver(
            boards.own,
            connections: [boards.own.connection(), boards.hosted.hostedConnection(part: part).wrapped()])
        await driver.start()
        await driver.keys("5")
        #expect(driver.table?.summary.contains(" · \(part) · by ") == true)
        #expect(driver.table?.shortSummary == driver.table?.summary, "it has no shorter words")
        boards.hosted.remove(.contact, ["ana", "cy"])
        await driver.command("connection dyn")
        await driver.keys("r")
        #expect(driver.table?.message?.hint == "\(part).")
        await driver.keys("/")
        driver.type("nobody")
        await driver.keys("Enter")
        #expect(driver.table?.message?.hint == "\(part). Esc clears the filter.")
    }

    @Test func `a connection that the board is narrowed to stands alone`() async {
        let driver = await boards.contacts()
        await driver.command("connection dyn")
        #expect(driver.names == ["ana@a.test", "cy@a.test"])
        #expect(driver.table?.columns.last?.title != "PLATFORM")
    }

    @Test func `a platform with more rows than are read says how many it counts`() async {
        let driver = BoardDriver(
            boards.own,
            connections: [
                boards.own.connection(), boards.hosted.hostedConnection(cap: 2, total: 7312).wrapped(),
            ])
        await driver.start()
        await driver.keys("5")
        #expect(driver.table?.summary.contains(" · dyn: first 2 of 7,312 · by ") == true)
    }

    @Test func `rows that were not all read are not counted as all, at their end either`() async {
        let driver = BoardDriver(
            boards.own,
            connections: [boards.own.connection(), boards.hosted.hostedConnection(cap: 2).wrapped()])
        await driver.start()
        for key in ["5", "G"] {
            await driver.keys(key)
            #expect(driver.table?.summary.hasPrefix("4+ ") == true, "\(key)")
        }
    }

    @Test func `an export of rows that were not all read says so`() async {
        let part = "DMDS lists invalid contacts only; others are looked up by address"
        let driver = BoardDriver(
            boards.own,
            connections: [
                boards.own.connection(), boards.hosted.hostedConnection(cap: 2, part: part).wrapped(),
            ])
        await driver.start()
        await driver.keys("5")
        await driver.command("export people.csv")
        let gaps = driver.effects.compactMap { if case .export(let export) = $0 { export.gaps } else { nil } }
        #expect(gaps == [[part, "dyn: only the first 2 were looked at"]])
    }
}
