import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import sendboard

/// Rows as a table.
extension RowListingTests {
    @Test func `a table is aligned and cuts nothing off in a pipe`() async throws {
        people.change("kim", Contact.self) { $0.firstName = "日本" }
        let text = try await list(RowListing(sort: "-email", columns: ["email", "name", "age"]))
        #expect(
            text == """
                E-MAIL             NAME  AGE
                kim@example.test   日本    –
                ana@example.test           –
                =cmd@example.test          –

                """)
    }

    @Test func `a table of several connections is aligned over all of them`() async throws {
        let others = FakeStore("dyn")
        others.putContacts(["a-much-longer-name@example.test"])
        let connections = [people.connection(), others.hostedConnection()]
        let access = KindAccess(workspace: Workspace(name: "w", connections: connections), kind: .contact)
        let captured = CapturedConsole()
        try await RowListing(search: "-cmd", columns: ["email", "age"]).run(access, captured.console)
        #expect(
            captured.text == """
                E-MAIL                           AGE  PLATFORM
                a-much-longer-name@example.test    –  dyn
                ana@example.test                   –  fake
                kim@example.test                   –  fake

                """)
    }

    @Test func `a text of megabytes shows its size and its start`() async throws {
        let name = "Kim" + String(repeating: "x", count: 10_000_000)
        people.change("kim", Contact.self) { $0.firstName = name }
        let text = try await list(RowListing(search: "email:kim", columns: ["email", "name"]))
        #expect(text.contains("10 MB: Kimxxx"))
        #expect(text.utf8.count < 1000)
    }

    @Test func `a table shows and reads times in one zone, and says it once`() async throws {
        var listing = RowListing(
            search: "created:>=2026-03-01T13:00:01", sort: "-email", columns: ["email", "created"])
        listing.zone = try #require(WallZone(named: "Europe/Madrid"))
        let text = try await list(listing)
        #expect(
            text == """
                E-MAIL             CREATED  (times in Europe/Madrid)
                ana@example.test   2026-03-01 13:00:01
                =cmd@example.test  2026-03-01 13:00:02

                """)
        let narrow = CapturedConsole(isTerminal: true, columns: 45)
        #expect(try await list(listing, on: narrow).hasPrefix("(times in Europe/Madrid)\nE-MAIL"))
    }

    @Test func `on a terminal a table fits and nothing steers`() async throws {
        people.change("kim", Contact.self) { $0.firstName = "\u{1B}[31mred\u{202E}" }
        let captured = CapturedConsole(isTerminal: true, columns: 30)
        let text = try await list(
            RowListing(limit: 1, sort: "-email", columns: ["email", "name"]), on: captured)
        #expect(text == "E-MAIL            NAME\nkim@example.test  ␛[31mred◌\n")
    }

    @Test func `a first connection without rows takes nobody's heads away`() async throws {
        let workspace = Workspace(
            name: "w", connections: [FakeStore("empty").connection(), people.connection()])
        let captured = CapturedConsole()
        try await RowListing(search: "kim", columns: ["email"]).run(
            KindAccess(workspace: workspace, kind: .contact), captured.console)
        #expect(captured.text == "E-MAIL            PLATFORM\nkim@example.test  fake\n")
    }

    @Test(arguments: [(3, "3"), (2.5, "2.5"), (.infinity, "inf"), (1e300, "1e+300")])
    func `a number is written whatever its size`(number: Double, text: String) {
        #expect(TableRowWriter.cell(.number(number), .utc).text == text)
    }
}
