import ServiceCore
import TestSupport
import Testing

/// Dyn's own example of a list holds `username` and `apikey` alone: what it leaves out is unknown, and stays as it is.
@Suite struct DynPartialTests {
    private static let bare = #"{"accounts": [{"username": "ops@shop.example", "apikey": "0f..."}]}"#

    private func board() async throws -> (ScriptedServer, HostedDriver) {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "accounts", Self.bare)
        server.data("POST", "accounts", #"{"username": "ops@shop.example", "apikey": "0f..."}"#)
        return (server, try HostedDriver(dyn: server))
    }

    @Test func `a bare account is neither active nor verified, and tracks nobody knows what`() async throws {
        let (server, board) = try await board()
        defer { withExtendedLifetime(server) {} }
        let row = try #require(try await board.list(.account).first)
        for field in [
            "state", "verified", "admin", "track_opens", "track_links", "track_unsubscribes",
            "bounce_url_active", "emails_sent", "email_cap", "phone", "company", "x_header_1",
        ] {
            #expect(row[field] == .none, "\(field)")
        }
    }

    @Test(arguments: [
        ("track-opens", "trackopens=1"), ("untrack-opens", "trackopens=0"), ("track-links", "tracklinks=1"),
        ("untrack-links", "tracklinks=0"), ("track-unsubscribes", "trackunsubscribes=1"),
        ("untrack-unsubscribes", "trackunsubscribes=0"),
    ])
    func `an unknown flag can be set either way, and nothing else is written`(
        action: String, written: String
    ) async throws {
        let (server, board) = try await board()
        let row = try #require(try await board.list(.account).first)
        let toggle = try #require(try board.operations(.account).actions.first { $0.name == action })
        #expect(toggle.availability(row).isAvailable)
        let outcome = try await board.act(action, .account, "ops@shop.example")
        #expect(server.posted == ["accounts username=ops%40shop.example&\(written)"])
        #expect(outcome.reversal == nil, "what stood there is not known")
        #expect(outcome.finality != nil)
    }

    @Test(arguments: [
        (["phone": "1 603 555 0199"], "phone=1%20603%20555%200199"),
        (["company": "Shop"], "companyname=Shop"),
        (["track_links": "no"], "tracklinks=0"), (["bounce_url_active": "yes"], "bounce_url_active=1"),
    ])
    func `an edit of one field writes that field`(values: [FieldID: String], written: String) async throws {
        let (server, board) = try await board()
        let row = try #require(try await board.list(.account).first)
        let outcome = try await board.edit(row, values)
        #expect(server.posted == ["accounts username=ops%40shop.example&\(written)"])
        #expect(outcome.reversal == nil)
    }

    @Test func `a form shows an unknown flag as unknown, and left so it is not written`() async throws {
        let (server, board) = try await board()
        let row = try #require(try await board.list(.account).first)
        let form = try #require(try await board.operations(.account).update?.form(row))
        #expect(form["track_opens"]?.value == "" && form["bounce_url_active"]?.value == "")
        #expect(form["phone"]?.help.contains("did not tell") == true)
        #expect(try await board.edit(row, [:]).isEdit == false)
        #expect(server.posted.isEmpty)
    }

    @Test func `one header name is written without the three others`() async throws {
        let (server, board) = try await board()
        let row = try #require(try await board.list(.account).first)
        try await board.edit(row, ["x_header_2": "X-Shop"])
        #expect(server.posted == ["accounts/xheaders apikey=0f...&xheader2=X-Shop"])
    }

    @Test func `a sender whose seeding is not told is neither seeded nor not`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "senders", #"{"senders": [{"emailaddress": "a@x.com"}]}"#)
        server.data("GET", "senders/details", #"{"emailaddress": "a@x.com"}"#)
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.list(.sender).first)
        #expect(row["seeding"] == .none)
        for name in ["seed", "unseed"] {
            let action = try #require(try board.operations(.sender).actions.first { $0.name == name })
            #expect(action.availability(row).isAvailable)
        }
        try await board.edit(row, ["dkim_selector": "sel2"])
        #expect(server.posted == ["senders/dkim emailaddress=a%40x.com&dkim=sel2"])
    }

    @Test(arguments: [
        (#""status": "active""#, "active"), (#""status": "inactive""#, "inactive"),
        (#""status": "Blocked""#, "Blocked"), (#""more": 1"#, ""),
    ])
    func `a recipient’s state is Dyn’s own word, or unknown`(member: String, state: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status",
            #"{"emailaddress": "u@x.com", \#(member), "suppressionstatus": "unsuppressed"}"#)
        defer { withExtendedLifetime(server) {} }
        let row = try #require(try await HostedDriver(dyn: server).find(.contact, "u@x.com"))
        #expect(row["state"].plainText == state)
        #expect(row["whitelisted"] == .none && row["hard_bounces"] == .none)
    }

    @Test func `a reason that is none of ours is shown as Dyn says it`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "suppressions", DynFixture.suppressions.replacing("manual", with: "Policy"))
        defer { withExtendedLifetime(server) {} }
        let row = try #require(try await HostedDriver(dyn: server).list(.suppression).first)
        #expect(row["reason"].plainText == "Policy")
    }

    @Test(arguments: ["{}", "[]", #"{"trackopens": 1}"#])
    func `an edit that Dyn took is done, whatever is missing in its answer`(_ data: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("POST", "accounts", data)
        let board = try HostedDriver(dyn: server)
        let outcome = try await board.act("untrack-opens", .account, "ops@shop.example")
        #expect(outcome.rows.map { $0["track_opens"] } == [.flag(false)])
        #expect(server.asked("GET", "accounts").count == 1, "nothing is looked for")
    }
}
