import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct ReportTests {
    private func report(_ state: Campaign.State = .finished) -> CampaignReport {
        var campaign = Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "acme", title: "Spring")
        campaign.state = state
        var progress = CampaignProgress(
            campaign: campaign, audience: 4, transport: "sandbox",
            measured: Date(timeIntervalSince1970: 1_772_355_600))
        progress.states = [.delivered: 1, .bounced: 2, .notSent: 1]
        progress.reasons = [Tally("invalid", 1)]
        return CampaignReport(progress)
    }

    private func desk() async -> BoardDriver {
        let driver = await Desk.campaign("Spring", .finished)
        driver.store.reports(report())
        driver.store.put(
            [DeliveryState.delivered, .bounced, .bounced, .notSent].enumerated().map { index, state in
                var delivery = Delivery(
                    id: ResourceID("fake", .delivery, "\(index)"), account: "acme", campaign: "Spring",
                    address: "p\(index)@a.test", state: state)
                if state == .notSent { delivery.reply = "invalid" }
                return delivery
            })
        return driver
    }

    private func lines(_ driver: BoardDriver) -> [String] {
        driver.page?.lines.map { "\($0.label)|\($0.text)" } ?? []
    }

    private func go(_ driver: BoardDriver, to line: String) async {
        await driver.keys("g")
        for _ in 0..<80 {
            if let cursor = driver.page?.cursor, lines(driver)[cursor] == line { return }
            await driver.keys("j")
        }
        Issue.record("no line \(line); the last are \(lines(driver))")
    }

    @Test(arguments: ["N", "Enter N", "d N"])
    func `N opens the report from the list, the watch and the detail`(keys: String) async {
        let driver = await desk()
        for key in keys.split(separator: " ") { await driver.keys(String(key)) }
        #expect(driver.page?.title == "Report of Spring")
        #expect(lines(driver).first == "|Finished, but 1 not sent, 2 bounced.")
        #expect(lines(driver).contains("2  50.0 %|bounced"))
    }

    @Test func `Enter on a number opens its people, and q comes back`() async {
        let driver = await desk()
        await driver.keys("N")
        await go(driver, to: "2  50.0 %|bounced")
        await driver.keys("Enter")
        #expect(driver.table?.title == "Recipients" && driver.names == ["p1@a.test", "p2@a.test"])
        #expect(driver.table?.filter == "state:=\"bounced\"")
        #expect(driver.place == "campaigns › report of spring › recipients")
        await driver.keys("q")
        #expect(driver.page?.title == "Report of Spring")
        await go(driver, to: "1  25.0 %|invalid")
        await driver.keys("Enter")
        #expect(driver.names == ["p3@a.test"])
    }

    @Test func `the number of recipients in a detail opens them all, and W asks about one`() async {
        let driver = await desk()
        driver.store.change("Spring", Campaign.self) { $0.audienceSize = 4 }
        await driver.keys("r", "d")
        let place = driver.detail?.lines.firstIndex { $0.label == "Recipients" } ?? 0
        for _ in 0..<place { await driver.keys("j") }
        await driver.keys("Enter")
        #expect(driver.names.count == 4)
        await driver.keys("W")
        #expect(driver.snapshot.prompt?.text == "p0@a.test")
    }

    @Test func `the people of one campaign are not shown for another`() async {
        let driver = await desk()
        await driver.keys("N")
        await go(driver, to: "2  50.0 %|bounced")
        await driver.keys("Enter")
        #expect(driver.board.tables.values.count { $0.pane.campaign != nil } == 1)
        await driver.keys("Esc", "q", "q")
        #expect(driver.board.tables.values.allSatisfy { $0.pane.campaign == nil })
    }

    @Test func `E writes the report in the form that its name says`() async {
        let driver = await desk()
        await driver.keys("N", "E")
        #expect(driver.snapshot.prompt?.text == "report.html")
        await driver.keys("Ctrl-U")
        driver.type("spring.pdf")
        await driver.keys("Enter")
        #expect(driver.snapshot.prompt?.error.contains("does not say in what form") == true)
        await driver.keys("Ctrl-U")
        driver.type("spring.html")
        await driver.keys("Enter")
        let saved = driver.effects.compactMap { effect in
            if case .save(let text, let path) = effect { (text, path) } else { nil }
        }
        #expect(saved.map(\.1) == ["spring.html"] && saved.first?.0.hasPrefix("<!DOCTYPE html>") == true)
    }

    @Test func `a report that cannot be had says why`() async {
        let driver = await Desk.campaign("Spring", .finished)
        await driver.keys("N")
        #expect(lines(driver) == ["|There is no such report."])
    }

    @Test func `a report follows its launch`() async {
        let driver = await desk()
        await driver.keys("N")
        var later = report()
        later.progress.states = [.delivered: 4]
        later.progress.reasons = []
        driver.store.reports(later)
        driver.board.take(.kinds([.delivery]))
        await driver.advance(by: .seconds(1))
        #expect(lines(driver).first == "|Finished, everything went out.")
    }
}
