import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// What became of a person in a campaign, and where platforms differ about one.
@MainActor
@Suite struct BoardFateTests {
    private func lines(_ driver: BoardDriver) -> [String] {
        driver.page?.lines.map { "\($0.label)|\($0.text)" } ?? []
    }

    private func go(_ driver: BoardDriver, to start: String) async {
        guard let index = lines(driver).firstIndex(where: { $0.hasPrefix(start) }) else {
            Issue.record("no line \(start) among \(lines(driver))")
            return
        }
        await driver.keys("g")
        for _ in 0..<index { await driver.keys("j") }
    }

    private func launched() async -> BoardDriver {
        let driver = await Desk.campaign("Spring", .finished)
        var delivery = Delivery(
            id: ResourceID("fake", .delivery, "1"), account: "acme", campaign: "Spring",
            address: "kim@a.test", state: .bounced)
        delivery.reply = "550 5.1.1 no such user"
        driver.store.put([delivery])
        var event = DeliveryEvent(
            id: ResourceID("fake", .event, "1"), account: "acme", person: "kim@a.test", kind: .refused,
            time: driver.clock.date)
        event.campaign = "Spring"
        driver.store.put([event])
        return driver
    }

    private func ask(_ driver: BoardDriver, about address: String) async {
        await driver.keys("W", "Ctrl-U")
        driver.type(address)
        await driver.keys("Enter")
    }

    @Test func `W on a campaign says first whether it took the person, and every step`() async {
        let driver = await launched()
        await ask(driver, about: "kim@a.test")
        let told = lines(driver)
        #expect(told[0] == "|In “Spring” on fake" && told[1] == "taken|yes")
        #expect(told[2] == "stands|bounced  550 5.1.1 no such user")
        #expect(told[3].hasSuffix("|refused"))
    }

    @Test func `of one whom it did not take it says so`() async {
        let driver = await launched()
        await ask(driver, about: "bo@a.test")
        #expect(lines(driver)[1] == "taken|NO")
        #expect(lines(driver)[2].hasPrefix("because|fake does not name them"))
    }

    @Test func `the campaigns on a person's page lead to the same`() async {
        let driver = await launched()
        await driver.keys("1")
        await driver.command("why kim@a.test")
        #expect(!lines(driver).contains("taken|yes"))
        let heading = lines(driver).firstIndex(of: "|Campaigns, the latest first") ?? -1
        #expect(lines(driver)[heading + 1].contains("|Spring  refused"))
        await driver.keys("g")
        for _ in 0...heading { await driver.keys("j") }
        await driver.keys("Enter")
        #expect(lines(driver).contains("taken|yes"))
    }

    // MARK: Drift

    private func drifting() async -> (BoardDriver, own: FakeStore, other: FakeStore) {
        let (own, other) = (FakeStore("own"), FakeStore("other"))
        for store in [own, other] { store.putContacts(["kim@a.test"]) }
        own.change("kim", Contact.self) { $0.invalidSince = Date(timeIntervalSince1970: 0) }
        let driver = BoardDriver(own, connections: [own.connection(), other.connection()])
        await driver.start()
        await driver.command("why kim@a.test")
        return (driver, own, other)
    }

    @Test func `a drift is named, and one step lets the person be sent to everywhere`() async {
        let (driver, own, _) = await drifting()
        #expect(lines(driver)[0] == "|Side by side")
        await go(driver, to: "drift|invalid on own")
        await driver.keys("Enter")
        #expect(driver.choice != nil)
        await driver.keys("Down", "Enter")
        #expect(driver.confirm?.lines.map(\.text).contains { $0.contains("on own") } == true)
        await driver.answer("y")
        #expect(own.row("kim", Contact.self)?.isInvalid == false)
        #expect(!lines(driver).contains { $0.hasPrefix("drift|") })
        await driver.keys("u")
        #expect(own.row("kim", Contact.self)?.isInvalid == true)
    }

    @Test func `the other way the platforms that would send stop it`() async {
        let (driver, _, other) = await drifting()
        await go(driver, to: "drift|")
        await driver.keys("Enter", "Enter")
        await driver.answer("y")
        #expect(other.row("kim", Contact.self)?.isInvalid == true)
    }

    @Test func `platforms that agree say nothing of a drift`() async {
        let (driver, own, _) = await drifting()
        own.change("kim", Contact.self) { $0.invalidSince = nil }
        await driver.keys("r")
        #expect(lines(driver)[0] == "|Side by side" && !lines(driver).contains { $0.hasPrefix("drift|") })
    }
}
