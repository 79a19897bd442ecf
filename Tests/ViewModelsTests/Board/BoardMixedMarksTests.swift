import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardMixedMarksTests {
    private func lines(_ driver: BoardDriver) -> [String] { driver.confirm?.lines.map(\.text) ?? [] }

    /// Four marked contacts, of which the second is whitelisted.
    private func mixed() async -> BoardDriver {
        let driver = await Desk.contacts(["ana@a.test", "bo@a.test", "cy@a.test", "dee@a.test", "eve@a.test"])
        await driver.keys("j", "w", "g", "Space", "Space", "Space", "Space")
        driver.store.forgetCalls()
        return driver
    }

    @Test(arguments: ["g", "j", "G"])
    func `marks that differ are all set to one value, which is said before`(place: String) async {
        let driver = await mixed()
        await driver.keys(place, "w")
        #expect(lines(driver).first == "3 will be whitelisted, 1 is already")
        #expect(driver.confirm?.title == "Whitelist 3 contacts?")
        #expect(driver.store.calls("contact.whitelist").isEmpty)
        await driver.answer("y")
        #expect(driver.store.calls("contact.whitelist").map(\.ids) == [["ana", "cy", "dee"]])
        #expect(driver.store.calls("contact.unwhitelist").isEmpty)
        await driver.keys("w")
        #expect(driver.confirm == nil)
        #expect(driver.store.calls("contact.unwhitelist").map(\.ids.count) == [4])
    }

    @Test func `a menu sets all to one value too`() async {
        let store = FakeStore()
        for number in 1...3 {
            var account = Account(
                id: ResourceID("fake", .account, "\(number)"), username: "k\(number)@a.test")
            account.tracking.opens = number == 1
            store.put([account])
        }
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("Space", "Space", "Space", "g", "t", "o")
        await driver.answer("y")
        #expect(store.calls("account.track-opens").map(\.ids) == [["2", "3"]])
        #expect(store.calls("account.untrack-opens").isEmpty)
    }

    @Test func `marked rows that the list does not hold are named before anything is done`() async {
        let driver = await Desk.contacts()
        await driver.keys("Space", "Space", "Space")
        await driver.command("filter cy")
        await driver.keys("w")
        #expect(lines(driver).first == "3 marked, 2 of them not in this list: ana@a.test, bo@a.test")
        #expect(driver.store.calls("contact.whitelist").isEmpty)
        await driver.keys("Esc", "X")
        #expect(lines(driver).first == "3 marked, 2 of them not in this list: ana@a.test, bo@a.test")
        await driver.keys("Ctrl-C", "M")
        #expect(driver.form?.notes.first?.hasPrefix("3 marked, 2 of them not in this list") == true)
        await driver.keys("Esc", "E")
        #expect(driver.snapshot.prompt?.sign == "export 3 marked rows to: ")
        #expect(driver.notice.hasPrefix("3 marked, 2 of them not in this list"))
    }

    @Test func `the form of an action on many names how many it is for`() async {
        let store = FakeStore()
        store.put(
            ["ana@a.test", "bo@a.test", "cy@a.test"].map { address in
                Suppression(
                    id: ResourceID("fake", .suppression, address), account: "acme", address: address,
                    reason: .complaint)
            })
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("7", "Space", "Space", "Space", "a")
        #expect(driver.form?.title == "Allow 3 suppressions")
        driver.type("asked by phone")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.hint == "y asks once more · Esc back to the form")
    }

    @Test func `E writes the marked rows`() async throws {
        let driver = await Desk.contacts()
        await driver.keys("j", "Space", "Space")
        await driver.command("export people.csv")
        let exports = driver.effects.compactMap { if case .export(let export) = $0 { export } else { nil } }
        let export = try #require(exports.first)
        let page = try await export.listing.page(ListRequest(filter: export.filter, sort: export.sort))
        #expect(page.items.map(\.name) == ["bo@a.test", "cy@a.test"])
    }
}
