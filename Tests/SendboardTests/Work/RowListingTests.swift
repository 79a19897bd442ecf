import Foundation
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import sendboard

@Suite struct RowListingTests {
    let people = FakeStore()

    init() {
        people.putContacts(["kim@example.test", "ana@example.test", "=cmd@example.test"])
        for (index, name) in ["kim", "ana", "=cmd"].enumerated() {
            people.change(name, Contact.self) {
                $0.created = Date(timeIntervalSince1970: 1_772_366_400 + Double(index))
            }
        }
    }

    var access: KindAccess {
        KindAccess(workspace: Workspace(name: "w", connections: [people.connection()]), kind: .contact)
    }

    func list(_ listing: RowListing, on captured: CapturedConsole = CapturedConsole()) async throws
        -> String
    {
        try await listing.run(access, captured.console)
        return captured.text
    }

    @Test func `JSON is an array of objects with id first`() async throws {
        let text = try await list(
            RowListing(columns: ["email", "whitelisted", "groups", "age", "created"], format: .json))
        #expect(
            text == """
                [
                {"id":"=cmd","connection":"fake","email":"=cmd@example.test","whitelisted":false,"groups":[],\
                "age":null,"created":"2026-03-01T12:00:02Z"},
                {"id":"ana","connection":"fake","email":"ana@example.test","whitelisted":false,"groups":[],\
                "age":null,"created":"2026-03-01T12:00:01Z"},
                {"id":"kim","connection":"fake","email":"kim@example.test","whitelisted":false,"groups":[],\
                "age":null,"created":"2026-03-01T12:00:00Z"}
                ]

                """)
    }

    @Test func `nothing is an empty array`() async throws {
        #expect(try await list(RowListing(search: "nobody", format: .json)) == "[]\n")
    }

    @Test func `CSV disarms formulas`() async throws {
        let text = try await list(RowListing(limit: 1, columns: ["email", "name"], format: .csv))
        #expect(text == "id,email,name\r\n'=cmd,'=cmd@example.test,\r\n")
    }

    @Test func `whole rows name their connection as CSV and as JSON`() async throws {
        let lines = try await list(RowListing(limit: 1, format: .csv)).split(separator: "\r\n")
        #expect(
            lines[0].hasPrefix("id,connection,email,") && lines[1].hasPrefix("'=cmd,fake,'=cmd@example.test,")
        )
        let asked = RowListing(limit: 1, columns: ["connection", "email"], format: .csv)
        #expect(try await list(asked) == "id,connection,email\r\n'=cmd,fake,'=cmd@example.test\r\n")
    }

    @Test(arguments: [
        (OutputFormat.csv, "id\r\n'=cmd\r\n"), (.table, "ID\n=cmd\n"),
        (.json, "[\n{\"id\":\"=cmd\",\"connection\":\"fake\"}\n]\n"),
    ])
    func `the id is a column that can be asked for`(format: OutputFormat, text: String) async throws {
        #expect(try await list(RowListing(limit: 1, columns: ["id"], format: format)) == text)
    }

    @Test func `a row of which part cannot be read is marked, and says why last in its JSON`() async throws {
        people.change("kim", Contact.self) { $0.oddity = "age is no whole number" }
        let table = try await list(RowListing(search: "-cmd", columns: ["email"]))
        #expect(table == "E-MAIL\nana@example.test\n! kim@example.test\n")
        let json = try await list(RowListing(search: "kim", columns: ["email"], format: .json))
        #expect(json.contains(#""email":"kim@example.test","not_readable":"age is no whole number"}"#))
    }

    @Test func `what nobody knows is said in the list of a command, too`() async throws {
        let hosted = people.hostedConnection().audited(by: KeptTrail(), who: "ana@console") {
            Date(timeIntervalSince1970: 1_772_366_400)
        }
        let kim = try #require(try await hosted.resources[.contact]?.operations.find?("kim"))
        var wished = try #require(people.row("kim", Contact.self))
        wished.isMarkedWhitelisted = true
        people.fail(
            "contact.whitelist",
            ServiceError(
                .outcomeUnknown, "The answer was lost.",
                lost: LostEdit([kim.id], wished: [Row(wished)]) { nil }
            ))
        let whitelist = try #require(hosted.resources[.contact]?.action("whitelist"))
        await #expect(throws: ServiceError.self) { try await whitelist.perform([kim.id], FormValues()) }
        let access = KindAccess(workspace: Workspace(name: "w", connections: [hosted]), kind: .contact)
        for (columns, text) in [
            (["email", "whitelisted"], "kim@example.test  unknown"), (["email"], "? kim@example.test"),
        ] {
            let captured = CapturedConsole()
            try await RowListing(search: "kim", columns: columns).run(access, captured.console)
            #expect(captured.text.contains(text), "\(captured.text)")
        }
    }

    @Test func `what another command made, and the platform does not list yet, is said beside the list`()
        async throws
    {
        var hosted = people.hostedConnection()
        hosted.unlisted = { $0 == .contact ? ["new@example.test was made just now."] : [] }
        let access = KindAccess(workspace: Workspace(name: "w", connections: [hosted]), kind: .contact)
        let captured = CapturedConsole()
        try await RowListing(columns: ["email"]).run(access, captured.console)
        #expect(captured.complaints == "new@example.test was made just now.\n")
        let narrowed = CapturedConsole()
        try await RowListing(search: "kim", columns: ["email"]).run(access, narrowed.console)
        #expect(narrowed.complaints.isEmpty, "of a part of the list nobody can say what it lacks")
    }

    @Test func `JSON and CSV stay in UTC`() async throws {
        var listing = RowListing(limit: 1, columns: ["created"], format: .csv)
        listing.zone = WallZone(secondsAhead: 3600)
        #expect(try await list(listing) == "id,created\r\n'=cmd,2026-03-01T12:00:02Z\r\n")
    }

    @Test func `a search and a limit narrow the rows`() async throws {
        let text = try await list(
            RowListing(search: "email:example -ana", limit: 1, columns: ["email"], format: .csv))
        #expect(text == "id,email\r\n'=cmd,'=cmd@example.test\r\n")
    }

    @Test(arguments: [
        (RowListing(sort: "emial"), "Did you mean email?"),
        (RowListing(columns: ["agee"]), "Did you mean age?"),
        (RowListing(search: "emial:x"), "Did you mean email:?"),
    ])
    func `an unknown field is told with the nearest`(listing: RowListing, hint: String) async throws {
        let error = try await #require(throws: ServiceError.self) { try await list(listing) }
        #expect(error.code == .invalid)
        #expect(error.hint == hint)
    }

    @Test(arguments: [
        (nil, nil, ["ana", "bo", "kim"]), ("-email", nil, ["kim", "bo", "ana"]), (nil, 2, ["ana", "bo"]),
    ])
    func `rows of several connections are one list, each with its platform`(
        sort: String?, limit: Int?, names: [String]
    ) async throws {
        let others = FakeStore("other")
        others.putContacts(["bo@example.test"])
        let workspace = Workspace(name: "w", connections: [people.connection(), others.hostedConnection()])
        let captured = CapturedConsole()
        try await RowListing(search: "-cmd", limit: limit, sort: sort, columns: ["email"]).run(
            KindAccess(workspace: workspace, kind: .contact), captured.console)
        let rows = names.map { ["\($0)@example.test", $0 == "bo" ? "other" : "fake"] }
        #expect(
            captured.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
                == [["E-MAIL", "PLATFORM"]] + rows)
        #expect(captured.complaints.isEmpty)
    }

    @Test func `every page is written, in order and once`() async throws {
        let many = FakeStore()
        many.putContacts((0..<1203).map { "p\(10_000 + $0)@example.test" })
        let captured = CapturedConsole()
        let workspace = Workspace(name: "w", connections: [many.connection()])
        try await RowListing(columns: ["email"], format: .csv).run(
            KindAccess(workspace: workspace, kind: .contact), captured.console)
        let lines = captured.text.split(separator: "\r\n").dropFirst()
        #expect(lines.count == 1203)
        #expect(Array(lines) == lines.sorted { $0.drop { $0 != "," } < $1.drop { $0 != "," } })
    }

    @Test func `a reader that goes away ends the list quietly`() async throws {
        let output = Output { _ in 32 }
        let console = Console(
            output: output, errors: Output { _ in 0 }, environment: [:], home: "/", who: "kim",
            now: CapturedConsole().console.now)
        await #expect(throws: Output.readerGone) { try await RowListing().run(access, console) }
    }
}
