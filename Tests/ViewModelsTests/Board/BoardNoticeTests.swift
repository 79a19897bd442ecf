import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardNoticeTests {
    @Test(arguments: [(NoticeLevel.info, 4), (.success, 4), (.warning, 8)])
    func `a notice goes by itself after its time`(level: NoticeLevel, seconds: Int) async {
        let driver = await Desk.contacts()
        driver.board.notify("look", level: level)
        await driver.settle()
        await driver.advance(by: .seconds(seconds) - .milliseconds(1))
        #expect(driver.notice == "look")
        await driver.advance(by: .milliseconds(1))
        #expect(driver.notice == "")
    }

    @Test func `an error stays until a key`() async {
        let driver = await Desk.contacts()
        driver.board.report(Desk.down)
        await driver.advance(by: .seconds(3600))
        #expect(driver.notice == "The platform cannot be reached.")
        await driver.keys("j")
        #expect(driver.notice == "")
    }

    @Test func `an error is not hidden by what comes right after it`() async {
        let driver = await Desk.contacts()
        driver.board.report(Desk.down)
        driver.board.notify("all is well", level: .success)
        #expect(driver.notice == "The platform cannot be reached.")
        await driver.advance(by: .seconds(10))
        #expect(driver.notice == "The platform cannot be reached.")
        driver.board.report(ServiceError(.invalid, "This is wrong too."))
        #expect(driver.notice == "This is wrong too.")
        await driver.keys("j")
        #expect(driver.notice == "")
        #expect(driver.board.notices.history.map(\.notice.text).contains("all is well"))
    }

    @Test func `an edit done in part stays until a key, whatever is told of its rows`() async {
        let driver = await Desk.contacts()
        var outcome = EditOutcome("only 4 of 17 whitelisted", isAsWished: false)
        outcome.lost = [LostEdit([ResourceID("fake", .contact, "ana")]) { nil }]
        driver.board.finish(outcome)
        driver.board.take(.told("ana@a.test: written, and not shown by the platform yet"))
        await driver.advance(by: .seconds(60))
        #expect(driver.notice == "only 4 of 17 whitelisted")
        await driver.keys("j")
        #expect(driver.notice == "")
    }

    @Test func `what was found out in between hides no warning before its time`() async {
        let driver = await Desk.contacts()
        driver.board.notify("look", level: .warning)
        driver.board.take(.told("the platform shows it"))
        await driver.advance(by: .seconds(7))
        #expect(driver.notice == "look")
    }

    @Test func `what the program is asked to do it tells of itself`() async {
        let driver = await Desk.contacts()
        await driver.keys("c")
        #expect(driver.copied == ["ana@a.test"] && driver.notice == "")
        driver.board.wasCopied("ana@a.test")
        #expect(driver.notice == "ana@a.test sent to the terminal's clipboard")
        await driver.advance(by: .seconds(4))
        await driver.command("theme mono")
        #expect(driver.notice == "" && driver.board.memory.theme == nil)
        driver.board.themeWasSet("mono")
        #expect(driver.notice == "Theme mono" && driver.board.memory.theme == "mono")
    }

    @Test func `a later notice has its whole time`() async {
        let driver = await Desk.contacts()
        driver.board.notify("one", level: .info)
        await driver.advance(by: .seconds(3))
        driver.board.notify("two", level: .info)
        await driver.advance(by: .seconds(3))
        #expect(driver.notice == "two")
        await driver.advance(by: .seconds(1))
        #expect(driver.notice == "")
    }

    @Test func `a check that found something wrong warns, and the list of notices has all of it`() async {
        let store = FakeStore()
        let domain = TrackingDomain(
            id: ResourceID("fake", .trackingDomain, "t"), account: "acme", domain: "t.shop.example")
        let found = "CNAME of t.shop.example is else.example, not track.example"
        let check = ResourceAction<TrackingDomain>(ActionDescription("check", help: "Looks.", effect: .check))
        {
            _, _ async throws(ServiceError) in
            EditOutcome(found, findings: ["publish track.example"], isAsWished: false)
        }
        let kind = ResourceOperations<TrackingDomain>(
            list: .loaded(sort: RowOrder("domain")) { () async throws(ServiceError) in [domain] },
            actions: [check])
        let driver = BoardDriver(
            store, connections: [Connection(id: "fake", platform: "fake", resources: [RowOperations(kind)])])
        await driver.start()
        await driver.keys("4", "v")
        #expect(driver.snapshot.notice?.level == .warning && driver.notice == found)
        await driver.advance(by: .seconds(7))
        #expect(driver.notice == found)
        await driver.command("notices")
        #expect(driver.page?.lines.map(\.text) == [found, "publish track.example"])
    }

    @Test func `the notices of the session are listed, newest first`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "u")
        await driver.command("notices")
        #expect(
            driver.page?.lines.map(\.text) == [
                "ana@a.test: whitelist taken back", "ana@a.test: whitelist · u undo",
            ])
        #expect(driver.page?.lines.map(\.label) == ["14:03:22", "14:03:22"])
    }

    @Test func `a spinner shows only after a sixth of a second`() async {
        let driver = await Desk.contacts()
        driver.store.hold("contact.whitelist")
        driver.burst("w")
        await driver.store.arrival(of: "contact.whitelist")
        await driver.clock.advance(by: .milliseconds(149))
        #expect(!driver.snapshot.header.isBusy)
        await driver.clock.advance(by: .milliseconds(1))
        #expect(driver.snapshot.header.isBusy)
        driver.store.releaseAll("contact.whitelist")
        await driver.settle()
        #expect(!driver.snapshot.header.isBusy)
    }
}
