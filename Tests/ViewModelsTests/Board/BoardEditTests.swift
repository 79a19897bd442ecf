import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct BoardEditTests {
    private func contact(_ driver: BoardDriver, _ native: String) -> Contact? {
        driver.store.row(native, Contact.self)
    }

    @Test func `w whitelists, again takes it off, with a notice that offers u`() async {
        let driver = await Desk.contacts()
        await driver.keys("w")
        #expect(contact(driver, "ana")?.isWhitelisted == true)
        #expect(
            driver.snapshot.notice
                == NoticeSnapshot(
                    text: "ana@a.test: whitelist", hint: "u undo", level: .success))
        await driver.keys("w")
        #expect(contact(driver, "ana")?.isWhitelisted == false)
        #expect(
            driver.store.calls.filter { $0.name.hasSuffix("whitelist") }.map(\.name) == [
                "contact.whitelist", "contact.unwhitelist",
            ])
    }

    @Test func `i invalidates and revalidates, and asks on a whitelisted contact`() async {
        let driver = await Desk.contacts()
        await driver.keys("i")
        #expect(contact(driver, "ana")?.isInvalid == true)
        await driver.keys("i")
        #expect(contact(driver, "ana")?.isInvalid == false)
        await driver.keys("w", "i")
        #expect(driver.confirm?.expected == nil && driver.confirm?.isDangerous == false)
        await driver.answer("y")
        #expect(contact(driver, "ana")?.isInvalid == true)
    }

    @Test func `t opens a menu whose letters belong to it`() async {
        let driver = await Desk.account()
        await driver.keys("t")
        #expect(driver.menu?.items.map(\.key) == ["o", "l", "u"])
        await driver.keys("o")
        #expect(driver.menu == nil && driver.choice == nil)
        await driver.keys("t", "l", "t", "u", "t", "x")
        let tracking = driver.store.row("1", Account.self)?.tracking
        #expect(tracking?.opens == true && tracking?.links == true && tracking?.unsubscribes == true)
        #expect(driver.menu != nil)
        await driver.keys("Esc", "t", "o")
        #expect(driver.store.row("1", Account.self)?.tracking.opens == false)
    }

    @Test func `b disables after y, and enables at once`() async {
        let store = FakeStore()
        store.put([SMTPUser(id: ResourceID("fake", .smtpUser, "1"), account: "acme", name: "relay")])
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("3", "b")
        #expect(driver.confirm?.title == "Disable “relay”?")
        await driver.answer("y")
        #expect(store.row("1", SMTPUser.self)?.isEnabled == false)
        await driver.keys("b")
        #expect(driver.confirm == nil && store.row("1", SMTPUser.self)?.isEnabled == true)
    }

    @Test func `s seeds and v checks a sender`() async {
        let store = FakeStore()
        store.put([ApprovedSender(id: ResourceID("fake", .sender, "1"), account: "acme", address: "a@a.test")]
        )
        let driver = BoardDriver(store)
        await driver.start()
        await driver.keys("2", "s")
        #expect(store.row("1", ApprovedSender.self)?.isSeeded == true)
        await driver.keys("v")
        #expect(store.calls("sender.check").count == 1)
        await driver.keys("u")
        #expect(store.row("1", ApprovedSender.self)?.isSeeded == false)
    }

    @Test func `a quick edit works in the row's detail too`() async {
        let driver = await Desk.contacts()
        await driver.keys("Enter", "w")
        #expect(contact(driver, "ana")?.isWhitelisted == true)
        #expect(driver.detail?.lines.contains { $0.label == "Whitelisted" && $0.text == "yes" } == true)
    }

    @Test func `with marks an edit is for the marked rows alone`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "Space")
        #expect(driver.selected == "cy@a.test")
        await driver.keys("g", "w")
        #expect(contact(driver, "ana")?.isWhitelisted == true)
        #expect(contact(driver, "bo")?.isWhitelisted == true)
        #expect(driver.store.calls("contact.unwhitelist").isEmpty)
    }

    @Test func `ten marked rows need no question, eleven need their number`() async {
        for count in [10, 11] {
            let driver = await Desk.contacts((10..<30).map { "c\($0)@a.test" })
            for _ in 0..<count { await driver.keys("Space") }
            await driver.keys("w")
            #expect(driver.confirm?.expected == (count == 10 ? nil : "11"))
            if count == 11 {
                #expect(driver.store.calls("contact.whitelist").isEmpty)
                #expect(driver.confirm?.lines.last?.text == "and 3 more")
                await driver.confirm(typing: "11")
            }
            #expect(driver.store.calls("contact.whitelist").map(\.ids.count) == [count])
        }
    }

    @Test func `u takes back edit after edit, the last first`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "w", "u")
        #expect(contact(driver, "bo")?.isWhitelisted == false)
        #expect(contact(driver, "ana")?.isWhitelisted == true)
        #expect(driver.notice == "bo@a.test: whitelist taken back" && driver.snapshot.notice?.hint == "")
        await driver.keys("u")
        #expect(contact(driver, "ana")?.isWhitelisted == false)
        await driver.keys("u")
        #expect(driver.notice == "undo: nothing to take back")
    }

    @Test func `undo is refused where the row has changed since, and takes no other edit in its place`() async
    {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "w")
        driver.store.change("bo", Contact.self) { $0.lastName = "Other" }
        for _ in 0..<3 {
            await driver.keys("u")
            #expect(driver.notice == "bo@a.test has changed since.")
            #expect(driver.snapshot.notice?.level == .error)
            await driver.advance(by: .seconds(1))
        }
        #expect(driver.snapshot.notice?.hint.hasSuffix(":undos takes back another.") == true)
        #expect(contact(driver, "bo")?.isWhitelisted == true)
        #expect(contact(driver, "ana")?.isWhitelisted == true)
    }

    @Test func `an undo that could not be asked for can be asked for again`() async {
        let driver = await Desk.contacts()
        await driver.keys("w")
        driver.store.fail("contact.undo", Desk.down)
        await driver.keys("u", "u")
        #expect(contact(driver, "ana")?.isWhitelisted == false)
    }

    @Test func `u typed straight after an edit takes that one back`() async {
        let driver = await Desk.contacts()
        await driver.keys("w", "j")
        driver.burst("w", "u")
        await driver.settle()
        #expect(contact(driver, "ana")?.isWhitelisted == true)
        #expect(contact(driver, "bo")?.isWhitelisted == false)
    }

    @Test func `an edit that failed says so until a key and changes nothing`() async {
        let driver = await Desk.contacts()
        driver.store.fail("contact.whitelist", Desk.down)
        await driver.keys("w")
        #expect(
            driver.snapshot.notice
                == NoticeSnapshot(
                    text: "The platform cannot be reached.", hint: "Try again.", level: .error))
        #expect(contact(driver, "ana")?.isWhitelisted == false)
        #expect(driver.board.undoList.steps.isEmpty)
    }

    @Test func `a key that cannot act here says why`() async {
        let driver = await Desk.contacts()
        await driver.keys("a")
        #expect(driver.notice == "allow: nothing stops it" && driver.snapshot.notice?.level == .warning)
        let empty = await Desk.contacts([])
        await empty.keys("w")
        #expect(empty.notice == "whitelist: there is no row here")
    }

    @Test func `a new secret is shown until Esc and can be copied`() async {
        let driver = await Desk.account()
        await driver.keys("R")
        #expect(driver.confirm?.expected == "kim@a.test")
        await driver.confirm(typing: "kim@a.test")
        #expect(driver.reveal?.entries == [RevealSnapshot.Entry(label: "new secret", text: "key-123")])
        await driver.keys("j", "q", "Enter")
        #expect(driver.reveal != nil)
        await driver.keys("c")
        #expect(driver.copied == ["key-123"] && driver.copiedNames == ["new secret"])
        await driver.keys("Esc")
        #expect(driver.snapshot.overlay == nil)
    }

    @Test func `every secret of many can be reached, told apart and copied`() async {
        let driver = await Desk.contacts()
        let secrets = (10..<40).map {
            EditOutcome.Revelation("Password of smtp-user-with-a-long-name-\($0)", Secret("p\($0)"))
        }
        driver.board.finish(EditOutcome("30 SMTP users have new passwords", revealed: secrets))
        await driver.keys("j", "j", "c")
        #expect(driver.copied == ["p12"])
        #expect(driver.reveal?.cursor == 2)
        await driver.keys("G", "c", "k", "c", "C")
        #expect(driver.copied.dropFirst().prefix(2) == ["p39", "p38"])
        let all = (driver.copied.last ?? "").split(separator: "\n")
        #expect(all.count == 30 && all.last == "Password of smtp-user-with-a-long-name-39\tp39")
    }

    @Test func `a second secret joins the one that is shown`() async {
        let driver = await Desk.contacts()
        driver.board.finish(EditOutcome("one", revealed: [.init("A", Secret("a"))]))
        driver.board.finish(EditOutcome("two", revealed: [.init("B", Secret("b"))]))
        #expect(driver.reveal?.entries.map(\.text) == ["a", "b"])
    }

    @Test func `a menu means the rows of the moment it was opened, and names them`() async {
        let driver = await Desk.account()
        await driver.keys("t")
        #expect(driver.menu?.title == "tracking · kim@a.test")
        driver.store.remove(.account, ["1"])
        driver.store.put([Account(id: ResourceID("fake", .account, "2"), username: "bo@a.test")])
        driver.store.push(.kinds([.account]))
        await driver.advance(by: .seconds(1))
        await driver.keys("o")
        #expect(driver.store.calls("account.track-opens").map(\.ids) == [["1"]])
    }

    @Test func `deleting asks, names what goes, and keeps the cursor`() async {
        let driver = await Desk.contacts()
        await driver.keys("j", "X")
        #expect(driver.confirm?.title == "Delete 1 contact?" && driver.confirm?.expected == nil)
        await driver.answer("y")
        #expect(driver.names == ["ana@a.test", "cy@a.test"] && driver.selected == "cy@a.test")
    }

    @Test func `deleting an account wants its name and says what goes with it`() async {
        let driver = await Desk.account()
        await driver.keys("X")
        #expect(driver.confirm?.expected == "kim@a.test")
        #expect(
            driver.confirm?.lines.map(\.text) == [
                "kim@a.test", "with 3 contacts",
                "This cannot be taken back: the platform keeps nothing of it.",
            ])
    }
}
