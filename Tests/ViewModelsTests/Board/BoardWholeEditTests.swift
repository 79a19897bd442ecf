import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// Edits of rows that are read whole: what was done stays on the board until the platform is asked again, and after.
@MainActor
@Suite struct BoardWholeEditTests {
    private func board() async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test", "bo@a.test"])
        let driver = BoardDriver(store, connections: [store.hostedConnection()])
        await driver.start()
        await driver.keys("5")
        return driver
    }

    private func ana(_ driver: BoardDriver) -> Row? {
        driver.board.currentTable?.table.visible.first { $0.name == "ana@a.test" }
    }

    /// Something that makes the board look at the rows at hand again.
    private func refresh(_ driver: BoardDriver) async {
        driver.board.currentTable?.refreshWhenFree()
        await driver.settle()
    }

    @Test func `what a form changed is shown at once`() async {
        let driver = await board()
        await driver.keys("e")
        while driver.form?.fields[driver.form?.focus ?? 0].label != "First name" { await driver.keys("Tab") }
        driver.type("Ana")
        await driver.keys("Ctrl-S", "y")
        #expect(ana(driver)?["first_name"] == .text("Ana"))
    }

    @Test func `what a key changed does not go back`() async {
        let driver = await board()
        await driver.keys("w")
        await refresh(driver)
        #expect(ana(driver)?["whitelisted"] == .flag(true))
        await driver.keys("u")
        await refresh(driver)
        #expect(ana(driver)?["whitelisted"] == .flag(false))
    }

    @Test func `what nobody knows stays unknown until the platform is asked again`() async throws {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        let connection = store.hostedConnection().wrapped()
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("5")
        var wished = try #require(store.row("ana", Contact.self))
        wished.isMarkedWhitelisted = true
        let lost = LostEdit([wished.id], wished: [Row(wished)]) { nil }
        store.fail("contact.whitelist", ServiceError(.outcomeUnknown, "The answer was lost.", lost: lost))
        await driver.keys("w")
        await refresh(driver)
        #expect(ana(driver)?["whitelisted"] == FieldValue.none && ana(driver)?.doubt != nil)
    }

    @Test func `what was deleted does not come back`() async {
        let driver = await board()
        await driver.keys("X")
        await driver.answer("y")
        await refresh(driver)
        #expect(driver.names == ["bo@a.test"])
    }

    @Test func `what was made and taken back is gone at once`() async {
        let driver = await board()
        driver.board.finish(EditOutcome("bo@a.test taken away", gone: [ResourceID("fake", .contact, "bo")]))
        await refresh(driver)
        #expect(driver.names == ["ana@a.test"])
    }
}
