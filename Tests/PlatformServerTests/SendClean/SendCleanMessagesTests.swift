import Foundation
import Mail
import ServiceCore
import Testing

@testable import Platform
@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §8
@Suite struct SendCleanMessagesTests {
    typealias Answer = SendCleanDesk.Answer
    static let queued = Answer.success(
        #"{"message":"message have been Queued ...","status":"success"}"#)
    static let templateQueued = Answer.success(
        #"{"message":"250 Message Queued...","status":"success"}"#)

    func send(_ desk: SendCleanDesk, _ user: String, _ message: String) async -> Answer {
        await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)", "message": {\#(message)}"#)
    }

    /// What `getMessageInfo` tells of a message: addresses and the common fields.
    func info(_ desk: SendCleanDesk, _ id: String) async -> [[String: Any]] {
        await desk.call("messages/getMessageInfo", #""x_unique_id": "\#(id)""#).list("message_data")
    }

    @Test func `a whole message is queued for each of its recipients`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let answer = await send(
            desk, user,
            #"""
            "html": "<p>Hello</p><img src=\"cid:logo\">", "text": "Hello", "subject": "Grüße",
            "from_email": "shop@shop.example", "from_name": "The Shop",
            "to": [{"email": "Kim@Example.test", "name": "Kim"}, {"email": "bo@example.test", "type": "cc"},
                   {"email": "cy@example.test", "name": null, "type": "bcc"}],
            "headers": {"Reply-To": "Help <help@shop.example>", "X-Unique-Id": "m-1", "X-STes-TrackOpen": "yes",
                        "X-STes-TrackClick": "both", "X-Order": 7},
            "attachments": [{"type": "text/plain", "name": "a.txt", "content": "SGVsbG8="}],
            "images": [{"type": "image/png", "name": "logo", "content": "iVBORw0K\r\nGgo="}]
            """#)
        #expect(answer == Self.queued)
        let items = await info(desk, "m-1")
        #expect(
            items.compactMap { $0["email"] as? String } == [
                "Kim@Example.test", "bo@example.test", "cy@example.test",
            ])
        #expect(items.allSatisfy { $0["subject"] as? String == "Grüße" && $0["status"] as? String == "send" })
        #expect(
            items.allSatisfy {
                $0["sender"] as? String == "shop@shop.example" && $0["attchSize"] as? Int == 13
            })
    }

    @Test func `a message needs no more than a body and a recipient`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        #expect(
            await send(
                desk, user,
                #""text": "Hi", "to": [{"email": "kim@example.test"}], "headers": {"x-unique-id": "m-2"}"#)
                == Self.queued)
        let item = try #require(await info(desk, "m-2").first)
        #expect(item["sender"] as? String == "ops@shop.example")
    }

    @Test func `a text may be made into HTML, and orders are no headers`() throws {
        let message = try SendCleanParameters(
            json: Array(
                #"{"headers": {"x-stes-autohtml": "Yes", "X-STes-SigningDomain": "shop.example"}}"#.utf8))
        let headers = try SendCleanHeaders(message)
        #expect(headers.makesHTML && headers.others.isEmpty)
        #expect(SendCleanMail.html(of: "1 < 2\n& more\r\n") == "<p>1 &lt; 2<br>\n&amp; more<br>\n</p>")
    }

    /// §8: `X-STes-Autotext`
    @Test(arguments: [("", true), (#""X-STes-Autotext": "yes""#, true), (#""x-stes-autotext": "no""#, false)])
    func `a text is made of the HTML unless the caller says no`(headers: String, isMade: Bool) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let sent = await send(
            desk, user,
            #""html": "<p>Hi</p>", "to": [{"email": "kim@example.test"}], "headers": {\#(headers)}"#)
        #expect(sent.status == 200)
        let store = desk.desk.platform.context.store
        let composer = try await store.read { db in
            try MailSourceQueries(db: db).source(1).map { MailComposer($0, store.vault) }
        }
        let addressee = MailAddressee(
            delivery: 1, submission: 1, mailbox: Mailbox("kim@example.test"), values: [:])
        let mail = try #require(composer?.write(to: addressee, messageID: "<1@shop.example>"))
        let text = String(decoding: mail.bytes, as: UTF8.self)
        #expect(text.contains("Content-Type: text/html"))
        #expect(text.contains("Content-Type: text/plain") == isMade)
    }

    @Test(arguments: ["\\r\\nBcc: evil@example.test", "\\n x", "\\u0000"])
    func `nothing that stands in a header can break its line`(forged: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let valid = #""text": "x", "to": [{"email": "kim@example.test"}]"#
        for message in [
            #"\#(valid), "subject": "a\#(forged)b""#, #"\#(valid), "from_name": "a\#(forged)b""#,
            #"\#(valid), "from_email": "a\#(forged)@shop.example""#,
            #"\#(valid), "headers": {"X-Order": "a\#(forged)b"}"#,
            #"\#(valid), "headers": {"X-O\#(forged)b": "a"}"#,
            #""text": "x", "to": [{"email": "kim@example.test", "name": "a\#(forged)b"}]"#,
            #"\#(valid), "attachments": [{"name": "a\#(forged)b", "content": "eA=="}]"#,
            #"\#(valid), "attachments": [{"name": "a", "type": "text/plain\#(forged)b", "content": "eA=="}]"#,
        ] {
            let answer = await send(desk, user, message)
            #expect(answer.status == 400 && answer.json["type"] as? String == "ValidationError", "\(message)")
        }
    }
}
