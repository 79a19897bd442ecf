import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardLaunchTests {
    private func launched() async -> BoardDriver {
        let driver = await Desk.campaign()
        await driver.keys("S")
        await driver.confirm(typing: "Spring")
        return driver
    }

    @Test func `S shows who gets it and who not, wants the name, and watches`() async {
        let driver = await Desk.campaign()
        var plan = LaunchPlan(
            campaign: Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "", title: "Spring"),
            audience: 1200, willSend: 1100)
        plan.exclusions = [.init("suppressed", 100)]
        plan.warnings = ["It waits at first, until \(driver.clock.date)."]
        driver.store.plan(plan)
        await driver.keys("S")
        #expect(
            driver.confirm?.lines.map { "\($0.label) \($0.text)" } == [
                "audience 1,200", "will be sent 1,100", "not sent 100 suppressed",
                " It waits at first, until \(TimeText(driver.clock.board).clockTime(driver.clock.date)).",
                " What is sent cannot be taken back.",
            ])
        #expect(driver.confirm?.expected == "Spring")
        await driver.confirm(typing: "Spring")
        #expect(driver.place == "campaigns › Spring" && driver.watch != nil)
        #expect(driver.store.calls("campaign.launch").count == 1)
    }

    @Test func `what cannot be launched says why`() async {
        let driver = await Desk.campaign()
        var plan = LaunchPlan(
            campaign: Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "", title: "Spring"),
            audience: 0, willSend: 0)
        plan.refusal = ServiceError(.refused, "Nobody is left to send to.")
        driver.store.plan(plan)
        await driver.keys("S")
        #expect(driver.confirm == nil && driver.notice == "Nobody is left to send to.")
    }

    @Test func `of a platform that launches none it says that, whatever the state`() async {
        let store = FakeStore("dmds")
        store.putCampaign("Spring", .unknown)
        var connection = store.connection()
        connection.campaigns?.launchesNone = "DMDS’s API launches none"
        let driver = BoardDriver(store, connections: [connection, FakeStore("own").connection()])
        await driver.start()
        await driver.keys("6", "S")
        #expect(driver.confirm == nil && driver.store.calls("campaign.plan").isEmpty)
        #expect(driver.notice.contains("DMDS’s API launches none"))
        #expect(!driver.snapshot.hints.contains { $0.title == "launch" })
    }

    @Test(arguments: [Campaign.State.running, .paused, .preparing, .finished, .aborted])
    func `what has been launched is not launched again`(state: Campaign.State) async {
        let driver = await Desk.campaign("Spring", state)
        await driver.keys("S")
        #expect(driver.store.calls("campaign.plan").isEmpty && driver.snapshot.notice?.level == .warning)
    }

    @Test func `a launch short of credit says how much and can be tried again`() async {
        let driver = await Desk.campaign("Spring", .waitingCredit)
        let campaign = Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "", title: "Spring")
        driver.store.launches(as: .shortOfCredit(campaign, needed: 1200, available: 40))
        await driver.keys("S")
        await driver.confirm(typing: "Spring")
        #expect(driver.notice == "Spring needs 1,200 credits, 40 left; it was not launched.")
        #expect(driver.watch == nil)
        await driver.keys("S")
        #expect(driver.confirm != nil)
    }

    @Test func `the pre-flight scrolls, and what is typed meanwhile is untouched`() async {
        let driver = await Desk.campaign()
        var plan = LaunchPlan(
            campaign: Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "", title: "Spring"),
            audience: 1200, willSend: 1100)
        plan.exclusions = (1...12).map { .init("for reason \($0)", $0) }
        driver.store.plan(plan)
        await driver.keys("S")
        let last = (driver.confirm?.lines.count ?? 0) - 1
        await driver.answer("S", "p", "r", "Down")
        #expect(last > 12 && driver.confirm?.scrolled == 1 && driver.confirm?.typed == "Spr")
        await driver.keys("PgDn", "PgDn", "PgDn", "PgDn")
        #expect(driver.confirm?.scrolled == last)
        await driver.keys("Up", "j")
        #expect(driver.confirm?.scrolled == last - 1 && driver.confirm?.typed == "Sprj")
    }

    @Test func `Enter watches what runs or ran, d shows its fields, a draft has only those`() async {
        for (state, watches) in [(Campaign.State.running, true), (.finished, true), (.draft, false)] {
            let driver = await Desk.campaign("Spring", state)
            await driver.keys("Enter")
            #expect((driver.watch != nil) == watches && (driver.detail != nil) == !watches)
            await driver.keys("q", "d")
            #expect(driver.detail != nil)
        }
    }

    @Test func `q asks while a launch runs, from any pane`() async {
        let driver = await launched()
        driver.store.change("Spring", Campaign.self) { $0.state = .running }
        await driver.keys("q", "5", "q")
        #expect(driver.confirm?.title == "Quit while “Spring” is being sent?" && !driver.didQuit)
        await driver.answer("n")
        await driver.keys("Ctrl-C")
        #expect(driver.confirm != nil)
        await driver.answer("y")
        #expect(driver.didQuit)
    }

    @Test func `once the launch has ended q quits`() async {
        let driver = await launched()
        await driver.keys("q", "5")
        driver.store.change("Spring", Campaign.self) { $0.state = .finished }
        await driver.keys("q")
        #expect(driver.didQuit)
    }

    @Test func `what cannot be asked keeps nobody from leaving`() async {
        let driver = await Desk.campaign("Spring", .running)
        driver.store.fail("unfinished", ServiceError(.storage, "The disk is gone."))
        await driver.keys("q")
        #expect(driver.didQuit)
    }

    @Test func `T sends a test through its form`() async {
        let driver = await Desk.campaign()
        await driver.keys("T")
        driver.type("me@a.test")
        await driver.keys("Ctrl-S")
        await driver.answer("y")
        #expect(driver.store.calls("campaign.test").map { $0.values?.text("to") } == ["me@a.test"])
    }
}
