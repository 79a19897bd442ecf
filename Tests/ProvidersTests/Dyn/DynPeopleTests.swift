import ServiceCore
import TestSupport
import Testing

/// Dyn's recipients and suppressions (`Providers/Dyn/WIRE.md` §7).
@Suite struct DynPeopleTests {
    @Test func `people are suppressed and activated by the address behind their names`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        try await board.create(.suppression, ["address": #""Ana, P." <u@x.com>, Bé <v@x.com>"#])
        try await board.create(.contact, ["email": "Bé <v@x.com>"])
        #expect(
            server.posted == [
                "suppressions emailaddress=u%40x.com%2Cv%40x.com",
                "recipients/activate emailaddress=v%40x.com",
            ])
    }

    static let suppressed = #"""
        {"recipients": [{"emailaddress": "q@x.net", "status": "inactive", "suppressionstatus": "suppressed"}]}
        """#

    func contact(_ row: Row?) throws -> Contact { try #require(row?.resource as? Contact) }

    @Test func `a recipient is looked up by its whole address and never listed`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
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
        let contact = try contact(try await HostedDriver(dyn: server).find(.contact, "u@x.com"))
        #expect(contact.email == "u@x.com")
        #expect(contact.recipientStatus == "inactive")
    }

    @Test func `a suppressed recipient has the reason of its entry`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", Self.suppressed)
        server.data(
            "GET", "suppressions", DynFixture.suppressions.replacing("manual", with: "complaint"))
        let board = try HostedDriver(dyn: server)
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
        let contact = try contact(try await HostedDriver(dyn: server).find(.contact, "q@x.net"))
        #expect(contact.suppression == .manual)
        #expect(contact.customFields == ["suppression": word])
    }

    @Test func `several recipients are activated by one call`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await HostedDriver(dyn: server).act("activate", .contact, "u@x.com", "v@x.com")
        #expect(server.posted == ["recipients/activate emailaddress=u%40x.com%2Cv%40x.com"])
        #expect(outcome.message == "2 recipients active")
    }

    /// §7 infers four words; others must not let a wish pass for a bounce.
    @Test(arguments: [
        ("manual", "manual"), ("bounce", "bounce"), ("Hard Bounce", "bounce"), ("complaint", "complaint"),
        ("spam report", "complaint"), ("unsubscribe", "unsubscribe"), ("7", "7"),
    ])
    func `a reason in other words is understood, and kept`(_ word: String, _ reason: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "suppressions", DynFixture.suppressions.replacing("manual", with: word))
        let row = try #require(try await HostedDriver(dyn: server).list(.suppression).first)
        #expect(row["reason"].plainText == reason)
        #expect(word == reason || row["note"].plainText.contains(word))
    }

    @Test func `undo lifts what was new and leaves what was suppressed before`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status",
            #"""
            {"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "unsuppressed"},
              {"emailaddress": "q@x.net", "status": "active", "suppressionstatus": "suppressed"}]}
            """#)
        let outcome = try await HostedDriver(dyn: server).create(
            .suppression, ["address": "u@x.com, q@x.net"])
        _ = try await #require(outcome.reversal).undo()
        #expect(
            server.posted == [
                "suppressions emailaddress=u%40x.com%2Cq%40x.net",
                "suppressions/activate emailaddress=u%40x.com",
            ])
    }

    @Test func `what Dyn cannot take back is confirmed before, and says why it stays`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
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
