import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct WatchTests {
    static func progress(
        _ states: [DeliveryState: Int], at clock: ManualClock, reason: DatedText = ""
    ) -> CampaignUpdate { progress(.running, states, at: clock, reason: reason) }

    static func progress(
        _ state: Campaign.State, _ states: [DeliveryState: Int], at clock: ManualClock, reason: DatedText = ""
    ) -> CampaignUpdate {
        var campaign = Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "acme", title: "Spring")
        campaign.state = state
        campaign.stateReason = reason
        var progress = CampaignProgress(
            campaign: campaign, audience: 100, transport: "sandbox", measured: clock.date)
        progress.states = states
        progress.isBeingSent = state == .running
        progress.events = ["ana@a.test", "bo@a.test"].enumerated().map { index, person in
            DeliveryEvent(
                id: ResourceID("fake", .event, "\(index)"), account: "acme", person: person, kind: .accepted,
                time: clock.date)
        }
        return .progress(progress)
    }

    func watching() async -> BoardDriver {
        let driver = await Desk.campaign("Spring", .running)
        await driver.keys("Enter")
        return driver
    }

    func tell(_ driver: BoardDriver, _ update: CampaignUpdate) async {
        driver.store.progress(update)
        await driver.settle()
    }

    private func remarks(_ driver: BoardDriver) -> [String] { driver.watch?.remarks.map(\.text) ?? [] }

    @Test func `before anything is known it says so`() async {
        let driver = await watching()
        #expect(driver.watch?.state.word == "loading" && driver.watch?.title == "Spring")
    }

    @Test func `every state is counted, and rate and time left follow`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.advance(by: .seconds(5))
        await tell(
            driver,
            Self.progress(
                [.pending: 45, .deferred: 5, .accepted: 30, .delivered: 18, .notSent: 2], at: driver.clock))
        let watch = driver.watch
        #expect(
            watch?.states.map { "\($0.label) \($0.count)" } == [
                "pending 45", "deferred 5", "accepted 30", "delivered 18", "bounced 0", "not sent 2",
                "unknown 0",
            ])
        #expect(watch?.fraction == 0.5)
        #expect(watch?.progress == "50 %   50 of 100   10/s   5 s left")
        #expect(watch?.ratesLabel == "the last minute, peak 10/s")
        #expect(remarks(driver).isEmpty)
    }

    @Test func `what its platform never tells is not shown as nought`() async {
        let driver = await watching()
        guard case .progress(var told) = Self.progress([.pending: 100], at: driver.clock) else { return }
        told.told = .init(states: [.pending, .delivered], later: [.open])
        await tell(driver, .progress(told))
        #expect(
            driver.watch?.states.map { "\($0.label) \($0.count)" } == ["pending 100", "delivered 0"])
        #expect(driver.watch?.later.map(\.label) == ["viewed"])
    }

    @Test(arguments: [
        (Campaign.State.running, "whom it goes to is not told"),
        (.finished, "finished, but whom it goes to is not told"),
        (.aborted, "aborted, whom it goes to is not told"),
    ])
    func `where nobody tells whom it goes to nothing is counted`(
        state: Campaign.State, words: String
    ) async {
        let driver = await watching()
        guard case .progress(var untold) = Self.progress(state, [:], at: driver.clock) else { return }
        untold.audience = nil
        await tell(driver, .progress(untold))
        #expect(driver.watch?.states == [] && driver.watch?.progress == "")
        #expect(remarks(driver) == [words])
    }

    @Test func `states that do not sum to the audience are said, not hidden`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.delivered: 98], at: driver.clock))
        #expect(remarks(driver) == ["the states sum to 98, the audience is 100"])
    }

    @Test(arguments: [
        ([DeliveryState.delivered: 100], "finished, everything went out"),
        ([.delivered: 88, .notSent: 12], "finished, but 12 not sent"),
        (
            [.delivered: 80, .notSent: 12, .bounced: 7, .unknown: 1],
            "finished, but 12 not sent, 7 bounced, 1 unknown"
        ),
    ])
    func `the end is said in words`(states: [DeliveryState: Int], words: String) async {
        let driver = await watching()
        await tell(driver, Self.progress(.finished, states, at: driver.clock))
        #expect(remarks(driver) == [words])
    }

    @Test func `a pause, an abort and a stopped engine are said`() async {
        let driver = await watching()
        await tell(driver, Self.progress(.paused, [.pending: 100], at: driver.clock))
        #expect(remarks(driver) == ["paused: P resumes"])
        await tell(driver, Self.progress(.aborted, [.delivered: 60, .notSent: 40], at: driver.clock))
        #expect(remarks(driver) == ["aborted, 40 not sent"])
        await tell(driver, Self.progress(.preparing, [.pending: 100], at: driver.clock))
        #expect(remarks(driver) == ["no engine is running; it goes on when one starts"])
    }

    @Test func `no progress for a minute is said by itself`() async {
        let driver = await watching()
        await tell(
            driver, Self.progress([.pending: 90, .delivered: 10], at: driver.clock, reason: "hourly limit"))
        // What it waits for is said at once.
        await driver.advance(by: .milliseconds(59_999))
        #expect(remarks(driver) == ["it waits: hourly limit"])
        await driver.advance(by: .milliseconds(1))
        #expect(remarks(driver) == ["no progress for 1 min: hourly limit"])
        #expect(driver.watch?.progress.contains("   0/s") == true)
        await tell(driver, Self.progress([.pending: 89, .delivered: 11], at: driver.clock))
        #expect(remarks(driver).isEmpty)
    }

    @Test func `a picture grows old in two steps and then waits for news`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.advance(by: .seconds(2))
        await tell(driver, Self.progress([.pending: 80, .delivered: 20], at: driver.clock))
        let shown = driver.board.currentWatch?.shownAt
        #expect(driver.watch?.progress.contains("10/s") == true)
        await driver.advance(by: .milliseconds(4999))
        #expect(driver.board.currentWatch?.shownAt == shown)
        await driver.advance(by: .milliseconds(1))
        #expect(driver.watch?.progress.contains("   0/s") == true)
        await driver.advance(by: .seconds(3600))
        #expect(remarks(driver) == ["no progress for 1 min"])
        #expect(driver.clock.sleeperCount == 0)
    }

    @Test func `a stalled launch that is told of again and again is still stalled`() async {
        let driver = await watching()
        for _ in 0..<7 {
            await tell(driver, Self.progress([.pending: 90, .delivered: 10], at: driver.clock))
            await driver.advance(by: .seconds(10))
        }
        #expect(remarks(driver) == ["no progress for 1 min"])
    }

    @Test func `leaving the watch leaves nothing waiting`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.keys("q")
        await driver.settle()
        #expect(driver.clock.sleeperCount == 0)
    }

    @Test func `an interruption is said, and the last picture stays`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.delivered: 100], at: driver.clock))
        await tell(driver, .interrupted(Desk.down))
        #expect(remarks(driver) == ["interrupted: The platform cannot be reached."])
        #expect(driver.watch?.fraction == 1)
    }

    @Test func `p keeps the whole picture while the launch goes on`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.keys("p")
        let picture = driver.watch
        await driver.advance(by: .seconds(3))
        await tell(driver, Self.progress([.delivered: 100], at: driver.clock))
        #expect(driver.watch == picture && picture?.freshness == "display paused")
        await driver.keys("p")
        #expect(driver.watch?.fraction == 1)
    }

    @Test func `a longer interval shows the last picture at its time`() async {
        let driver = await watching()
        await driver.keys("-", "-")
        #expect(driver.watch?.freshness == "every 1 s")
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await tell(driver, Self.progress([.pending: 99, .delivered: 1], at: driver.clock))
        await tell(driver, Self.progress([.pending: 98, .delivered: 2], at: driver.clock))
        #expect(driver.watch?.fraction == 0)
        await driver.advance(by: .seconds(1))
        #expect(driver.watch?.fraction == 0.02)
        await driver.keys("+", "+", "+")
        #expect(driver.watch?.freshness == "live")
    }

    @Test func `P pauses at once, and asks before it resumes`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.keys("P")
        #expect(driver.store.calls("campaign.pause").count == 1)
        await tell(driver, Self.progress(.paused, [.pending: 100], at: driver.clock))
        await driver.keys("P")
        #expect(driver.confirm?.expected == nil && driver.store.calls("campaign.resume").isEmpty)
        await driver.answer("y")
        #expect(driver.store.calls("campaign.resume").count == 1)
    }

    @Test func `X wants the name before it aborts`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 90, .deferred: 10], at: driver.clock))
        await driver.keys("X")
        #expect(
            driver.confirm?.lines.first?.text
                == "Whoever has not been sent to by then is left out; this cannot be undone.")
        await driver.confirm(typing: "Spring")
        #expect(driver.store.calls("campaign.abort").count == 1)
    }

    @Test func `Enter asks why of the person under the cursor`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.keys("j", "Enter")
        #expect(driver.page?.title == "Why bo@a.test")
        await driver.keys("q")
        #expect(driver.watch != nil)
    }

    @Test func `the cursor stays on its event while new ones come, and is shown`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        await driver.keys("j")
        #expect(driver.watch?.eventCursor == 1)
        guard case .progress(var later) = Self.progress([.pending: 90, .accepted: 10], at: driver.clock)
        else {
            return
        }
        later.events.insert(
            DeliveryEvent(
                id: ResourceID("fake", .event, "new"), account: "acme", person: "cy@a.test", kind: .accepted,
                time: driver.clock.date), at: 0)
        await tell(driver, .progress(later))
        #expect(driver.watch?.eventCursor == 2)
        await driver.keys("Enter")
        #expect(driver.page?.title == "Why bo@a.test")
    }

    @Test func `an event of a kind that the platform alone knows is called as it calls it`() async throws {
        let driver = await watching()
        guard case .progress(var progress) = Self.progress([.accepted: 2], at: driver.clock) else { return }
        progress.events[0].setOwnKind("rerouted")
        await tell(driver, .progress(progress))
        #expect(try #require(driver.watch?.events.first).kind.word == "rerouted")
    }

    @Test func `an event of another day shows its day`() async throws {
        let driver = await watching()
        guard case .progress(var progress) = Self.progress([.accepted: 100], at: driver.clock) else { return }
        progress.events[1].time = driver.clock.date.addingTimeInterval(-3 * 86_400)
        await tell(driver, .progress(progress))
        let time = TimeText(driver.clock.board)
        let shown = try #require(driver.watch?.events.map(\.time))
        #expect(shown == progress.events.map { time.column($0.time) })
        #expect(shown[0] == time.clockTime(progress.events[0].time) && shown[0] != shown[1])
    }

    @Test func `m goes through the windows of the rate`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        var labels: [String] = []
        for _ in 0..<3 {
            await driver.keys("m")
            labels.append(String(driver.watch?.ratesLabel.prefix { $0 != "," } ?? ""))
        }
        #expect(labels == ["the last 10 minutes", "since the watch began", "the last minute"])
    }
}
