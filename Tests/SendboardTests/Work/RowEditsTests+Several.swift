import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

/// Several rows at once, of which some cannot be done.
extension RowEditsTests {
    @Test func `an action that a row does not allow is refused with the reason`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitelist", on: ["ana@example.test"])
        }
        #expect(error.message == "“ana@example.test” cannot be changed so: already whitelisted.")
    }

    @Test func `of several rows those that stand so already are told, and the others done`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let keys = ["kim@example.test", "ana@example.test"]
        let result = try await edits().perform("whitelist", on: keys)
        #expect(result.leftOut == nil)
        #expect(result.message == "kim@example.test: whitelist")
        #expect(result.findings == ["1 is so already: ana@example.test"])
        let again = try await edits().perform("whitelist", on: keys)
        #expect(again.message == "nothing to do: 2 are so already" && again.leftOut == nil)
    }

    @Test func `an action on several rows names all that is wrong, and does nothing`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        let keys = ["kim@example.test", "ghost", "ana@example.test", "nobody"]
        let error = try await #require(throws: ServiceError.self) {
            try await edits().perform("whitelist", on: keys)
        }
        #expect(error.code == .notFound)
        #expect(
            error.message == """
                2 of 4 contacts could not be done, so nothing was done:
                There is no contact “ghost”.
                There is no contact “nobody”.
                """)
        #expect(error.hint == "--keep-going does the others.")
        #expect(contacts.first?.isWhitelisted == false)
    }

    @Test func `keeping going does the others and fails all the same`() async throws {
        let result = try await edits().perform(
            "whitelist", on: ["ghost", "kim@example.test", "kim@example.test"], keepsGoing: true)
        #expect(result.message == "kim@example.test: whitelist")
        #expect(result.leftOut?.code == .notFound)
        #expect(result.leftOut?.message == "There is no contact “ghost”.")
        #expect(contacts.first?.isWhitelisted == true)
    }

    @Test func `with nothing left to do, keeping going does nothing`() async throws {
        people.change("ana", Contact.self) { $0.whitelistedSince = .now }
        for keys in [["ghost"], ["ana@example.test", "ana@example.test"], ["ghost", "nobody"]] {
            let error = try await #require(throws: ServiceError.self) {
                try await edits().perform("whitelist", on: keys, keepsGoing: true)
            }
            #expect(error.hint != "--keep-going does the others.")
        }
    }

    @Test func `rows that are not there are named, and the others deleted where it keeps going`() async throws
    {
        let keys = ["ghost", "kim@example.test"]
        await #expect(throws: ServiceError.self) { try await edits(yes: "yes").delete(keys) }
        #expect(contacts.count == 2)
        let result = try await edits(yes: "yes").delete(keys, keepsGoing: true)
        #expect(result.leftOut?.code == .notFound)
        #expect(contacts.map(\.email) == ["ana@example.test"])
    }
}
