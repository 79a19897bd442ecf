import Foundation
import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanMailingTests {
    private static let plain = ["smtp_user": "smtp70021", "to": "kim@example.test", "text": "Hello"]

    private func refusal(_ values: [FieldID: String]) async throws -> ServiceError {
        let sendClean = try await SendCleanServer()
        let error = try await sendClean.board.failure { try await sendClean.board.send(values) }
        #expect(sendClean.calls.isEmpty)
        return error
    }

    @Test func `a mail goes as the specification writes it`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.send([
            "smtp_user": "smtp70021", "sender": "shop@shop.example", "sender_name": "Shop",
            "to": "Kim <kim@example.test>, lee@example.test", "cc": "ann@example.test",
            "bcc": "ben@example.test", "reply_to": "desk@shop.example", "subject": "Hello",
            "text": "Hi", "html": "<p>Hi</p>", "headers": "X-STes-TrackOpen=yes", "unique_id": "m-1",
        ])
        let message =
            #"{"from_email":"shop@shop.example","from_name":"Shop","headers":{"Reply-To":"desk@shop.example","X-STes-TrackOpen":"yes","X-Unique-Id":"m-1"},"html":"<p>Hi</p>","subject":"Hello","text":"Hi","to":[{"email":"kim@example.test","name":"Kim","type":"to"},{"email":"lee@example.test","type":"to"},{"email":"ann@example.test","type":"cc"},{"email":"ben@example.test","type":"bcc"}]}"#
        #expect(
            try sendClean.body(of: "messages/sendMail")
                == #"{"message":\#(message),"owner_id":"7007","smtp_user_name":"smtp70021","token":"t0k3n"}"#)
        #expect(outcome.message == "message to 4 recipients queued; :message m-1 follows it")
    }

    @Test(arguments: [
        (["to": "Kim <kim@example.test>, lee@example.test", "bcc": "ben@example.test"], 3),
        (
            [
                "by": "raw",
                "raw": "To: a@x.test,\n b@x.test\nSubject: To: c@x.test\nBcc: d@x.test\n\nTo: e@x.test",
            ], 3
        ),
    ])
    func `recipients are counted before anything is sent`(values: [FieldID: String], count: Int) async throws
    {
        let sendClean = try await SendCleanServer()
        let user = try await sendClean.board.row(.smtpUser, "smtp70021")
        let send = try #require(
            sendClean.board.connection.resources[.smtpUser]?.operations.actions.first { $0.name == "send" })
        let recipients = try #require(send.recipients)
        #expect(try await recipients([user.id], FormValues(values)).count == count)
    }

    @Test func `people are written as others write them, and sent as SendClean takes them`() async throws {
        let sendClean = try await SendCleanServer()
        _ = try await sendClean.board.send([
            "smtp_user": "smtp70021", "sender": "Désirée <shop@shop.example>",
            "to": #""Ana, P." <kim@example.test>; Bé <be@example.test>"#, "reply_to": "Desk <d@shop.example>",
            "text": "Hi", "unique_id": "m-1",
        ])
        #expect(
            try sendClean.body(of: "messages/sendMail").contains(
                #""from_email":"shop@shop.example","from_name":"Désirée","headers":{"Reply-To":"\"Desk\" <d@shop.example>","X-Unique-Id":"m-1"},"text":"Hi","to":[{"email":"kim@example.test","name":"Ana, P.","type":"to"},{"email":"be@example.test","name":"Bé","type":"to"}]"#
            ))
    }

    @Test func `an id is made up where none is given, so that the message can be followed`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.send(Self.plain)
        let id = String(repeating: "8", count: 32)
        #expect(outcome.findings == ["X-Unique-Id: \(id)"])
        #expect(try sendClean.body(of: "messages/sendMail").contains(#""headers":{"X-Unique-Id":"\#(id)"}"#))
    }

    @Test func `attachments and images go in Base64 under their type`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("a,b".utf8).write(to: folder.appending(path: "list.csv"))
        try Data([0x89, 0x50]).write(to: folder.appending(path: "logo.png"))
        let sendClean = try await SendCleanServer()
        _ = try await sendClean.board.send(
            Self.plain.merging([
                "attachments": folder.appending(path: "list.csv").path,
                "images": "brand=\(folder.appending(path: "logo.png").path)",
            ]) { $1 })
        let body = try sendClean.body(of: "messages/sendMail")
        #expect(body.contains(#""attachments":[{"content":"YSxi","name":"list.csv","type":"text/csv"}]"#))
        #expect(body.contains(#""images":[{"content":"iVA=","name":"brand","type":"image/png"}]"#))
    }

    @Test func `a template goes with its values`() async throws {
        let sendClean = try await SendCleanServer()
        _ = try await sendClean.board.send([
            "by": "template", "smtp_user": "smtp70021", "to": "kim@example.test", "template": "11",
            "values": "Name=Kim", "unique_id": "m-2",
        ])
        #expect(
            try sendClean.body(of: "messages/sendTemplate")
                == #"{"message":{"dynamic_value":{"Name":"Kim"},"headers":{"X-Unique-Id":"m-2"},"template_id":"11","to":[{"email":"kim@example.test","type":"to"}]},"owner_id":"7007","smtp_user_name":"smtp70021","token":"t0k3n"}"#
        )
    }

    @Test func `the call by GET carries all in its query and is sent once`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("messages/sendTemplateHTTPGet", .status(503))
        let error = try await sendClean.board.failure {
            try await sendClean.board.send([
                "by": "template by GET", "smtp_user": "smtp70021", "sender": "shop@shop.example",
                "subject": "A & B", "to": "kim@example.test", "template": "11", "values": "Name=Kim Lee",
            ])
        }
        #expect(error.code == .outcomeUnknown && !"\(error)".contains("t0k3n"))
        let asked = sendClean.server.requests(to: "GET", "/v1.0/messages/sendTemplateHTTPGet")
        #expect(asked.count == 1)
        #expect(
            asked[0].query.items.map { "\($0.name)=\($0.value)" } == [
                "owner_id=7007", "token=t0k3n", "smtp_user_name=smtp70021", "template_id=11",
                "subject=A & B", "from_email=shop@shop.example", "to=kim@example.test",
                "dynamic_value[Name]=Kim Lee",
            ])
    }

    @Test func `a raw message goes with the line ends of mail`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.send([
            "by": "raw", "smtp_user": "smtp70021", "raw": "Subject: Hello\n\nHi\r\nthere",
        ])
        #expect(
            try sendClean.body(of: "messages/sendRaw")
                == #"{"owner_id":"7007","raw_message":"Subject: Hello\r\n\r\nHi\r\nthere","smtp_user_name":"smtp70021","token":"t0k3n"}"#
        )
        #expect(outcome.message == "raw message queued by smtp70021")
    }

    @Test(arguments: [
        (["to": ""], "to"), (["to": "kim"], "to"), (["cc": "a@b@c"], "cc"), (["text": ""], "text"),
        (["subject": "Hi\r\nBcc: all@example.test"], "subject"), (["headers": "X-A=b\nBcc: c"], "headers"),
        (["sender_name": "Shop\u{0}"], "sender_name"), (["smtp_user": ""], "smtp_user"),
        (["template": "11"], "template"), (["raw": "Subject: x"], "raw"), (["by": "pigeon"], "by"),
        (["attachments": "/nonexistent/file.pdf"], "attachments"), (["images": "a=/etc/hostname"], "images"),
        (["by": "template"], "template"), (["by": "template by GET", "template": "11"], "text"),
        (["by": "template by GET", "template": "11", "text": "", "to": "a@b.test,c@d.test"], "to"),
    ])
    func `what cannot go is refused on its line before anything is sent`(
        change: [FieldID: String], field: FieldID
    ) async throws {
        let error = try await refusal(Self.plain.merging(change) { $1 })
        #expect(error.code == .invalid)
        #expect(error.field == field)
    }

    @Test func `a limit that the platform reports marks the SMTP user`() async throws {
        let sendClean = try await SendCleanServer()
        let words = SendCleanFixtures.validationError.replacing(
            "domain is required", with: "smtp_user_name has passed its hourly limit")
        sendClean.answer("messages/sendMail", .json(words, status: 400))
        let error = try await sendClean.board.failure { try await sendClean.board.send(Self.plain) }
        #expect(error.code == .invalid && error.field == "smtp_user")
    }

    @Test func `the form offers the enabled users and opens with the chosen one`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "settings/listSmtp",
            .json(
                #"{"status": "success", "smtp_list": [{"smtp_user_name": "a", "status": "Enable"}, {"smtp_user_name": "b", "status": "Disable"}, {"smtp_user_name": "c", "status": "Enable"}]}"#
            ))
        let form = try await sendClean.board.form(ResourceID("mail", .smtpUser, "c"))
        #expect(form["smtp_user"]?.kind == .choice(["a", "c"]))
        #expect(form["smtp_user"]?.value == "c")
        #expect(form["by"]?.value == "mail")
    }

    @Test func `an SMTP user sends by itself, one at a time, unless it is disabled`() async throws {
        let sendClean = try await SendCleanServer()
        let values = ["to": "kim@example.test", "text": "Hello", "unique_id": "m-1"]
        let outcome = try await sendClean.board.act("send", .smtpUser, "smtp70021", values: values)
        #expect(outcome.message == "message to kim@example.test queued; :message m-1 follows it")
        #expect(try sendClean.body(of: "messages/sendMail").contains(#""smtp_user_name":"smtp70021""#))
        let error = try await sendClean.board.failure {
            try await sendClean.board.act("send", .smtpUser, "smtp70021", "smtp70022", values: values)
        }
        #expect(error.code == .invalid)
        var user = try #require(
            try await sendClean.board.row(.smtpUser, "smtp70021").resource as? SMTPUser)
        let action = try #require(sendClean.connection.resources[.smtpUser]?.action("send"))
        #expect(action.availability(Row(user)) == .available && action.confirmation(Row(user)) == .yesNo)
        #expect(try await action.form?(Row(user))["smtp_user"]?.kind == .fixed)
        user.isEnabled = false
        #expect(action.availability(Row(user)) == .disabled("it is disabled"))
    }
}
