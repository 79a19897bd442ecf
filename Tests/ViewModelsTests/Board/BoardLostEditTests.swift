import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

/// An edit whose answer was lost: its row is unknown until the platform shows what came of it, and `u` looks first.
@MainActor
@Suite struct BoardLostEditTests {
    private let trail = KeptTrail()

    /// A board whose whitelisting of ana has lost its answer.
    ///
    /// - Parameter isCutOff: whether no read is answered after it.
    private func lost(isCutOff: Bool = false, wished: Bool = true) async throws -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test", "bo@a.test"])
        let clock = ManualClock()
        let connection = store.connection().audited(by: trail, who: "kim@console") { clock.date }
        let driver = BoardDriver(store, connections: [connection])
        await driver.start()
        await driver.keys("5")
        var error = try losing(store)
        if !wished { error.lost?.wished = [] }
        store.fail("contact.whitelist", error)
        if isCutOff { store.fail("contact.list", ServiceError(.unreachable, "Cut off.")) }
        await driver.keys("w")
        return driver
    }

    private func losing(_ store: FakeStore) throws -> ServiceError {
        var wished = try #require(store.row("ana", Contact.self))
        wished.isMarkedWhitelisted = true
        let lost = LostEdit([wished.id], wished: [Row(wished)]) {
            guard let now = store.row("ana", Contact.self), now.isWhitelisted else { return nil }
            return EditOutcome(
                "ana@a.test whitelisted", rows: [Row(now)],
                reversal: Reversal("whitelist ana@a.test") {
                    store.change("ana", Contact.self) { $0.isMarkedWhitelisted = false }
                    return EditOutcome(
                        "ana@a.test as before", rows: store.row("ana", Contact.self).map { [Row($0)] } ?? [])
                })
        }
        return ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look first.", lost: lost)
    }

    private func ana(_ driver: BoardDriver) -> Row? {
        driver.board.currentTable?.table.visible.first { $0.name == "ana@a.test" }
    }

    @Test func `the row says that nobody knows, and the notice says nothing else`() async throws {
        let driver = try await lost()
        #expect(driver.notice == "The answer was lost.")
        #expect(ana(driver)?["whitelisted"] == FieldValue.none && ana(driver)?.doubt != nil)
        await driver.keys("Enter")
        #expect(
            driver.detail?.lines.contains { $0.label == "Unknown" && $0.text.contains("“whitelist”") } == true
        )
    }

    @Test func `the row says so though it cannot be read again`() async throws {
        let driver = try await lost(isCutOff: true)
        #expect(ana(driver)?["whitelisted"] == FieldValue.none && ana(driver)?.doubt != nil)
    }

    @Test func `a row that shows no doubt in any column is marked before its name`() async throws {
        let driver = try await lost(wished: false)
        let names = driver.table?.rows.compactMap { $0.cells.first?.text }
        #expect(names == ["? ana@a.test", "bo@a.test"])
    }

    @Test func `the row is known again as soon as the platform shows it`() async throws {
        let driver = try await lost()
        driver.store.change("ana", Contact.self) { $0.isMarkedWhitelisted = true }
        await driver.keys("Esc", "r")
        #expect(ana(driver)?["whitelisted"] == .flag(true) && ana(driver)?.doubt == nil)
        #expect(trail.entries.map(\.outcome) == [.stillUnknown, .done])
        #expect(driver.notice == "whitelist ana@a.test: it was done, the platform shows it now")
        await driver.keys("u")
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == false)
        #expect(trail.entries.last?.what == "undo: whitelist ana@a.test")
    }

    @Test func `what is found out of it takes the place of what said that nobody knows`() async throws {
        let driver = try await lost()
        driver.board.take(.told("bo@a.test: something else"))
        #expect(driver.notice == "The answer was lost.")
        driver.board.take(.settled("whitelist ana@a.test: it was done, the platform shows it now"))
        #expect(driver.notice == "whitelist ana@a.test: it was done, the platform shows it now")
    }

    @Test func `u takes nothing back of which nobody knows`() async throws {
        let driver = try await lost()
        await driver.keys("Esc", "u")
        #expect(driver.notice == "Whether “whitelist ana@a.test” was done is still unknown.")
        await driver.command("undos")
        #expect(driver.page?.lines.map(\.text) == ["whitelist ana@a.test, whose answer was lost"])
    }

    @Test func `the wished value can be asked for again`() async throws {
        let driver = try await lost()
        await driver.keys("Esc", "w")
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == true)
        #expect(ana(driver)?["whitelisted"] == .flag(true))
    }
}
