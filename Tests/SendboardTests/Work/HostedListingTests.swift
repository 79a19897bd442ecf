import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

/// Lists of platforms that neither sort nor search: told to the end, and what is not there said.
@Suite struct HostedListingTests {
    let hosted = FakeStore("dmds")
    static let part = "DMDS lists invalid contacts only; others are looked up by address"

    func list(
        _ listing: RowListing, of connections: [Connection], on captured: CapturedConsole
    ) async throws {
        try await listing.run(
            KindAccess(workspace: Workspace(name: "w", connections: connections), kind: .contact),
            captured.console)
    }

    /// The addresses that a CSV list holds, in its order.
    func listed(_ captured: CapturedConsole) -> [String] {
        captured.text.split(separator: "\r\n").dropFirst().map { String($0.split(separator: ",")[1]) }
    }

    static let csv = RowListing(columns: ["email"], format: .csv)

    @Test func `a list that may be kept at hand is sorted, whatever its platform`() async throws {
        hosted.putContacts(["c@a.test", "a@a.test", "b@a.test"])
        let captured = CapturedConsole()
        var listing = Self.csv
        listing.sort = "-email"
        try await list(listing, of: [hosted.hostedConnection(cap: 3, pageLength: 2)], on: captured)
        #expect(listed(captured) == ["c@a.test", "b@a.test", "a@a.test"])
        #expect(captured.complaints.isEmpty)
    }

    @Test(arguments: [nil, "-email"])
    func `a longer one is told to the end, in the platform's order, which is said`(sort: String?) async throws
    {
        let addresses = (0..<1203).map { "p\(10_000 + $0)@a.test" }
        hosted.putContacts(addresses)
        let captured = CapturedConsole()
        var listing = Self.csv
        listing.sort = sort
        try await list(listing, of: [hosted.hostedConnection(cap: 500, pageLength: 100)], on: captured)
        #expect(Set(listed(captured)) == Set(addresses) && listed(captured).count == 1203)
        #expect(
            captured.complaints
                == "dmds has more than 500 contacts: they come in its own order, not by email.\n")
    }

    @Test func `a row beyond what is kept at hand is found`() async throws {
        hosted.putContacts((0..<1203).map { "p\(10_000 + $0)@a.test" })
        for address in ["p10000@a.test", "p10700@a.test", "p11202@a.test"] {
            let captured = CapturedConsole()
            var listing = Self.csv
            (listing.search, listing.limit) = (address, 1)
            try await list(listing, of: [hosted.hostedConnection(cap: 500, pageLength: 100)], on: captured)
            #expect(listed(captured) == [address])
        }
    }

    @Test func `a limit takes the first in order`() async throws {
        hosted.putContacts((0..<1203).map { "p\(10_000 + $0)@a.test" })
        let captured = CapturedConsole()
        var listing = Self.csv
        listing.limit = 7
        try await list(listing, of: [hosted.hostedConnection(cap: 5000, pageLength: 100)], on: captured)
        #expect(listed(captured) == (0..<7).map { "p\(10_000 + $0)@a.test" })
        #expect(captured.complaints.isEmpty)
    }

    @Test(arguments: [OutputFormat.csv, .json, .table])
    func `rows that a platform counts and does not give fail the list, and all others stand in it`(
        format: OutputFormat
    ) async throws {
        hosted.putContacts(["a@a.test", "b@a.test"])
        let captured = CapturedConsole()
        let error = try await #require(throws: ServiceError.self) {
            try await list(
                RowListing(columns: ["email"], format: format),
                of: [hosted.hostedConnection(total: 7312)], on: captured)
        }
        #expect(error.message == "dmds counts 7,312 contacts and does not hand over 7,310 of them.")
        #expect(error.code.exitCode == 1 && error.hint != nil)
        #expect(captured.text.contains("a@a.test") && captured.text.contains("b@a.test"))
        #expect(!captured.text.contains("counts"))
    }

    @Test func `a list that breaks off says where`() async throws {
        hosted.putContacts(["a@a.test", "b@a.test"])
        let whole = hosted.hostedConnection()
        var broken = whole
        broken.resources[.contact]?.operations.list?.gathering?.pages = {
            _, take async throws(ServiceError) in
            let rows = try await whole.resources[.contact]?.operations.list?.page(ListRequest()).items
            _ = try await take(rows ?? [])
            throw ServiceError(.unavailable, "DMDS is busy.")
        }
        let captured = CapturedConsole()
        let error = try await #require(throws: ServiceError.self) {
            try await list(Self.csv, of: [broken], on: captured)
        }
        #expect(error.code == .unavailable)
        #expect(listed(captured) == ["a@a.test", "b@a.test"])
        #expect(captured.complaints == "The contacts of dmds beyond the first 2 are missing.\n")
    }

    @Test(arguments: ["", "kim", "state:invalid"])
    func `what a platform lists of its rows is said, whatever is looked for`(search: String) async throws {
        let captured = CapturedConsole()
        var listing = Self.csv
        listing.search = search
        try await list(listing, of: [hosted.hostedConnection(part: Self.part)], on: captured)
        #expect(captured.complaints == Self.part + ".\n")
        #expect(listed(captured).isEmpty)
    }

    /// A platform that finds one contact and lists none.
    func looking(part: String?) -> Connection {
        hosted.putContacts(["kim@a.test"])
        var connection = hosted.hostedConnection(part: part)
        connection.platform = "DMDS"
        if part == nil {
            connection.resources[.contact]?.operations.list = nil
        } else {
            connection.resources[.contact]?.operations.list?.gathering?.pages = { _, _ in }
        }
        return connection
    }

    @Test(arguments: [part, nil])
    func `a whole address is looked up where it is not listed`(part: String?) async throws {
        for search in ["kim@a.test", "email:kim@a.test", "kim@a.test -state:invalid"] {
            let captured = CapturedConsole()
            var listing = Self.csv
            listing.search = search
            try await list(listing, of: [looking(part: part)], on: captured)
            #expect(listed(captured) == ["kim@a.test"], "\(search)")
            #expect(
                captured.complaints
                    == "\(part ?? "DMDS lists no contacts; they are looked up by address").\n")
        }
    }

    @Test func `what is listed and found comes once`() async throws {
        hosted.putContacts(["kim@a.test"])
        let captured = CapturedConsole()
        var listing = Self.csv
        listing.search = "kim@a.test"
        try await list(listing, of: [hosted.hostedConnection(part: Self.part)], on: captured)
        #expect(listed(captured) == ["kim@a.test"])
    }
}
