import Foundation
import Testing

@testable import PlatformServer

/// `Providers/SendClean/WIRE.md` §8, `messages/sendRaw`.
@Suite struct SendCleanRawTests {
    private typealias Answer = SendCleanDesk.Answer

    @Test(arguments: ["messages/sendRaw", "messages/senRaw"])
    func `a raw message goes to whom its head names`(call: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        let raw =
            #"From: \"The Shop\" <shop@shop.example>\r\nTo: Kim <kim@example.test>,\r\n bo@example.test\r\nCc: cy@example.test\r\nBcc: di@example.test\r\nX-Unique-Id: r-1\r\nSubject: Hello\r\n\r\nHi\r\n"#
        #expect(
            await desk.call(call, #""smtp_user_name": "\#(user)", "raw_message": "\#(raw)""#)
                == .success(#"{"message":"message have been Queued ...","status":"success"}"#))
        let items = await desk.call("messages/getMessageInfo", #""x_unique_id": "r-1""#).list("message_data")
        #expect(
            items.compactMap { $0["email"] as? String } == [
                "kim@example.test", "bo@example.test", "cy@example.test", "di@example.test",
            ])
        #expect(items.allSatisfy { $0["subject"] as? String == "Hello" })
    }

    @Test(arguments: [
        ("", "raw_message is required"),
        ("just words", "raw_message has a line in its header that is no field"),
        ("\\nSubject: x\\n\\nHi", "raw_message has no header"),
        ("Subject: x\\nFrom: a@shop.example\\n\\nTo: b@shop.example", "raw_message names no recipient"),
        ("To: b@shop.example\\n\\nHi", "raw_message names no sender"),
        (
            "From: a@shop.example\\nTo: b@shop.example, kim\\n\\nHi",
            "raw_message names “kim”, which is no e-mail address"
        ),
    ])
    func `a raw message that cannot be sent is refused`(raw: String, told: String) async throws {
        let desk = try await SendCleanDesk()
        let user = try await desk.user()
        #expect(
            await desk.call("messages/sendRaw", #""smtp_user_name": "\#(user)", "raw_message": "\#(raw)""#)
                == .invalid(told))
    }

    @Test func `line ends become those of mail and hidden recipients leave the head`() throws {
        let raw = try SendCleanRawMessage(
            "From: a@x.test\nBcc: b@x.test,\n\tc@x.test\r\nSubject: one\n two\r\n\nBcc: stays\rend"
        ).message
        #expect(
            String(decoding: raw.bytes, as: UTF8.self)
                == "From: a@x.test\r\nSubject: one\r\n two\r\n\r\nBcc: stays\r\nend\r\n")
        #expect(raw["subject"] == "one two" && raw.addresses("bcc") == ["b@x.test", "c@x.test"])
    }

    @Test(arguments: [
        ("ana@x.test", ["ana@x.test"]), ("Ana <ana@x.test>, bo@x.test", ["ana@x.test", "bo@x.test"]),
        (#""Doe, Jo \"J\"" <jo@x.test>, (no <one@x.test>) bo@x.test"#, ["jo@x.test", "bo@x.test"]),
        ("Team: a@x.test, B <b@x.test>; c@x.test", ["a@x.test", "b@x.test", "c@x.test"]),
        ("undisclosed-recipients:;", []), (" , ,", []), ("", []),
    ])
    func `a list of people is read as mail writes it`(text: String, addresses: [String]) {
        #expect(MailboxList.addresses(in: text) == addresses)
    }
}
