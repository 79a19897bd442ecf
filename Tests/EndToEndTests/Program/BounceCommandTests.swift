import Foundation
import Glibc
import TestSupport
import Testing

/// What came back of messages, taken in by the built program.
@Suite(.timeLimit(.minutes(20))) struct BounceCommandTests {
    private static let people = ["ana@example.org", "bo@example.org", "cy@example.org", "di@example.org"]

    /// A launch that a relay has taken, whose failures come back to `bounce.example.test`.
    private struct Sent {
        let shop: Shop
        /// The envelope's sender of each person's message.
        let senders: [String: String]
        let corpus: BounceCorpus

        init(_ program: BuiltProgram) async throws {
            let relay = try await FaultRelay()
            shop = try Shop(program)
            corpus = try BounceCorpus()
            try shop.done("relay use smtp://127.0.0.1:\(relay.port) --yes 127.0.0.1")
            try shop.done("relay set --bounce-domain bounce.example.test")
            for person in BounceCommandTests.people { try shop.create("contact", "email=\(person)") }
            try shop.campaign()
            let launch = try shop.launch()
            try #require(launch.status == 0, "\(launch.errors)")
            let pairs = relay.accepted.map { ($0.recipients[0], $0.sender) }
            senders = Dictionary(uniqueKeysWithValues: pairs)
            try await relay.stop()
        }

        func bounce(_ name: String, of person: String) throws -> String {
            let sender = try #require(senders[person])
            let message = try corpus.message(
                name, about: "<none@example.test>", from: sender, to: person)
            return String(decoding: message, as: UTF8.self)
        }
    }

    @Test func `a bounce from a pipe is counted, once, and nothing without its token`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let sent = try await Sent(program)
        let sender = try #require(sent.senders["ana@example.org"])
        #expect(sender.hasPrefix("b") && sender.hasSuffix("@bounce.example.test"))
        let message = try sent.bounce("postfix-unknown", of: "ana@example.org")
        let first = try sent.shop.run(["bounce"], input: message)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output == "Recorded of ana@example.org: a hard bounce.\n")
        let again = try sent.shop.run(["bounce", "--envelope-to", sender], input: message)
        #expect(again.output == "Nothing done: this was recorded before.\n" && again.status == 0)
        let complaint = try sent.bounce("arf-abuse", of: "bo@example.org")
        #expect(
            try sent.shop.run(["bounce"], input: complaint).output
                == "Recorded of bo@example.org: a complaint.\n")
        let stranger = String(decoding: try sent.corpus.message("postfix-unknown"), as: UTF8.self)
        let forged = try sent.shop.run(
            ["bounce", "--envelope-to", "b234567@bounce.example.test"], input: stranger)
        #expect(forged.status == 0)
        #expect(forged.output == "Kept as unclassified: it names no message of ours.\n")
        let away = try sent.bounce("vacation", of: "cy@example.org")
        let ignored = try sent.shop.run(["bounce"], input: away)
        #expect(ignored.status == 0 && ignored.output.hasPrefix("Nothing done: "), "\(ignored.output)")
        let kept = try sent.shop.done("bounce-report list --format csv --columns outcome,why")
        #expect(
            kept.contains("ignored,") && kept.contains("unclassified,it names no message of ours"), "\(kept)")
        let shown = try sent.shop.done("bounce-report show 1")
        #expect(shown.contains("unclassified") && shown.contains("Subject: "), "\(shown)")
        let events = try sent.shop.done("event list --format csv")
        #expect(events.contains("5.1.1"), "\(events)")
        let why = try sent.shop.run("contact why bo@example.org")
        #expect(why.output.contains("complaint"), "\(why.output)")
    }

    @Test func `a maildir is emptied, each message when what it tells is recorded`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let sent = try await Sent(program)
        let folder = program.home + "/mail"
        for part in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
        }
        try program.write(try sent.bounce("gmail-full", of: "cy@example.org"), to: folder + "/new/1")
        try program.write("From: somebody@example.org\n\nHello\n", to: folder + "/new/2")
        #expect(
            try sent.shop.done(["bounce", "--maildir", folder])
                == "1 recorded, 1 kept as unclassified.\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/new") == [])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder + "/cur").sorted()
                == ["1:2,S", "2:2,S"])
        #expect(try sent.shop.done(["bounce", "--maildir", folder]) == "No message has come.\n")
    }

    @Test func `a mail server hands bounces over by LMTP while the platform is served`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let sent = try await Sent(program)
        let serving = try await serve(program, "127.0.0.1:0", "lmtp")
        defer { serving.process.terminate() }
        let client = try await MailClient(port: serving.port)
        _ = await client.reply()
        _ = await client.ask("LHLO mx.example.org")
        let sender = try #require(sent.senders["di@example.org"])
        let bounce = try sent.bounce("qmail-unknown", of: "di@example.org")
            .replacingOccurrences(of: "\n", with: "\r\n")
        client.say("MAIL FROM:<>\r\nRCPT TO:<\(sender)>\r\nRCPT TO:<\(sender)>\r\nDATA\r\n")
        for code in ["250", "250", "250", "354"] { #expect(await client.reply().hasPrefix(code)) }
        client.say(bounce + ".\r\n")
        #expect(await client.reply().contains("Recorded of di@example.org: a hard bounce."))
        #expect(await client.reply().contains("this was recorded before"))
        kill(serving.process.processIdentifier, SIGTERM)
        serving.process.waitUntilExit()
        #expect(serving.process.terminationStatus == 0)
    }

    @Test func `by SMTP one reply is for all recipients of what one server says of several`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let sent = try await Sent(program)
        let serving = try await serve(program, "smtp://127.0.0.1:0", "smtp")
        defer { serving.process.terminate() }
        let client = try await MailClient(port: serving.port)
        #expect(await client.reply().hasPrefix("220"))
        #expect(await client.ask("LHLO mx.example.org").hasPrefix("500"))
        #expect(await client.ask("EHLO mx.example.org").contains("8BITMIME"))
        let senders = try ["cy@example.org", "di@example.org"].map { try #require(sent.senders[$0]) }
        let recipients = (senders + ["stranger@bounce.example.test"]).map { "RCPT TO:<\($0)>" }
        for line in ["MAIL FROM:<> SIZE=1000"] + recipients {
            #expect(await client.ask(line).hasPrefix("250"))
        }
        #expect(await client.ask("DATA").hasPrefix("354"))
        client.say(Self.report + ".\r\n")
        let reply = await client.reply()
        #expect(reply.hasPrefix("250 2.0.0 Recorded of cy@example.org: a hard bounce."), "\(reply)")
        // Nothing else was said of the message.
        #expect(await client.ask("NOOP") == "250 2.0.0 OK")
        #expect(await client.ask("QUIT").hasPrefix("221"))
        let events = try sent.shop.done("event list --format csv --columns person,kind,reply")
        #expect(events.contains("cy@example.org,hard bounce"), "\(events)")
        #expect(events.contains("di@example.org,soft bounce"), "\(events)")
        #expect(
            try sent.shop.done("bounce-report list --format csv").contains("stranger@bounce.example.test"))
    }

    private static let report = """
        From: MAILER-DAEMON@mx.example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary="x"

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; cy@example.org
        Action: failed
        Status: 5.1.1

        Final-Recipient: rfc822; di@example.org
        Action: failed
        Status: 5.2.2

        --x--

        """.replacingOccurrences(of: "\n", with: "\r\n")

    /// A server that takes bounces.
    private func serve(_ program: BuiltProgram, _ address: String, _ scheme: String) async throws
        -> BegunServer
    {
        try await BegunServer(
            program, "serve --listen 127.0.0.1:0 --bounce-listen \(address) --data-dir data",
            listeningOn: scheme)
    }

    @Test func `a mail server is told to keep the message where nothing can be recorded`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let none = try program.run(["bounce", "--data-dir", "nowhere"], input: "From: a@b.example\n\n")
        #expect(none.status == 75 && none.errors.contains("There is no data directory"), "\(none.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.home + "/nowhere"))
        let shop = try Shop(program)
        let readOnly = try shop.run(["bounce", "--read-only"], input: "From: a@b.example\n\n")
        #expect(readOnly.status == 75, "\(readOnly.errors)")
        let maildir = try shop.run(["bounce", "--maildir", program.home])
        #expect(maildir.status == 75 && maildir.errors.contains("is no maildir"), "\(maildir.errors)")
    }
}
