import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// An undo whose answer was lost: `u` looks for it before it takes anything back again.
@MainActor
@Suite struct BoardLostUndoTests {
    /// What a look for the undo finds.
    private final class Sights: Sendable {
        enum Sight { case nothing, done, notDone }
        private let state = Mutex(Sight.nothing)
        var now: Sight { state.withLock { $0 } }
        func show(_ sight: Sight) { state.withLock { $0 = sight } }
    }

    private let sights = Sights()

    /// A board that has whitelisted ana, then bo, and lost the answer to taking the last back, which was carried out.
    private func lost(carriedOut: Bool = true) async throws -> BoardDriver {
        let driver = await Desk.contacts()
        await driver.keys("w", "j", "w")
        let bo = try #require(driver.store.row("bo", Contact.self))
        var edit = LostEdit([bo.id]) { [sights] () async throws(ServiceError) in
            switch sights.now {
            case .nothing: return nil
            case .done: return EditOutcome("bo@a.test: whitelist taken back")
            case .notDone: throw ServiceError(.notFound, "“undo: whitelist bo@a.test” was not done.")
            }
        }
        edit.summary = "undo: whitelist bo@a.test"
        driver.store.fail(
            "contact.undo", ServiceError(.outcomeUnknown, "The answer was lost.", hint: "Look.", lost: edit))
        await driver.keys("u")
        #expect(driver.notice == "The answer was lost.")
        if carriedOut {
            driver.store.change("bo", Contact.self) {
                ($0.isMarkedWhitelisted, $0.whitelistedSince) = (false, nil)
            }
        }
        await driver.keys("Esc")
        return driver
    }

    @Test(arguments: [true, false])
    func `u again says that it is still unknown, however often`(carriedOut: Bool) async throws {
        let driver = try await lost(carriedOut: carriedOut)
        for _ in 0..<3 {
            await driver.advance(by: .seconds(1))
            await driver.keys("u")
            #expect(driver.notice == "Whether “undo: whitelist bo@a.test” was done is still unknown.")
            await driver.keys("Esc")
        }
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == true)
        #expect(driver.store.row("bo", Contact.self)?.isWhitelisted == !carriedOut)
        await driver.command("undos")
        #expect(driver.page?.lines.map(\.text) == ["bo@a.test: whitelist", "ana@a.test: whitelist"])
        #expect(driver.page?.lines.map(\.label) == ["u", "u"])
    }

    @Test func `once the platform shows it, u tells so and the step before it is the next`() async throws {
        let driver = try await lost()
        sights.show(.done)
        await driver.keys("u")
        #expect(driver.notice == "bo@a.test: whitelist taken back")
        #expect(driver.store.row("ana", Contact.self)?.isWhitelisted == true)
        await driver.keys("u")
        #expect(driver.notice == "ana@a.test: whitelist taken back")
    }

    @Test func `where it was not done after all, u takes it back again`() async throws {
        let driver = try await lost(carriedOut: false)
        sights.show(.notDone)
        await driver.keys("u")
        #expect(driver.notice == "bo@a.test: whitelist taken back")
        #expect(driver.store.row("bo", Contact.self)?.isWhitelisted == false)
    }
}
