import Foundation
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import sendboard

/// Many rows alike, and the receipts of what was done.
extension RowEditsTests {
    /// The receipts that edits leave.
    private final class Receipts: Sendable {
        private let kept = Mutex<[Receipt]>([])
        var all: [Receipt] { kept.withLock { $0 } }
        func keep(_ receipt: Receipt) { kept.withLock { $0.append(receipt) } }
    }

    private func edits(keeping receipts: Receipts, _ fields: [String] = [], yes: String? = nil) -> RowEdits {
        var edits = edits(.contact, fields, yes: yes)
        edits.keep = { receipts.keep($0) }
        return edits
    }

    @Test func `a receipt says of each target what it was, what it is and what came of it`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let receipts = Receipts()
        _ = try await edits(keeping: receipts).perform(
            "whitelist", on: ["kim@example.test", "ghost", "ana@example.test"], keepsGoing: true)
        let receipt = try #require(receipts.all.first)
        #expect(receipt.lines.map(\.target) == ["kim@example.test", "ana@example.test", "ghost"])
        #expect(receipt.lines.map(\.outcome) == ["done", "already so: already whitelisted", "not found"])
        #expect(receipt.lines[0].before.contains("whitelisted=no"))
        #expect(receipt.lines[0].after.contains("whitelisted=yes"))
        #expect(receipt.csv.hasPrefix("target,before,after,outcome,connection,id\r\nkim@example.test,"))
        #expect(receipt.summary == "1 done, 1 already so, 1 not found")
    }

    @Test func `an edit that fails leaves a receipt that says so`() async throws {
        let receipts = Receipts()
        people.fail("contact.whitelist", ServiceError(.unreachable, "It is down."))
        await #expect(throws: ServiceError.self) {
            try await edits(keeping: receipts).perform(
                "whitelist", on: ["kim@example.test", "ana@example.test"])
        }
        #expect(receipts.all.first?.lines.map(\.outcome) == ["not done: It is down", "not done: It is down"])
    }

    @Test func `several rows are edited alike, and those that are so already told`() async throws {
        people.change("ana", Contact.self) { $0.firstName = "Kim" }
        let receipts = Receipts()
        let result = try await edits(keeping: receipts, ["first_name=Kim"]).edit(
            all: ["kim@example.test", "ana@example.test"])
        #expect(contacts.map(\.firstName) == ["Kim", "Kim"])
        #expect(result.findings == ["1 is so already: ana@example.test"])
        #expect(receipts.all.first?.lines.map(\.outcome) == ["done", "already so: so already"])
        let again = try await edits(keeping: receipts, ["first_name=Kim"]).edit(
            all: ["kim@example.test", "ana@example.test"])
        #expect(again.message == "nothing to do: 2 are so already")
    }

    @Test func `what tells rows apart is not set for several`() async throws {
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["email=x@example.test"]).edit(all: [
                "kim@example.test", "ana@example.test",
            ])
        }
        #expect(error.code == .invalid && error.field == "email")
        #expect(contacts.map(\.email) == ["kim@example.test", "ana@example.test"])
    }

    @Test func `more than ten rows are edited once their number is given`() async throws {
        people.putContacts((1...9).map { "p\($0)@example.test" })
        let keys = contacts.map(\.email)
        let error = try await #require(throws: ServiceError.self) {
            try await edits(.contact, ["last_name=Bo"]).edit(all: keys)
        }
        #expect(error.code == .refused && error.message.contains("11 change"))
        _ = try await edits(.contact, ["last_name=Bo"], yes: "11").edit(all: keys)
        #expect(contacts.allSatisfy { $0.lastName == "Bo" })
    }
}
