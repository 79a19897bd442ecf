import Foundation
import Mail
import ServiceCore
import Testing

@testable import Platform
@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §8
@Suite struct SendCleanMessagesTests {
    private typealias Answer = SendCleanDesk.Answer
    private static let queued = Answer.success(
        #"{"message":"message have been Queued ...","status":"success"}"#)
    private static let templateQueued = Answer.success(
        #"{"message":"250 Message Queued...","status":"success"}"#)

    private func send(_ desk: SendCleanDesk, _ user: String, _ message: String) async -> Answer {
        await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)", "message": {\#(message)}"#)
    }

    /// What `getMessageInfo` tells of a message: addresses and the common fields.
    private func info(_ desk: SendCleanDesk, _ id: String) async -> [[String: Any]] {
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

    @Test(arguments: [
        ("", "to is required"), (#""text": "x", "to": []"#, "to is required"),
        (#""text": "x", "to": "kim@example.test""#, "to must be a list of objects"),
        (#""text": "x", "to": ["kim@example.test"]"#, "to must be a list of objects"),
        (#""text": "x", "to": [{"name": "Kim"}]"#, "to[0].email is required"),
        (#""text": "x", "to": [{"email": "kim"}]"#, "to[0].email “kim” is no e-mail address"),
        (
            #""text": "x", "to": [{"email": "a@b.example"}, {"email": "kim@@b.example"}]"#,
            "to[1].email “kim@@b.example” is no e-mail address"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example", "type": "from"}]"#,
            "to[0].type must be to or cc or bcc"
        ),
        (#""to": [{"email": "a@b.example"}]"#, "html or text is required"),
        (#""html": " ", "text": "", "to": [{"email": "a@b.example"}]"#, "html or text is required"),
        (
            #""text": "x", "from_email": "shop", "to": [{"email": "a@b.example"}]"#,
            "from_email “shop” is no e-mail address"
        ),
        (#""text": {}, "to": [{"email": "a@b.example"}]"#, "text must be a text"),
        (#""text": "x", "to": [{"email": "a@b.example"}], "headers": ["X"]"#, "headers must be an object"),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "attachments": [{"name": "a", "content": "%%%"}]"#,
            "attachments[0].content is no Base64"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "attachments": [{"name": "a"}]"#,
            "attachments[0].content is required"
        ),
        (
            #""text": "x", "to": [{"email": "a@b.example"}], "images": [{"name": "a", "type": "text/html", "content": "eA=="}]"#,
            "images[0].type must begin with image/"
        ),
    ])
    func `what is wrong with a message is told by its place`(message: String, told: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        #expect(await send(desk, user, message) == .invalid(told))
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
        let composer = try await desk.desk.platform.context.store.read { db in
            try MailSourceQueries(db: db).source(1).map { MailComposer($0) }
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

    @Test func `no message, no user and a user of another account are refused`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let foreign = try await desk.neighbour().user()
        #expect(
            await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)""#)
                == .invalid("message is required"))
        #expect(
            await desk.call("messages/sendMail", #""smtp_user_name": "\#(user)", "message": "x""#)
                == .invalid("message must be an object"))
        #expect(await desk.call("messages/sendMail") == .invalid("smtp_user_name is required"))
        for name in ["smtp1", foreign] {
            let answer = await send(desk, name, #""text": "x", "to": [{"email": "kim@example.test"}]"#)
            #expect(answer.status == 400 && answer.json["name"] as? String == "ValidationError")
            #expect((answer.json["message"] as? String)?.contains("smtp_user_name") == true)
        }
    }

    @Test func `a disabled user sends nothing`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        await desk.call("settings/editSmtp", #""smtp_user_name": "\#(user)", "status": "Disable""#)
        let answer = await send(desk, user, #""text": "x", "to": [{"email": "kim@example.test"}]"#)
        #expect(answer.status == 400 && answer.json["name"] as? String == "ValidationError")
    }

    @Test(arguments: [(2, 100), (100, 2)])
    func `recipients that would pass a limit are refused together`(total: Int, hourly: Int) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user(total: total, hourly: hourly)
        let three = (1...3).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        let refused = await send(
            desk, user, #""text": "x", "to": [\#(three)], "headers": {"X-Unique-Id": "m"}"#)
        #expect(refused.status == 400 && refused.json["name"] as? String == "ValidationError")
        #expect(await info(desk, "m").isEmpty)
        let two = (1...2).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        #expect(await send(desk, user, #""text": "x", "to": [\#(two)]"#) == Self.queued)
        #expect(await send(desk, user, #""text": "x", "to": [{"email": "p3@example.test"}]"#).status == 400)
    }

    @Test func `an unknown id tells of no message, and another account's id as well`() async throws {
        let desk = try await SendCleanDesk()
        let other = try await desk.neighbour()
        let user = try await other.user()
        _ = await send(
            other, user,
            #""text": "x", "to": [{"email": "kim@example.test"}], "headers": {"X-Unique-Id": "m-1"}"#)
        for id in ["m-1", "m-2"] {
            #expect(
                await desk.call("messages/getMessageInfo", #""x_unique_id": "\#(id)""#)
                    == .success(#"{"message_data":[],"status":"success"}"#))
        }
        #expect(await info(other, "m-1").count == 1)
        #expect(await desk.call("messages/getMessageInfo") == .invalid("x_unique_id is required"))
    }

    @Test func `rows are told a hundred at a time, after those that are skipped`() async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let people = (1...130).map { #"{"email": "p\#($0)@example.test"}"# }.joined(separator: ",")
        #expect(
            await send(desk, user, #""text": "x", "to": [\#(people)], "headers": {"X-Unique-Id": "m"}"#)
                == Self.queued)
        for (skipped, count, first) in [("0", 100, "p1"), (#""100""#, 30, "p101"), ("130", 0, "")] {
            let items = await desk.call(
                "messages/getMessageInfo", #""x_unique_id": "m", "skip_page": \#(skipped)"#
            ).list("message_data")
            #expect(items.count == count)
            let address = items.first?["email"] as? String
            #expect(address == (first.isEmpty ? nil : "\(first)@example.test"))
        }
        for wrong in ["-1", "1.5", #""x""#] {
            #expect(
                await desk.call("messages/getMessageInfo", #""x_unique_id": "m", "skip_page": \#(wrong)"#)
                    == .invalid("skip_page must be a number"))
        }
    }
}
