import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

extension WatchTests {
    @Test func `f goes through the lists of recipients and back to the events`() async {
        let driver = await watching()
        for (index, state) in [DeliveryState.bounced, .deferred, .unknown, .notSent].enumerated() {
            driver.store.put([
                Delivery(
                    id: ResourceID("fake", .delivery, "\(index)"), account: "acme", campaign: "Spring",
                    address: "\(state.rawValue)@a.test", state: state)
            ])
        }
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        var lists: [String] = []
        for _ in 0..<6 {
            await driver.keys("f")
            lists.append(driver.watch?.recipients.map { "\($0.title) \($0.lines.count)" } ?? "events")
        }
        #expect(lists == ["all 4", "failed 1", "deferred 1", "unknown 1", "not sent 1", "events"])
    }

    @Test func `a list that was left does not fill the next one`() async {
        let driver = await watching()
        driver.store.put([
            Delivery(
                id: ResourceID("fake", .delivery, "1"), account: "", campaign: "", address: "a",
                state: .pending)
        ])
        await tell(driver, Self.progress([.pending: 100], at: driver.clock))
        driver.store.hold("delivery.list")
        driver.burst("f")
        await driver.store.arrival(of: "delivery.list")
        driver.burst("f")
        await driver.store.arrival(of: "delivery.list", count: 2)
        driver.store.release("delivery.list", at: 1)
        driver.store.releaseAll("delivery.list")
        for _ in 0..<20 { await driver.settle() }
        #expect(
            driver.watch?.recipients?.title == "failed" && driver.watch?.recipients?.lines.isEmpty == true)
    }

    private func putDeliveries(_ count: Int, in driver: BoardDriver) {
        driver.store.put(
            (1000..<1000 + count).map {
                Delivery(
                    id: ResourceID("fake", .delivery, "\($0)"), account: "acme", campaign: "Spring",
                    address: "p\($0)@a.test", state: .bounced)
            })
    }

    @Test func `a long list says how much of it is there, and reads on at its end`() async {
        let driver = await watching()
        putDeliveries(450, in: driver)
        await tell(driver, Self.progress([.bounced: 100], at: driver.clock))
        await driver.keys("f")
        #expect(driver.watch?.recipients?.title == "all 200 of 450")
        #expect(driver.watch?.recipients?.lines.count == 200)
        for _ in 0..<199 { driver.burst("j") }
        await driver.settle()
        for _ in 0..<20 { await driver.settle() }
        #expect(driver.watch?.recipients?.title == "all 400 of 450")
        #expect(driver.watch?.recipients?.cursor == 199)
    }

    @Test func `the cursor of a list follows its recipient`() async {
        let driver = await watching()
        putDeliveries(3, in: driver)
        await tell(driver, Self.progress([.bounced: 100], at: driver.clock))
        await driver.keys("f", "j")
        driver.store.put([
            Delivery(
                id: ResourceID("fake", .delivery, "0"), account: "acme", campaign: "Spring",
                address: "a@a.test", state: .bounced)
        ])
        await tell(driver, Self.progress([.bounced: 100], at: driver.clock))
        for _ in 0..<5 { await driver.settle() }
        #expect(driver.watch?.recipients?.cursor == 2)
        await driver.keys("Enter")
        #expect(driver.page?.title == "Why p1001@a.test")
    }

    @Test func `a list that cannot be read says so`() async {
        let driver = await watching()
        await tell(driver, Self.progress([.bounced: 100], at: driver.clock))
        driver.store.fail("delivery.list", Desk.down)
        await driver.keys("f")
        for _ in 0..<5 { await driver.settle() }
        #expect(driver.watch?.recipients?.lines.map(\.text) == ["The platform cannot be reached. Try again."])
        #expect(driver.watch?.recipients?.lines.first?.tone == .bad)
    }
}

extension WatchTests {
    @Test func `a launch that is taken up again after its end is followed again`() async {
        let driver = await watching()
        await tell(driver, Self.progress(.finished, [.bounced: 100], at: driver.clock))
        driver.store.endWatches()
        await driver.settle()
        var campaign = Campaign(id: ResourceID("fake", .campaign, "Spring"), account: "acme", title: "Spring")
        campaign.state = .running
        let row = Row(campaign)
        driver.board.carryOut { () async throws(ServiceError) in
            EditOutcome("Spring is sent again", rows: [row])
        }
        await driver.settle()
        await tell(driver, Self.progress(.running, [.pending: 40, .bounced: 60], at: driver.clock))
        #expect(driver.watch?.state.word == "running")
    }
}
