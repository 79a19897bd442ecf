import ServiceCore
import TestSupport
import Testing

/// Dyn's recipients and suppressions (`Providers/Dyn/WIRE.md` §7).
@Suite struct DynPeopleTests {
    @Test func `people are suppressed and activated by the address behind their names`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try DynBoard(server)
        try await board.create(.suppression, ["address": #""Ana, P." <u@x.com>, Bé <v@x.com>"#])
        try await board.create(.contact, ["email": "Bé <v@x.com>"])
        #expect(
            server.posted == [
                "suppressions emailaddress=u%40x.com%2Cv%40x.com",
                "recipients/activate emailaddress=v%40x.com",
            ])
    }

    private static let suppressed = #"""
        {"recipients": [{"emailaddress": "q@x.net", "status": "inactive", "suppressionstatus": "suppressed"}]}
        """#

    private func contact(_ row: Row?) throws -> Contact { try #require(row?.resource as? Contact) }

    @Test func `a recipient is looked up by its whole address and never listed`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try DynBoard(server)
        #expect(try board.operations(.contact).list == nil)
        let contact = try contact(try await board.find(.contact, " u@x.com "))
        #expect(contact.recipientStatus == "active")
        #expect(contact.suppression == nil)
        #expect(server.requests.map(\.path) == ["/rest/json/recipients/status"])
        #expect(server.requests.first?.query["emailaddress"] == "u@x.com")
        #expect(try await board.find(.contact, "u@") == nil)
    }

    @Test func `the answer that the client expects, without a list, is read too`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status", #"{"status": "inactive", "suppressionstatus": "unsuppressed"}"#)
        let contact = try contact(try await DynBoard(server).find(.contact, "u@x.com"))
        #expect(contact.email == "u@x.com")
        #expect(contact.recipientStatus == "inactive")
    }

    @Test func `a suppressed recipient has the reason of its entry`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", Self.suppressed)
        server.data(
            "GET", "suppressions", DynFixture.suppressions.replacing("manual", with: "complaint"))
        let board = try DynBoard(server)
        let row = try #require(try await board.find(.contact, "q@x.net"))
        #expect(try contact(row).suppression == .complaint)
        let allow = try #require(try board.operations(.contact).actions.first { $0.name == "allow" })
        #expect(allow.confirmation(row) == .name("q@x.net"))
        #expect(try await allow.form?(row).fields.map(\.id) == ["reason"])
        let error = await #expect(throws: ServiceError.self) {
            try await board.act("allow", .contact, "q@x.net", values: ["reason": " "])
        }
        #expect(error?.field == "reason")
        #expect(server.posted.isEmpty)
    }

    @Test(arguments: ["pending addition", "pending removal"])
    func `a suppression on its way counts, and its word is shown`(_ word: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status", Self.suppressed.replacing(#""suppressed""#, with: #""\#(word)""#))
        let contact = try contact(try await DynBoard(server).find(.contact, "q@x.net"))
        #expect(contact.suppression == .manual)
        #expect(contact.customFields == ["suppression": word])
    }

    @Test func `several recipients are activated by one call`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await DynBoard(server).act("activate", .contact, "u@x.com", "v@x.com")
        #expect(server.posted == ["recipients/activate emailaddress=u%40x.com%2Cv%40x.com"])
        #expect(outcome.message == "2 recipients active")
    }

    @Test func `suppressions are read for all time, a day ahead of now`() async throws {
        let server = try await ScriptedServer.dyn()
        let row = try #require(try await DynBoard(server).list(.suppression).first)
        let entry = try #require(row.resource as? Suppression)
        #expect(entry.address == "q@x.net")
        #expect(entry.reason == .manual)
        #expect(entry.created == DateReading.instant("2026-03-01T12:00:05Z"))
        #expect(entry.note == "number 17")
        let query = try #require(server.requests.first?.query)
        #expect(query.names == ["apikey", "startdate", "enddate", "startindex"])
        #expect(query["startdate"] == "2000-01-01T00:00:00+00:00")
        #expect(query["enddate"] == "2026-03-02T14:03:22+00:00")
    }

    @Test func `dates of the filter narrow what Dyn is asked for and what it counts`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try DynBoard(server)
        #expect(try await board.list(.suppression, "after:2026-03-01 before:2026-03-02").count == 1)
        #expect(try await board.count(.suppression, "after:2026-03-01 before:2026-03-02") == 1)
        for request in server.requests {
            #expect(request.query["startdate"] == "2026-03-01T00:00:00+00:00")
            #expect(request.query["enddate"] == "2026-03-02T00:00:00+00:00")
        }
        #expect(try await board.count(.suppression, "reason:bounce") == 0)
        #expect(server.asked("GET", "suppressions/count").count == 1)
    }

    /// §7 infers four words; others must not let a wish pass for a bounce.
    @Test(arguments: [
        ("manual", "manual"), ("bounce", "bounce"), ("Hard Bounce", "bounce"), ("complaint", "complaint"),
        ("spam report", "complaint"), ("unsubscribe", "unsubscribe"), ("7", "7"),
    ])
    func `a reason in other words is understood, and kept`(_ word: String, _ reason: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "suppressions", DynFixture.suppressions.replacing("manual", with: word))
        let row = try #require(try await DynBoard(server).list(.suppression).first)
        #expect(row["reason"].plainText == reason)
        #expect(word == reason || row["note"].plainText.contains(word))
    }

    @Test func `500 a page, step by 500`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/suppressions") { request in
            let start = Int(request.query["startindex"] ?? "") ?? -1
            let items = (start..<min(start + 500, 700)).map {
                #"{"emailaddress": "u\#($0)@x.com", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "bounce"}"#
            }
            return .json(DynFixture.good(#"{"suppressions": [\#(items.joined(separator: ","))]}"#))
        }
        let board = try DynBoard(server)
        #expect(try await board.list(.suppression).count == 700)
        #expect(server.requests.map { $0.query["startindex"] } == ["0", "500"])
        #expect(try await board.find(.suppression, "U3@x.com") != nil)
        #expect(server.requests.count == 3)
    }

    @Test func `paging ends at the cap`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/suppressions") { request in
            let start = Int(request.query["startindex"] ?? "") ?? 0
            let items = (start..<start + 500).map {
                #"{"emailaddress": "u\#($0)@x.com", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "bounce"}"#
            }
            return .json(DynFixture.good(#"{"suppressions": [\#(items.joined(separator: ","))]}"#))
        }
        #expect(try await DynBoard(server).list(.suppression, limit: 9999).count == 5000)
        #expect(server.requests.count == 10)
    }

    @Test func `undo lifts what was new and leaves what was suppressed before`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status",
            #"""
            {"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"},
              {"emailaddress": "q@x.net", "status": "active", "suppressionstatus": "suppressed"}]}
            """#)
        let outcome = try await DynBoard(server).create(.suppression, ["address": "u@x.com, q@x.net"])
        _ = try await #require(outcome.reversal).undo()
        #expect(
            server.posted == [
                "suppressions emailaddress=u%40x.com%2Cq%40x.net",
                "suppressions/activate emailaddress=u%40x.com",
            ])
    }

    /// A status without `suppressionstatus`, beside a list with this address, or none.
    @Test(arguments: [("q@x.net", true, false), ("u@x.com", true, true), ("u@x.com", false, false)])
    func `what the status does not tell of a suppression the list does`(
        _ address: String, _ isListed: Bool, _ hasUndo: Bool
    ) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", #"{"recipients": [{"status": "active"}]}"#)
        if !isListed { server.answer("GET", "/rest/json/suppressions", .status(404)) }
        let outcome = try await DynBoard(server).create(.suppression, ["address": address])
        #expect((outcome.reversal != nil) == hasUndo)
        #expect(outcome.isEdit == (address == "u@x.com"))
        #expect(server.posted.count == 1)
    }

    @Test func `an entry that nobody can read suppresses nobody, and its reason is not told`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "suppressions", #"{"suppressions": [{"emailaddress": "q@x.net"}, null]}"#)
        let rows = try await DynBoard(server).list(.suppression)
        #expect(rows.map { $0["state"].plainText }.sorted() == ["", "suppressed"])
        #expect(rows.allSatisfy { $0["reason"] == .none && $0["note"].plainText.isEmpty })
        #expect(rows.allSatisfy { $0.schema["reason"].map($0.isUntold) == true })
    }

    @Test func `what Dyn cannot take back is confirmed before, and says why it stays`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try DynBoard(server)
        let row = try #require(try await board.list(.suppression).first)
        let allow = try #require(try board.operations(.suppression).actions.first { $0.name == "allow" })
        #expect(allow.effect == .irreversible && allow.confirmation(of: [row]) == .yesNo)
        let lifted = try await board.act("allow", .suppression, "q@x.net")
        #expect(lifted.reversal == nil && lifted.message == "q@x.net taken off the suppression list")
        #expect(lifted.finality == "Dyn keeps neither the time nor the reason of an entry")
        let person = try #require(try await board.find(.contact, "u@x.com"))
        let activate = try #require(try board.operations(.contact).actions.first { $0.name == "activate" })
        #expect(activate.confirmation(of: [person]) == .yesNo)
        #expect(try await board.act("activate", .contact, "u@x.com").finality != nil)
    }
}
