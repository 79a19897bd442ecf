import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// `u` takes back what was just done, or says why it stays; it passes over nothing in silence.
@MainActor
@Suite struct BoardUndoTests {
    private func isWhitelisted(_ driver: BoardDriver, _ native: String) -> Bool? {
        driver.store.row(native, Contact.self)?.isWhitelisted
    }

    /// A board on which something was edited, and then somebody deleted for good.
    private func deleted() async -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "X")
        await driver.answer("y")
        #expect(driver.names == ["ana@a.test", "cy@a.test"])
        return driver
    }

    @Test func `u after what cannot be taken back says so and undoes nothing older`() async {
        let driver = await deleted()
        await driver.keys("u")
        #expect(isWhitelisted(driver, "ana") == true)
        #expect(
            driver.notice
                == "“1 deleted” cannot be taken back: the platform keeps nothing of it.")
        #expect(driver.snapshot.notice?.hint == "u again goes past it, to “ana@a.test: whitelist”")
        #expect(driver.snapshot.notice?.level == .warning)
    }

    @Test func `u again, once that could be read, goes past it`() async {
        let driver = await deleted()
        await driver.keys("u")
        await driver.advance(by: .seconds(1))
        await driver.keys("u")
        #expect(isWhitelisted(driver, "ana") == false)
        #expect(driver.notice == "ana@a.test: whitelist taken back")
        await driver.keys("u")
        #expect(driver.notice == "undo: nothing to take back")
    }

    @Test func `what is in the way of the only edit does not cost it`() async {
        let driver = await Desk.contacts()
        await driver.keys("w")
        for _ in 0..<2 {
            driver.store.fail(
                "contact.undo", ServiceError(.conflict, "Somebody else has changed ana@a.test."))
            await driver.keys("u")
            #expect(driver.notice.hasPrefix("Somebody else has changed ana@a.test"))
            await driver.advance(by: .seconds(1))
        }
        await driver.keys("u")
        #expect(isWhitelisted(driver, "ana") == false)
    }

    @Test func `u typed in a burst never goes past what it was not told`() async {
        let driver = await deleted()
        driver.burst("u", "u", "u")
        await driver.settle()
        #expect(isWhitelisted(driver, "ana") == true)
        await driver.keys("u", "u")
        #expect(isWhitelisted(driver, "ana") == true, "too soon to have been read")
    }

    @Test func `what is done after the answer must be passed anew`() async {
        let driver = await deleted()
        await driver.keys("u")
        await driver.advance(by: .seconds(1))
        await driver.keys("w", "u")
        #expect(driver.notice == "cy@a.test: whitelist taken back")
        await driver.keys("u")
        #expect(driver.notice.hasPrefix("“1 deleted” cannot be taken back"))
        #expect(isWhitelisted(driver, "ana") == true)
    }

    @Test func `a secret that was rotated stands in the list, too`() async {
        let driver = await Desk.account()
        await driver.keys("t", "o", "R")
        #expect(driver.confirm?.lines.last?.text == "This cannot be taken back.")
        await driver.confirm(typing: "kim@a.test")
        await driver.keys("Esc", "u")
        #expect(driver.notice.hasPrefix("“kim@a.test: new-key” cannot be taken back"))
        #expect(driver.store.row("1", Account.self)?.tracking.opens == true)
    }

    @Test func `a check leaves nothing to take back`() async {
        let store = FakeStore()
        store.put([ApprovedSender(id: ResourceID("fake", .sender, "1"), account: "acme", address: "a@a.test")]
        )
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("2", "v", "u")
        #expect(driver.notice == "undo: nothing to take back")
    }

    @Test func `what may have been done stands in the list`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "j")
        driver.store.fail("contact.whitelist", ServiceError(.outcomeUnknown, "The answer was lost."))
        await driver.keys("w", "u")
        #expect(
            driver.notice == "“The answer was lost” cannot be taken back: nobody knows whether it was done.")
        #expect(isWhitelisted(driver, "ana") == true)
    }

    @Test func `a refusal that was mended in between is no refusal any more`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "w")
        driver.store.change("bo", Contact.self) { $0.lastName = "Other" }
        await driver.keys("u")
        #expect(isWhitelisted(driver, "bo") == true)
        driver.store.change("bo", Contact.self) { $0.lastName = "" }
        await driver.keys("u")
        #expect(isWhitelisted(driver, "bo") == false)
        #expect(isWhitelisted(driver, "ana") == true)
    }

    @Test func `the list can be read, the newest first`() async {
        let driver = await deleted()
        await driver.command("undos")
        #expect(
            driver.page?.lines.map(\.text) == [
                "“1 deleted” cannot be taken back: the platform keeps nothing of it", "ana@a.test: whitelist",
            ])
        #expect(driver.page?.lines.map(\.label) == ["stays", "u"])
    }

    @Test(arguments: [[], ["w", "u"]])
    func `a list of nothing is told as such, whatever was taken back`(keys: [String]) async {
        let driver = await Desk.contacts()
        for key in keys { await driver.keys(key) }
        await driver.command("undos")
        #expect(driver.page?.lines.map(\.text) == ["This console has nothing to take back."])
    }

    @Test func `the question says of what it deletes that it is gone, or how it comes back`() async {
        let driver = await Desk.contacts()
        await driver.keys("X")
        #expect(
            driver.confirm?.lines.last?.text
                == "This cannot be taken back: the platform keeps nothing of it.")
        let kept = Restoration.kept(days: 7)
        #expect(kept.sentence(of: 1) == "u puts it back; it is kept for 7 days.")
        #expect(kept.sentence(of: 3) == "u puts them back; they are kept for 7 days.")
    }

    @Test func `a launch stands in the list as what cannot be taken back`() async {
        let store = FakeStore()
        store.putCampaign("Spring")
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("6", "S")
        #expect(driver.confirm?.lines.contains { $0.text == "What is sent cannot be taken back." } == true)
        await driver.confirm(typing: "Spring")
        await driver.keys("u")
        #expect(driver.notice.hasPrefix("“Spring launched” cannot be taken back"))
    }
}
