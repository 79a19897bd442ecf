import ServiceCore
import TestSupport
import Testing

/// Writes whose answer was lost: read again before anything is told, and never sent twice.
@Suite struct DynLostAnswerTests {
    @Test func `a key that was made is had from the list`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "accounts", DynFixture.accounts, DynFixture.accounts.replacing("0f...", with: "2d..."))
        server.answer("POST", "/rest/json/accounts", .dropped)
        let outcome = try await HostedDriver(dyn: server).act("new-key", .account, "ops@shop.example")
        #expect(outcome.revealed.first?.secret.matches("2d...") == true)
        #expect(server.posted.count == 1)
    }

    @Test func `a key that was not made is unknown, and the hint says what was seen`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/accounts", .dropped)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).act("new-key", .account, "ops@shop.example")
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.contains("does not show it") == true)
        #expect(server.posted.count == 1)
    }

    @Test func `tracking that the list shows is done`() async throws {
        let server = try await ScriptedServer.dyn()
        let done = DynFixture.accounts.replacing(#""tracklinks": 0"#, with: #""tracklinks": 1"#)
        server.data("GET", "accounts", DynFixture.accounts, done)
        server.answer("POST", "/rest/json/accounts", .truncated(DynFixture.good("{}"), after: 12))
        let outcome = try await HostedDriver(dyn: server).act("track-links", .account, "ops@shop.example")
        #expect(outcome.message == "ops@shop.example: links are tracked")
    }

    @Test func `a new account that is listed was most likely made, which is no success`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/accounts", .dropped)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(
                .account, ["username": "ops@shop.example", "password": "p", "company": "S", "phone": "1"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.contains("lists ops@shop.example now") == true)
    }

    @Test func `a new account that is listed with all that ours says was made`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/accounts", .dropped)
        let listed =
            #"{"username": "new@shop.example", "companyname": "S", "phone": "1", "apikey": "7a...", "#
            + #""trackopens": 0, "tracklinks": 0, "trackunsubscribes": 0}"#
        server.data("GET", "accounts", #"{"accounts": [\#(listed)], "emailcap": 50000}"#)
        let outcome = try await HostedDriver(dyn: server).create(
            .account, ["username": "new@shop.example", "password": "p", "company": "S", "phone": "1"])
        #expect(outcome.message == "new@shop.example created")
        #expect(outcome.revealed.first?.secret.matches("7a...") == true)
    }

    @Test func `a toggle that shows late is done then, and can be taken back`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/accounts", .dropped)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).act("track-links", .account, "ops@shop.example")
        }
        let lost = try #require(error?.lost)
        #expect(lost.wished.first?["track_links"] == .flag(true))
        #expect(try await lost.look() == nil)
        server.data(
            "GET", "accounts", DynFixture.accounts.replacing(#""tracklinks": 0"#, with: #""tracklinks": 1"#))
        let outcome = try await lost.look()
        #expect(outcome?.message == "ops@shop.example: links are tracked" && outcome?.reversal != nil)
    }

    @Test func `a deleted row that is gone is deleted`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/accounts/delete", .dropped)
        server.data("GET", "accounts", #"{"accounts": [], "emailcap": 50000}"#)
        #expect(
            try await HostedDriver(dyn: server).delete(.account, "ops@shop.example").message
                == "ops@shop.example deleted")
        server.answer("POST", "/rest/json/senders/delete", .dropped)
        server.answer(
            "GET", "/rest/json/senders/details",
            .json(DynFixture.bad(452, "Missing or Invalid Required Fields"), status: 452))
        #expect(try await HostedDriver(dyn: server).delete(.sender, "a@x.com").message == "a@x.com deleted")
    }

    @Test func `a suppression and its lifting are told by the recipient's status`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/suppressions/activate", .dropped)
        #expect(
            try await HostedDriver(dyn: server).act("allow", .suppression, "u@x.com").message
                == "u@x.com taken off the suppression list")
        server.answer("POST", "/rest/json/suppressions", .dropped)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).create(.suppression, ["address": "u@x.com"])
        }
        #expect(error?.code == .outcomeUnknown)
    }

    @Test(arguments: [(1, "do not repeat it"), (0, "may lag by minutes")])
    func `a lost send is never repeated, and the sent report is read`(_ count: Int, _ words: String)
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/send", .dropped)
        server.data("GET", "reports/sent/count", #"{"count": \#(count)}"#)
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).send(["to": "u@x.com", "subject": "Hello", "text": "Hi"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.contains(words) == true)
        #expect(server.posted.count == 1)
        let asked = try #require(server.asked("GET", "reports/sent/count").first)
        #expect(asked.query["emailaddress"] == "u@x.com")
        #expect(asked.query["starttime"] == "2026-03-01T14:03:22+00:00")
    }
}
