import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/Dyn/WIRE.md` §1 to §3.
@Suite struct DynEnvelopeTests {
    /// Every path of the specification, with its method.
    static let calls = [
        "GET accounts", "POST accounts", "POST accounts/delete", "GET accounts/xheaders",
        "POST accounts/xheaders", "GET senders", "POST senders", "GET senders/details", "GET senders/status",
        "POST senders/dkim", "POST senders/delete", "GET recipients/status", "POST recipients/activate",
        "GET suppressions", "GET suppressions/count", "POST suppressions", "POST suppressions/activate",
        "POST send", "GET reports/sent", "GET reports/sent/count", "GET reports/delivered",
        "GET reports/delivered/count", "GET reports/bounces", "GET reports/bounces/count",
        "GET reports/complaints", "GET reports/complaints/count", "GET reports/issues",
        "GET reports/issues/count", "GET reports/opens", "GET reports/opens/count",
        "GET reports/opens/unique", "GET reports/opens/count/unique", "GET reports/clicks",
        "GET reports/clicks/count", "GET reports/clicks/unique", "GET reports/clicks/count/unique",
    ]

    /// One platform for all paths, of which there are many.
    @Test(arguments: [[], [("apikey", "")], [("apikey", "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f")]])
    func `a key that is missing or nobody's is 451 before anything else`(
        key: [(String, String)]
    ) async throws {
        let desk = try await DynDesk()
        for call in Self.calls + ["GET nothing", "PUT accounts", "GET ", "POST reports/sent"] {
            let parts = call.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            let reply = try await desk.ask(
                parts[0], "rest/json/\(parts[1])", query: key, body: DynDesk.encoded(key))
            #expect(reply.http == 451 && reply.status == 451, "\(call)")
            #expect(reply.message == "Missing or Invalid API Key")
            #expect(try reply.data == JSON.object("[]"))
        }
    }

    @Test(arguments: ["", "/"])
    func `every documented path is one that there is, with a slash behind it too`(end: String) async throws {
        let desk = try await DynDesk()
        let key = [("apikey", desk.master.apiKey.reveal())]
        for call in Self.calls {
            let parts = call.split(separator: " ").map(String.init)
            let reply = try await desk.ask(
                parts[0], "rest/json/\(parts[1])\(end)", query: key, body: DynDesk.encoded(key))
            #expect(reply.status == 200 || reply.status == 452, "\(call): \(reply.text)")
        }
    }

    @Test(arguments: [
        "GET rest/json/nothing", "GET rest/json", "POST rest/json/reports/sent", "DELETE rest/json/senders",
        "GET rest/json/Accounts", "GET rest/json/reports/sent/unique", "GET rest/json/send",
    ])
    func `any other path is 404 for who has a key`(call: String) async throws {
        let desk = try await DynDesk()
        let parts = call.split(separator: " ").map(String.init)
        let key = [("apikey", desk.master.apiKey.reveal())]
        let reply = try await desk.ask(parts[0], parts[1], query: key, body: DynDesk.encoded(key))
        #expect(reply.http == 404 && reply.status == 404 && reply.message == "Not Found")
    }

    @Test(arguments: ["rest/xml/accounts", "rest/html/accounts", "rest", "rest/JSON/accounts"])
    func `the formats that are not served are 404 in the same shape`(path: String) async throws {
        let desk = try await DynDesk()
        let reply = try await desk.get(path)
        #expect(reply.http == 404 && reply.status == 404 && reply.message == "Not Found")
        #expect(desk.dialect.serves(path.split(separator: "/").map(String.init)))
        #expect(!desk.dialect.serves(["v1"]))
    }

    /// §1: "The client sends every GET with … the body `{}`."
    @Test func `the body of a GET says nothing, and neither does the query of a POST`() async throws {
        let desk = try await DynDesk()
        let key = [("apikey", desk.master.apiKey.reveal())]
        #expect(try await desk.ask("GET", "rest/json/senders", query: key, body: "{}").status == 200)
        #expect(
            try await desk.ask("GET", "rest/json/senders", body: DynDesk.encoded(key)).status == 451)
        #expect(try await desk.ask("POST", "rest/json/accounts", query: key).status == 451)
    }

    /// §1: report calls carry `_ignore` and `report`, each a printed Python value.
    @Test func `unknown parameters are passed over`() async throws {
        let desk = try await DynDesk()
        let reply = try await desk.get(
            "rest/json/reports/sent/count/",
            [
                "_ignore": "('_ignore', '_count', 'startindex', 'uri')",
                "report": "[{'emailaddress': 'a@x.com'}]", "uri": "/reports/sent",
            ])
        #expect(reply.status == 200)
        #expect(try reply.data == JSON.object(#"{"count": 0}"#))
    }

    @Test func `a good answer has the documented envelope`() async throws {
        let desk = try await DynDesk()
        let reply = try await desk.get("rest/json/reports/sent/count")
        #expect(reply.http == 200)
        #expect(
            try JSON.object(reply.text)
                == JSON.object(#"{"response": {"status": 200, "message": "OK", "data": {"count": 0}}}"#))
    }

    @Test func `a failure inside tells nothing of itself`() async throws {
        let desk = try await DynDesk()
        try await desk.sql("DROP TABLE simulated_answer")
        try await desk.sql("ALTER TABLE suppression RENAME TO gone")
        let reply = try await desk.get("rest/json/suppressions")
        #expect(reply.http == 503 && reply.status == 503 && reply.message == "Service Unavailable")
        #expect(try reply.data == JSON.object("[]"))
        #expect(!reply.text.contains("suppression"))
    }

    @Test func `a request that could not be read is refused in the same shape`() async throws {
        let desk = try await DynDesk()
        #expect(try DynReply(desk.dialect.refusal(.tooLarge)).status == 452)
        #expect(try DynReply(desk.dialect.refusal(.tooSlow)).status == 503)
    }

    @Test func `a disabled account's key is nobody's`() async throws {
        let desk = try await DynDesk()
        let sub = try await desk.account("sub@shop.example")
        #expect(try await desk.get("rest/json/senders", as: sub).status == 200)
        try await desk.sql("UPDATE account SET is_active = 0 WHERE username = 'sub@shop.example'")
        #expect(try await desk.get("rest/json/senders", as: sub).status == 451)
    }
}
