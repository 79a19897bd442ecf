import Testing

@testable import SMTP

@Suite struct TransactionTests {
    private static let body = ["> Subject: Hi", "> ", "> Hello"]

    @Test func `where it may, everything up to DATA is said at once`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING", "SIZE 1000"])
        let transaction = try MailTransaction.test(7, to: "ana@example.org", "bo@example.net")
        #expect(
            driver.begin(transaction) == [
                "> MAIL FROM:<news@example.com> SIZE=22", "> RCPT TO:<ana@example.org>",
                "> RCPT TO:<bo@example.net>", "> DATA",
            ])
        #expect(driver.machine.wait == .mail)
        #expect(driver.hear("250 a\r\n") == [])
        #expect(driver.machine.wait == .rcpt)
        #expect(driver.hear("250 b\r\n250 c\r\n") == [])
        #expect(driver.machine.wait == .dataStart)
        #expect(driver.hear("354 go\r\n") == ["confirm 7"])
        #expect(driver.handOver() == Self.body + ["> ."])
        #expect(driver.machine.wait == .dataEnd)
        #expect(driver.hear("250 2.0.0 taken\r\n") == ["answered 7 250", "finished"])
        let accepted = Outcome.accepted(Reply(250, EnhancedStatus(2, 0, 0), "taken"))
        #expect(driver.finished == [TransactionResult(id: 7, outcomes: [accepted, accepted])])
        #expect(driver.machine.wait == .idle)
    }

    @Test func `else one after the other`() throws {
        var driver = MachineDriver(announcing: [])
        #expect(try driver.begin(.test()) == ["> MAIL FROM:<news@example.com>"])
        #expect(driver.hear("250 a\r\n") == ["> RCPT TO:<ana@example.org>"])
        #expect(driver.hear("250 b\r\n") == ["> DATA"])
        #expect(driver.hear("354 c\r\n") == ["confirm 1"])
        _ = driver.handOver()
        #expect(driver.hear("250 d\r\n") == ["answered 1 250", "finished"])
        #expect(try driver.begin(.test(2, from: "")) == ["> MAIL FROM:<>"])
    }

    @Test func `a chunk needs neither DATA nor doubled dots`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING", "CHUNKING"])
        let said = try driver.begin(.test(text: ".a\r\n"))
        #expect(said == ["> MAIL FROM:<news@example.com>", "> RCPT TO:<ana@example.org>"])
        #expect(driver.hear("250 a\r\n250 b\r\n") == ["confirm 1"])
        #expect(driver.handOver() == ["> BDAT 4 LAST", "> .a"])
        #expect(driver.hear("250 taken\r\n") == ["answered 1 250", "finished"])
        #expect(try driver.begin(.test(2)).first == "> MAIL FROM:<news@example.com>")
        var plain = MachineDriver(announcing: ["CHUNKING", "PIPELINING"], chunks: false)
        #expect(try plain.begin(.test()).last == "> DATA")
    }

    @Test func `what the relay can do is asked for, and nothing else`() throws {
        var transaction = try MailTransaction.test(
            from: "ünal@example.com", text: "Subject: \u{FC}\r\n\r\n\u{FC}\r\n")
        transaction.envelopeID = "a+b c"
        transaction.returned = .headers
        transaction.recipients[0].notices = [.failure, .success]
        transaction.recipients[0].original = "Ana=1@example.org"
        transaction.recipients.append(Recipient(try EnvelopeAddress("bo@example.net"), notices: []))
        var driver = MachineDriver(announcing: ["PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8", "DSN"])
        #expect(
            driver.begin(transaction) == [
                "> MAIL FROM:<ünal@example.com> SIZE=19 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb+20c",
                "> RCPT TO:<ana@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Ana+3D1@example.org",
                "> RCPT TO:<bo@example.net> NOTIFY=NEVER", "> DATA",
            ])
        var plain = try MailTransaction.test()
        plain.envelopeID = "a"
        plain.recipients[0].notices = [.delay]
        var bare = MachineDriver(announcing: ["PIPELINING"])
        #expect(
            bare.begin(plain) == [
                "> MAIL FROM:<news@example.com>", "> RCPT TO:<ana@example.org>", "> DATA",
            ])
        var able = MachineDriver(announcing: ["SMTPUTF8", "8BITMIME"])
        #expect(try able.begin(.test()) == ["> MAIL FROM:<news@example.com>"])
    }

    private static let unsendable: [([String], String, String, String, DeliveryFault)] = [
        (["8BITMIME"], "ü@example.com", "a@b.example", "S: x\r\n", DeliveryFault(.mail, .needsSMTPUTF8)),
        (["8BITMIME"], "u@example.com", "ü@b.example", "S: x\r\n", DeliveryFault(.rcpt, .needsSMTPUTF8)),
        (["8BITMIME"], "u@example.com", "a@b.example", "S: ü\r\n", DeliveryFault(.mail, .needsSMTPUTF8)),
        (
            ["SMTPUTF8"], "u@example.com", "a@b.example", "S: x\r\n\r\nü\r\n",
            DeliveryFault(.mail, .needs8BitMIME)
        ),
        (["SIZE 5"], "u@example.com", "a@b.example", "S: x\r\n", DeliveryFault(.mail, .tooLarge(limit: 5))),
    ]

    @Test(arguments: unsendable)
    func `what the relay cannot take is not said to it`(
        _ announced: [String], _ sender: String, _ recipient: String, _ text: String, _ fault: DeliveryFault
    ) throws {
        var driver = MachineDriver(announcing: announced)
        #expect(try driver.begin(.test(from: sender, to: recipient, text: text)) == ["finished"])
        #expect(driver.finished.first?.outcomes == [.failed(fault)])
        #expect(fault.scope == (fault.stage == .rcpt ? .person : .message))
        #expect(driver.machine.isReady)
    }

    @Test func `one address in UTF-8 holds up nobody else`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        let said = try driver.begin(.test(to: "ü@example.org", "bo@example.net"))
        #expect(said == ["> MAIL FROM:<news@example.com>", "> RCPT TO:<bo@example.net>", "> DATA"])
        _ = driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        _ = driver.handOver()
        _ = driver.hear("250 d\r\n")
        #expect(
            driver.finished.first?.outcomes == [
                .failed(DeliveryFault(.rcpt, .needsSMTPUTF8)), .accepted(Reply(250, nil, "d")),
            ])
    }

    @Test func `a refused recipient leaves the others their message`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test(to: "no@example.org", "bo@example.net", "full@example.net"))
        _ = driver.hear("250 a\r\n550 5.1.1 nobody\r\n250 b\r\n452 4.2.2 full\r\n354 c\r\n")
        _ = driver.handOver()
        _ = driver.hear("250 d\r\n")
        let refused = DeliveryFault(.rcpt, .refused(Reply(550, EnhancedStatus(5, 1, 1), "nobody")))
        let full = DeliveryFault(.rcpt, .refused(Reply(452, EnhancedStatus(4, 2, 2), "full")))
        #expect(
            driver.finished.first?.outcomes == [
                .failed(refused), .accepted(Reply(250, nil, "d")), .failed(full),
            ])
        #expect(refused.scope == .person)
    }

    @Test(arguments: [["PIPELINING"], [], ["CHUNKING"], ["CHUNKING", "PIPELINING"]])
    func `a refused sender says nothing of people, and the session goes on`(_ announced: [String]) throws {
        var driver = MachineDriver(announcing: announced)
        _ = try driver.begin(.test(to: "ana@example.org", "bo@example.net"))
        let following = announced.contains("PIPELINING")
        let replies = following ? "503 a\r\n503 b\r\n" + (announced.count == 1 ? "503 c\r\n" : "") : ""
        #expect(driver.hear("550 5.7.1 not you\r\n" + replies) == ["finished"])
        let fault = DeliveryFault(.mail, .refused(Reply(550, EnhancedStatus(5, 7, 1), "not you")))
        #expect(driver.finished.first?.outcomes == [.failed(fault), .failed(fault)])
        #expect(fault.scope == .sender)
        #expect(try driver.begin(.test(2)).first == "> MAIL FROM:<news@example.com>")
    }

    @Test func `a relay that takes a message for nobody gets an empty one`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test())
        #expect(driver.hear("250 a\r\n550 nobody\r\n354 go\r\n") == ["> ."])
        #expect(driver.hear("554 nobody\r\n") == ["finished"])
        let refused = Outcome.failed(DeliveryFault(.rcpt, .refused(Reply(550, nil, "nobody"))))
        #expect(driver.finished.first?.outcomes == [refused])
    }

    @Test(arguments: [
        (
            ["PIPELINING"],
            ["> RSET", "> MAIL FROM:<news@example.com>", "> RCPT TO:<ana@example.org>", "> DATA"]
        ),
        ([], ["> RSET"]), (["CHUNKING"], ["> RSET"]),
    ])
    func `what came to nothing is forgotten before the next message`(
        _ announced: [String], _ next: [String]
    ) throws {
        var driver = MachineDriver(announcing: announced)
        _ = try driver.begin(.test())
        _ = driver.hear("250 a\r\n")
        _ = driver.hear("550 nobody\r\n" + (announced == ["PIPELINING"] ? "554 nobody\r\n" : ""))
        #expect(driver.finished.count == 1)
        #expect(try driver.begin(.test(2)) == next)
        if announced != ["PIPELINING"] {
            #expect(driver.hear("250 forgotten\r\n") == ["> MAIL FROM:<news@example.com>"])
        }
    }

    @Test func `a chunk that was refused is forgotten too`() throws {
        var driver = MachineDriver(announcing: ["CHUNKING", "PIPELINING"])
        _ = try driver.begin(.test())
        _ = driver.hear("250 a\r\n250 b\r\n")
        _ = driver.handOver()
        #expect(driver.hear("552 5.3.4 too large\r\n") == ["answered 1 552", "finished"])
        #expect(try driver.begin(.test(2)).first == "> RSET")
    }

    private static let refusals: [(String, Stage, Scope)] = [
        ("451 4.3.0 later\r\n", .dot, .message), ("554 5.6.0 content\r\n", .dot, .message),
        ("421 4.3.2 down\r\n", .dot, .session),
    ]

    @Test(arguments: refusals)
    func `a refusal after the dot is an answer`(_ reply: String, _ stage: Stage, _ scope: Scope) throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test())
        _ = driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        _ = driver.handOver()
        #expect(driver.hear(reply).prefix(2) == ["answered 1 \(reply.prefix(3))", "finished"])
        let outcome = try #require(driver.finished.first?.outcomes.first)
        #expect(outcome.isUnknown == false)
        #expect(outcome.fault?.stage == stage)
        #expect(outcome.fault?.scope == scope)
        #expect(driver.machine.isClosed == reply.hasPrefix("421"))
    }

    @Test func `DATA refused is the message's matter`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test())
        #expect(driver.hear("250 a\r\n250 b\r\n451 4.3.0 no room\r\n") == ["finished"])
        let fault = try #require(driver.finished.first?.outcomes.first?.fault)
        #expect(fault.stage == .data)
        #expect(fault.scope == .message)
        #expect(try driver.begin(.test(2)).first == "> RSET")
    }

    @Test func `a large message goes in pieces, each when the one before is taken`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        let line = String(repeating: "x", count: 998) + "\r\n"
        _ = try driver.begin(.test(text: String(repeating: line, count: 150)))
        #expect(driver.hear("250 a\r\n250 b\r\n354 c\r\n") == ["piece of 65536"])
        #expect(driver.machine.wait == .dataPiece)
        #expect(driver.written() == ["piece of 65536"])
        #expect(driver.written() == ["confirm 1"])
        let rest = driver.handOver()
        #expect(rest.last == "> .")
        let count = rest.reduce(0) { $0 + $1.count }
        // What two pieces left, and the dot with its line.
        #expect(count == 150_000 - 131_072 + 3)
    }

    @Test func `a relay may refuse a message that it has half of`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        let line = String(repeating: "x", count: 998) + "\r\n"
        _ = try driver.begin(.test(text: String(repeating: line, count: 150)))
        _ = driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        #expect(driver.hear("552 5.3.4 too large\r\n") == ["finished", "close"])
        let fault = DeliveryFault(.data, .refused(Reply(552, EnhancedStatus(5, 3, 4), "too large")))
        #expect(driver.finished.first?.outcomes == [.failed(fault)])
        #expect(driver.written() == [])
    }

    @Test func `a message that is kept back is not handed over`() throws {
        let withheld = Outcome.failed(DeliveryFault(.data, .withheld("no longer ours")))
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test())
        _ = driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        #expect(driver.withhold() == ["finished", "close"])
        #expect(driver.finished.first?.outcomes == [withheld])
        driver = MachineDriver(announcing: ["PIPELINING", "CHUNKING"])
        _ = try driver.begin(.test())
        _ = driver.hear("250 a\r\n250 b\r\n")
        #expect(driver.withhold() == ["finished"])
        #expect(driver.finished.first?.outcomes == [withheld])
        #expect(try driver.begin(.test(2)).first == "> RSET")
    }
}
