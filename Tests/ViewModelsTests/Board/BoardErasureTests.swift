import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// `:erase` and `:hold`: a preview, the address typed, and a receipt.
@MainActor
@Suite struct BoardErasureTests {
    /// What was erased and held, by the address.
    private final class Done: Sendable {
        private let lines = Mutex<[String]>([])
        func note(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private let done = Done()

    private func desk(readOnly: Bool = false, hold: PersonHold? = nil) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test", "bo@a.test"])
        var connection = store.connection()
        connection.people = people(hold)
        let driver = BoardDriver(store, connections: [readOnly ? connection.readOnly() : connection])
        driver.board.caseOrigin = CaseFile.Origin(who: "kim@console", program: "sendboard 1")
        await driver.start()
        await driver.keys("5")
        return driver
    }

    private func people(_ hold: PersonHold?) -> PersonOperations {
        PersonOperations(
            look: { address async throws(ServiceError) in
                var kept = PersonKept(connection: "fake", names: [address.key])
                kept.parts = [.init("contact", 1), .init("message waiting", "messages waiting", 3)]
                kept.hold = hold
                return kept
            }, export: { _ async throws(ServiceError) in [] },
            erase: { [done] address async throws(ServiceError) in
                done.note("erase \(address.key)")
                var part = ErasedPart(connection: "fake")
                part.erased = [.init("contact", 1)]
                return part
            }, alias: { _ in "erased-1" },
            holds: { () async throws(ServiceError) in hold.map { [$0] } ?? [] },
            hold: { [done] address, reason async throws(ServiceError) in
                done.note("hold \(address): \(reason)")
                return PersonHold(address: address, reason: reason, who: "kim@console", since: .distantPast)
            })
    }

    @Test func `the preview counts, and nothing is erased before the address is typed`() async throws {
        let driver = await desk()
        await driver.command("erase")
        #expect(driver.snapshot.prompt?.text == "ana@a.test")
        await driver.keys("Enter")
        let question = try #require(driver.confirm)
        #expect(question.title == "Erase ana@a.test?" && question.expected == "ana@a.test")
        #expect(question.lines.contains { $0.text == "fake: 1 contact, 3 messages waiting" })
        await driver.confirm(typing: "bo@a.test")
        #expect(driver.confirm?.error == "That is not “ana@a.test”.")
        #expect(done.all == [])
    }

    @Test func `the receipt is a page, and what was typed of the person is forgotten`() async throws {
        let driver = await desk()
        await driver.keys("j", "w")
        #expect(driver.notice.contains("bo@a.test"))
        await driver.command("erase bo@a.test")
        await driver.confirm(typing: "bo@a.test")
        #expect(done.all == ["erase bo@a.test"])
        #expect(driver.place.hasSuffix("erasure of bo@a.test"))
        #expect(driver.page?.lines.contains { $0.text == "  Erased: 1 contact" } == true)
        #expect(driver.board.memory.commands?.contains { $0.contains("bo@a.test") } != true)
        await driver.keys("u")
        #expect(driver.notice.contains("nothing of the person is kept"))
        #expect(driver.board.undoList.steps.map(\.done) == ["erased-1 erased"])
        let told = driver.board.notices.history.map(\.notice.text)
        #expect(!told.contains { $0.contains("bo@a.test") && $0.contains("whitelist") })
    }

    @Test func `who is held is not asked about`() async {
        let hold = PersonHold(
            address: "ana@a.test", reason: "a lawsuit", who: "pat@console", since: .distantPast)
        let driver = await desk(hold: hold)
        await driver.command("erase ana@a.test")
        #expect(driver.confirm == nil)
        #expect(driver.notice.contains("held by pat@console"))
        await driver.command("holds")
        #expect(driver.page?.lines.first?.label == "ana@a.test")
    }

    @Test func `a hold wants a reason`() async {
        let driver = await desk()
        await driver.command("hold ana@a.test")
        await driver.keys("Enter")
        #expect(driver.snapshot.prompt?.error == "Say why; it is kept in the audit trail.")
        driver.type("a lawsuit")
        await driver.keys("Enter")
        #expect(done.all == ["hold ana@a.test: a lawsuit"])
    }

    @Test func `what is no address keeps the line open`() async {
        let driver = await desk()
        await driver.command("erase somebody")
        #expect(driver.snapshot.prompt?.text == "somebody")
    }

    @Test func `read-only offers neither`() async {
        let driver = await desk(readOnly: true)
        #expect(!driver.board.canErase && !driver.board.canHold && driver.board.knowsHolds)
    }
}
