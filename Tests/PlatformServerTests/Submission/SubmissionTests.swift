import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform
@testable import PlatformServer

/// What SMTP users submit, against the real store.
@Suite(.timeLimit(.minutes(2))) struct SubmissionTests {
    @Test func `a message is queued as it came, but for how it came and whom nobody may see`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        let head =
            "Return-Path: <x@x.test>\r\nFrom: news@shop.example\r\nBcc: z@y.test,\r\n\tq@y.test\r\nSubject: =?utf-8?q?Ol=C3=A9?=\r\n"
        let reply = await client.submit(
            from: "NEWS@shop.example", to: "a@y.test", "b@y.test", "A@y.test",
            message: head + "\r\n..Bcc: stays\r\n")
        #expect(reply.hasPrefix("250 2.0.0 Queued as "))
        #expect(try await desk.rows() == ["a@y.test 1", "b@y.test 1"])
        let bytes = try await desk.text(
            "SELECT CAST(c.bytes AS TEXT) FROM submission s JOIN content c ON c.id = s.raw_content")
        let received =
            "Received: from client.test ([127.0.0.1])\r\n\tby mail.test with ESMTPA;\r\n\tFri, 15 Jan 2027 08:00:00 +0000\r\n"
        #expect(
            bytes == received
                + "From: news@shop.example\r\nSubject: =?utf-8?q?Ol=C3=A9?=\r\n\r\n.Bcc: stays\r\n")
        #expect(try await desk.text("SELECT trace FROM batch") == "message “Olé”")
        #expect(try await desk.text("SELECT source FROM submission") == "smtp")
        let uuid = try await desk.text("SELECT uuid FROM batch")
        #expect(reply.hasSuffix(uuid ?? "none"))
        let user = try await desk.text(
            "SELECT DISTINCT u.name FROM delivery d JOIN smtp_user u ON u.id = d.smtp_user")
        #expect(user == desk.user.name)
    }

    @Test func `an envelope's sender of its own is where failures go`() async throws {
        let desk = try await SubmissionDesk()
        try await desk.change(
            "INSERT INTO sender (account, address, created_at) SELECT account, 'bounces@shop.example', 0 FROM sender"
        )
        let client = try await desk.loggedIn()
        #expect(await client.submit(from: "bounces@shop.example").hasPrefix("250"))
        let message = try FrozenMessage(
            json: try #require(try await desk.text("SELECT message FROM submission")))
        #expect((message.from, message.envelopeSender) == ("news@shop.example", "bounces@shop.example"))
    }

    // MARK: Who may

    @Test func `a wrong name and a wrong password are answered alike`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.client()
        for (name, password) in [
            (desk.user.name, "wrong"), ("smtp9", desk.password), ("", ""), ("shop-1", "x"),
        ] {
            let other = try await desk.client()
            #expect(
                await other.ask(SubmissionDesk.logIn(name, password))
                    == "535 5.7.8 The name or the password is wrong")
        }
        #expect(await client.submit().hasPrefix("530 5.7.0"))
    }

    @Test func `a user without a password lets nobody in`() async throws {
        let desk = try await SubmissionDesk()
        try await desk.change("UPDATE smtp_user SET password_sealed = NULL")
        let client = try await desk.client()
        #expect(await client.ask(SubmissionDesk.logIn(desk.user.name, "")).hasPrefix("535"))
    }

    @Test func `who logs in disabled is refused for good`() async throws {
        let desk = try await SubmissionDesk()
        try await desk.change("UPDATE smtp_user SET status = 'disabled'")
        let client = try await desk.loggedIn()
        #expect(await client.submit() == "550 5.7.0 SMTP user \(desk.user.name) is disabled.")
        try await desk.change("UPDATE smtp_user SET status = 'enabled'")
        #expect(await client.submit().hasPrefix("250"))
        try await desk.change("UPDATE account SET is_active = 0")
        #expect(await client.submit() == "550 5.7.0 The account is disabled.")
        #expect(try await desk.rows().count == 1)
    }

    @Test func `a new password closes what the old one opened`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        _ = try await desk.tenant.smtpUsers.perform("reset-password", on: [desk.user])
        #expect(await client.reply() == "421 4.7.0 \(desk.user.name) or its password is another now.")
        #expect(await client.reply() == "")
        let other = try await desk.client()
        #expect(await other.ask(SubmissionDesk.logIn(desk.user.name, desk.password)).hasPrefix("535"))
    }

    @Test func `it is disabled between the sender and the message`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        #expect(
            await client.codes("MAIL FROM:<news@shop.example>", "RCPT TO:<a@y.test>", "DATA") == [
                250, 250, 354,
            ])
        try await desk.change("UPDATE smtp_user SET status = 'disabled'")
        client.say(SubmissionDesk.message + ".\r\n")
        // Whichever comes first: the end of the message, or that of the session.
        let reply = await client.reply()
        #expect(reply.hasPrefix("550 5.7.0") || reply.hasPrefix("421 4.7.0"), "\(reply)")
        #expect(try await desk.rows() == [])
    }

    // MARK: From whom

    @Test func `a sender that is not approved is refused, in the envelope and in the head`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        let refusal = "550 5.7.1 x@else.example is not an approved sender of the account."
        #expect(await client.submit(from: "x@else.example") == refusal)
        #expect(await client.submit(from: "").hasPrefix("550 5.7.1"))
        for head in [
            "From: x@else.example\r\n", "From: news@shop.example\r\nFrom: x@else.example\r\n",
            "From: news@shop.example, x@else.example\r\n",
        ] {
            #expect(await client.submit(message: head + "\r\nHi\r\n") == refusal)
        }
        #expect(try await desk.rows() == [])
        try await desk.change(
            "INSERT INTO sending_domain (account, name, dkim_state, created_at) SELECT id, 'else.example', 'right', 0 FROM account"
        )
        #expect(await client.submit(from: "x@else.example").hasPrefix("250"))
    }

    @Test(arguments: [
        "From: \"news@shop.example\" <ceo@bank.example> <news@shop.example>",
        "From: <ceo@bank.example> <news@shop.example>", "From: ceo@bank.example <news@shop.example>",
        "From: news@shop.example@bank.example", "From: <news@shop.example",
        // To whoever looks for letters a quote with a mark upon it is no quote.
        "From: \"a\"\u{301}, ceo@bank.example, \"\u{301}\" <news@shop.example>",
        "From: \\\" x\" ceo@bank.example, \" <news@shop.example>",
        "From: (ceo@bank.example) <news@shop.example>",
        "From: \"Shop <news@shop.example>", "From: Sh\u{F6}p <news@shop.example>",
        "From: (Shop <news@shop.example>",
    ])
    func `what could be read as another sender is refused`(_ field: String) async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        let reply = await client.submit(message: field + "\r\nSubject: x\r\n\r\nHi\r\n")
        #expect(reply.hasPrefix("550 5.7.1"))
        #expect(try await desk.rows() == [])
    }

    @Test(arguments: [
        ("no field\r\n\r\nx\r\n", "The message has a line in its header that is no field."),
        ("\r\nx\r\n", "The message has no header."), ("", "The message has no header."),
        ("Subject: x\r\n\r\nx\r\n", "The message names no sender."),
        (
            String(repeating: "Received: from a\r\n", count: 51) + SubmissionDesk.message,
            "The message has been through too many servers: it goes in circles."
        ),
    ])
    func `what is no message is refused`(_ message: String, _ words: String) async throws {
        let desk = try await SubmissionDesk()
        #expect(await (try desk.loggedIn()).submit(message: message) == "554 5.6.0 \(words)")
        #expect(try await desk.rows() == [])
    }

    @Test func `what is too large is told before it is sent`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        #expect(await client.ask("MAIL FROM:<news@shop.example> SIZE=26214400").hasPrefix("552 5.3.4"))
        #expect(await client.codes("MAIL FROM:<news@shop.example>", "RCPT TO:<no domain>") == [250, 553])
        #expect(try await desk.rows() == [])
    }

    @Test func `while nothing can be stored it may come again`() async throws {
        let desk = try await SubmissionDesk()
        let client = try await desk.loggedIn()
        #expect(
            await client.codes("MAIL FROM:<news@shop.example>", "RCPT TO:<a@y.test>", "DATA") == [
                250, 250, 354,
            ])
        await desk.desk.platform.close()
        client.say(SubmissionDesk.message + ".\r\n")
        #expect(await client.reply().hasPrefix("454 4.3.0"))
        #expect(await client.submit().hasPrefix("454 4.3.0"))
    }
}
