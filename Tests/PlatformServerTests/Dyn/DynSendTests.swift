import Foundation
import Platform
import ServiceCore
import Store
import Testing

@testable import PlatformServer

/// `Providers/Dyn/WIRE.md` §8.
@Suite struct DynSendTests {
    private static let message = [
        "from": "\"Shop, Ltd\" <News@shop.example>", "to": "u@x.com", "subject": "Spring",
        "bodytext": "Hello",
    ]

    private let desk: DynDesk

    init() async throws {
        desk = try await DynDesk()
        _ = try await desk.post("rest/json/senders", ["emailaddress": "news@shop.example"])
    }

    private func send(_ more: [String: String] = [:]) async throws -> DynReply {
        try await desk.post("rest/json/send", Self.message.merging(more) { $1 })
    }

    /// The rows of all messages as `address role state reason`.
    private func deliveries() async throws -> [String] {
        try await desk.desk.platform.context.store.read { db in
            try SQLRow.fetchAll(
                db, "SELECT address, role, state, coalesce(reason, '') FROM delivery ORDER BY id"
            ).map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int) \($0[3] as String)" }
        }
    }

    private func stored() async throws -> NSObject? {
        let text = try await desk.desk.platform.context.store.read { db in
            try String.fetchOne(db, "SELECT message FROM submission ORDER BY id DESC LIMIT 1")
        }
        return try text.map { try JSON.object($0) }
    }

    @Test func `a message to one is queued and answered with nothing`() async throws {
        let reply = try await send()
        #expect(reply.status == 200)
        #expect(try reply.data == JSON.object("[]"))
        #expect(try await deliveries() == ["u@x.com 0 1 "])
        let message = try await stored() as? [String: Any]
        // As it was written: who looks the sender up does so by the key.
        #expect(message?["from"] as? String == "News@shop.example")
        #expect(message?["fromName"] as? String == "Shop, Ltd")
        #expect(message?["subject"] as? String == "Spring")
    }

    /// §8: "repeated `to`, `to[]=..&to[]=..`, comma list, or the printed Python list".
    @Test(arguments: [
        "to=a%40x.com&to=b%40x.com", "to%5B%5D=a%40x.com&to[]=b%40x.com", "to=a%40x.com%2C+b%40x.com",
        "to=%5B%27a%40x.com%27%2C+%27b%40x.com%27%5D", "to=%5Bu%27a%40x.com%27%2C+u%22b%40x.com%22%5D",
        "to=%22A%2C+B%22+%3Ca%40x.com%3E%2C+B+%3Cb%40x.com%3E",
        "to=%5B%27%22A%2C+B%22+%3Ca%40x.com%3E%27%2C+%27B+%3Cb%40x.com%3E%27%5D",
    ])
    func `several recipients come in any of the documented forms`(to: String) async throws {
        let key = desk.master.apiKey.reveal()
        let reply = try await desk.post(
            "rest/json/send",
            encoded: "apikey=\(key)&from=news%40shop.example&subject=S&bodyhtml=%3Cp%3EHi&\(to)")
        #expect(reply.status == 200, "\(reply.text)")
        #expect(try await deliveries() == ["a@x.com 0 1 ", "b@x.com 0 1 "])
    }

    @Test func `copies are deliveries of their own`() async throws {
        let reply = try await send([
            "cc": "C <c@x.com>", "bcc": "['d@x.com', 'e@x.com']", "replyto": "R <r@x.com>",
        ])
        #expect(reply.status == 200)
        #expect(
            try await deliveries() == ["u@x.com 0 1 ", "c@x.com 1 1 ", "d@x.com 2 1 ", "e@x.com 2 1 "])
        let message = try await stored() as? [String: Any]
        #expect(message?["replyTo"] as? String == "r@x.com")
    }

    @Test(arguments: [
        (["from": ""], "from"), (["from": "nobody"], "from"), (["from": "a@x.com, b@x.com"], "from"),
        (["to": ""], "to"), (["to": "[]"], "to"), (["to": "Kim"], "to"), (["to": "u@x.com, Kim"], "to"),
        (["to": "\"Kim <u@x.com>"], "to"), (["cc": "nobody"], "cc"), (["bcc": "a b@x.com"], "bcc"),
        (["subject": ""], "subject"), (["subject": "a\r\nBcc: b@x.com"], "subject"),
        (["to": "\"a\r\nBcc: b@x.com\" <u@x.com>"], "to"), (["bodytext": ""], "bodytext"),
        (["replyto": "a@x.com,b@x.com"], "replyto"), (["xheaders": "nonsense"], "xheaders"),
        (["xheaders": "{'Bcc': 'b@x.com'}"], "xheaders"), (["X-A": "a\nBcc: b@x.com"], "X-A"),
        (["messageid": "a\nb"], "messageid"),
    ])
    func `what is missing or wrong is 452, and nothing is queued`(
        more: [String: String], field: String
    ) async throws {
        let reply = try await send(more)
        #expect(reply.status == 452)
        #expect(reply.sentences.count == 1)
        #expect(reply.sentences.first?.hasPrefix(field) == true)
        #expect(try await deliveries().isEmpty)
    }

    @Test func `everything that is missing is told at once`() async throws {
        let reply = try await desk.post("rest/json/send")
        #expect(
            reply.sentences == [
                "from is missing.", "to is missing.", "subject is missing.",
                "bodytext or bodyhtml is missing.",
            ])
    }

    /// §8: "headers given as a dict arrive as `{'X-A': 'b'}`"; names compare without case.
    @Test func `headers of any kind go with the message, each once`() async throws {
        let reply = try await send([
            "xheaders": "{'X-A': 'b', \"x-quote\": \"it's\", 'X-N': 3}", "x-a": "again", "X-Own": "o",
            "inreplyto": "<1@x.com>", "resent-replyto": "r@x.com", "importance": "high",
        ])
        #expect(reply.status == 200, "\(reply.text)")
        let headers = (try await stored() as? [String: Any])?["headers"] as? [[String: String]] ?? []
        #expect(
            headers.map { "\($0["name"] ?? ""): \($0["value"] ?? "")" } == [
                "In-Reply-To: <1@x.com>", "Importance: high", "Resent-Reply-To: r@x.com", "X-A: b",
                "x-quote: it's", "X-N: 3", "X-Own: o",
            ])
    }

    /// §8: "Ours answers 200, does not deliver, and writes a row into `/reports/issues`."
    @Test func `a sender that is not approved is answered 200 and shows in the issues`() async throws {
        let reply = try await send(["from": "other@shop.example"])
        #expect(reply.status == 200)
        #expect(try await deliveries() == ["u@x.com 0 7 sender not approved"])
        let issue = try await desk.get("rest/json/reports/issues").list("issues")[0]
        #expect(issue["emailaddress"] == "u@x.com" as NSObject)
        #expect(issue["sender"] == "other@shop.example" as NSObject)
        #expect(issue["reason"] == "sender not approved" as NSObject)
    }

    /// §8: "Suppressed, bounced and complaining recipients are skipped the same way".
    @Test func `who is suppressed, has bounced or complained is skipped until activated`() async throws {
        _ = try await desk.post("rest/json/suppressions", ["emailaddress": "s@x.com"])
        try await desk.sql(
            """
            INSERT INTO recipient (account, address, status, why, changed_at)
            VALUES (1, 'b@x.com', 'inactive', 'bounce', 0), (1, 'c@x.com', 'inactive', 'complaint', 0)
            """)
        _ = try await send(["to": "s@x.com, b@x.com, c@x.com, never@x.com"])
        #expect(
            try await deliveries() == [
                "s@x.com 0 7 suppressed: manual", "b@x.com 0 7 recipient inactive",
                "c@x.com 0 7 recipient inactive", "never@x.com 0 1 ",
            ])
        #expect(try await desk.get("rest/json/reports/issues/count")["count"] == 3 as NSObject)
        _ = try await desk.post("rest/json/recipients/activate", ["emailaddress": "b@x.com"])
        _ = try await send(["to": "b@x.com"])
        #expect(try await deliveries().last == "b@x.com 0 1 ")
    }

    @Test func `a message that went out shows in the sent ones, by its bare sender`() async throws {
        desk.desk.platform.startEngine()
        let changes = desk.desk.platform.context.store.changes()
        _ = try await send(["to": "u@x.com, v@x.com", "cc": "c@x.com"])
        for await _ in changes {
            guard try await deliveries().contains(where: { $0.hasSuffix(" 1 ") || $0.hasSuffix(" 2 ") })
            else { break }
        }
        let sent = try await desk.get("rest/json/reports/sent").list("sent")
        #expect(
            Set(sent.compactMap { $0["emailaddress"] as? String }) == ["u@x.com", "v@x.com", "c@x.com"])
        #expect(sent.allSatisfy { $0["sender"] == "news@shop.example" as NSObject })
    }
}
