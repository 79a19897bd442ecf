import Testing

@testable import SMTP

/// Commands in their order and out of it (RFC 5321 §4.1.4).
@Suite struct ServerOrderTests {
    private static func greeted(_ change: (inout MailServerSettings) -> Void = { _ in }) -> ServerDriver {
        var driver = ServerDriver(change)
        _ = driver.connect()
        return driver
    }

    @Test func `a message goes from greeting to goodbye`() {
        var driver = ServerDriver()
        #expect(driver.connect() == ["220 mail.test ESMTP"])
        #expect(
            driver.say("EHLO client.test\r\n") == [
                "250-mail.test", "250-PIPELINING", "250-SIZE 26214400", "250-8BITMIME",
                "250-ENHANCEDSTATUSCODES", "250 CHUNKING",
            ])
        #expect(driver.say("MAIL FROM:<a@x.test> SIZE=20 BODY=8BITMIME\r\n") == ["250 2.1.0 Sender taken"])
        #expect(driver.say("RCPT TO:<b@y.test>\r\n") == ["250 2.1.5 Recipient taken"])
        #expect(driver.say("RCPT TO:<no@y.test>\r\n") == ["550 5.1.1 Nobody"])
        #expect(driver.say("DATA\r\n") == ["354 Go on; a dot alone ends it"])
        #expect(driver.say("Subject: x\r\n\r\n..dot\r\n") == [])
        #expect(driver.say(".\r\n") == ["250 2.0.0 Kept"])
        #expect(driver.say("QUIT\r\n") == ["221 2.0.0 Goodbye", "close"])
        #expect(driver.messages.map(\.text) == ["Subject: x\r\n\r\n.dot\r\n"])
        #expect(driver.messages.first?.sender.address.text == "a@x.test")
        #expect(driver.messages.first?.recipients.map(\.text) == ["b@y.test"])
        #expect(driver.messages.first?.sender.isEightBit == true)
        #expect(driver.say("NOOP\r\n") == [])
    }

    /// What was said before, then what is out of order, then its code.
    private static let wrong: [([String], String, Int)] = [
        ([], "MAIL FROM:<a@x.test>", 503), ([], "RCPT TO:<b@y.test>", 503), ([], "DATA", 503),
        ([], "AUTH PLAIN", 503), ([], "WHAT", 500), ([], "", 500), ([], "LHLO x", 500), ([], "EHLO", 501),
        (["EHLO c"], "RCPT TO:<b@y.test>", 503), (["EHLO c"], "DATA", 503), (["EHLO c"], "STARTTLS", 500),
        (["EHLO c", "MAIL FROM:<a@x.test>"], "MAIL FROM:<a@x.test>", 503),
        (["EHLO c", "MAIL FROM:<a@x.test>"], "DATA", 503),
        (["EHLO c", "MAIL FROM:<a@x.test>"], "AUTH PLAIN", 503),
        (["EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>"], "DATA now", 501),
        (["EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "RSET"], "DATA", 503),
        (["EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "EHLO c"], "DATA", 503),
        (["EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:<no@y.test>"], "DATA", 503),
        (["HELO c"], "AUTH PLAIN", 503), (["HELO c"], "MAIL FROM:<a@x.test> SIZE=3", 555),
    ]

    @Test(arguments: wrong)
    func `what is not its turn is refused, and the session goes on`(
        _ before: [String], _ line: String, _ code: Int
    ) {
        var driver = Self.greeted { $0.offersLogin = true }
        for line in before { _ = driver.codes(line) }
        #expect(driver.codes(line, "NOOP") == [code, 250])
    }

    private static let arguments: [(String, Int)] = [
        ("MAIL FROM:<>", 250), ("mail from: <a@x.test>", 250), ("MAIL a@x.test", 501),
        ("MAIL FROM:a@x.test", 501),
        ("MAIL FROM:<a@x.test", 501), ("MAIL FROM:<a@x.test>x", 501), ("MAIL FROM:<a@>", 553),
        ("MAIL FROM:<a b@x.test>", 553), ("MAIL FROM:<\"a b\"@x.test>", 250),
        ("MAIL FROM:<@r.test,@s.test:a@x.test>", 250), ("MAIL FROM:<a@x.test> SIZE=26214401", 552),
        ("MAIL FROM:<a@x.test> SIZE=-1", 501), ("MAIL FROM:<a@x.test> BODY=BINARYMIME", 555),
        ("MAIL FROM:<a@x.test> RET=FULL", 555), ("MAIL FROM:<ä@x.test>", 553),
        ("MAIL FROM:<a@x.test> SMTPUTF8", 555), ("VRFY a", 252), ("VRFY", 501), ("HELP", 214),
        ("EXPN a", 500),
        ("RSET x", 501),
    ]

    @Test(arguments: arguments)
    func `arguments are read as they are defined`(_ line: String, _ code: Int) {
        var driver = Self.greeted()
        #expect(driver.codes("EHLO c", line).last == code)
    }

    @Test(arguments: [("<>", 501), ("<b@y.test> NOTIFY=NEVER", 555), ("<ö@y.test>", 553), ("<b>", 553)])
    func `a recipient is an address that can be sent to`(_ path: String, _ code: Int) {
        var driver = Self.greeted()
        #expect(driver.codes("EHLO c", "MAIL FROM:<a@x.test>", "RCPT TO:\(path)").last == code)
    }

    @Test func `other letters are taken where they are announced and said`() {
        var driver = Self.greeted { $0.takesUTF8 = true }
        #expect(
            driver.codes("EHLO c", "MAIL FROM:<ä@x.test> SMTPUTF8", "RCPT TO:<ö@y.test>").suffix(2) == [
                250, 250,
            ])
    }

    @Test func `too many recipients are too many for this message alone`() {
        var driver = ServerDriver.withEnvelope { $0.mostRecipients = 2 }
        #expect(driver.codes("RCPT TO:<c@y.test>", "RCPT TO:<d@y.test>", "DATA") == [250, 452, 354])
    }

    @Test func `whoever says nothing that can be obeyed is sent away`() {
        var driver = Self.greeted { $0.mostFaults = 3 }
        #expect(driver.codes("A", "B") == [500, 500])
        #expect(
            driver.say("C\r\n") == [
                "500 5.5.1 No such command", "421 4.7.0 Too many faults; goodbye", "close",
            ])
    }

    @Test func `pipelined commands are answered in their order`() {
        var driver = Self.greeted()
        let told = driver.say(
            "EHLO c\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<no@y.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n"
        )
        #expect(told.compactMap { Int($0.prefix(3)) }.suffix(6) == [250, 550, 250, 354, 250, 221])
    }

    @Test func `nothing is looked at before the service has answered`() {
        var driver = Self.greeted()
        _ = driver.codes("EHLO c")
        driver.answer = nil
        #expect(driver.say("MAIL FROM:<a@x.test>\r\nRSET\r\n") == ["ask"])
        #expect(driver.machine.wait == nil)
        #expect(driver.say("NOOP\r\n") == [])
        #expect(driver.answered(.senderTaken) == ["250 2.1.0 Sender taken", "250 2.0.0 OK", "250 2.0.0 OK"])
    }

    @Test func `a service that says 421 ends the session`() {
        var driver = Self.greeted()
        _ = driver.codes("EHLO c")
        driver.answer = { _ in [Reply(421, EnhancedStatus(4, 3, 2), "Later\r\n250 no")] }
        #expect(driver.say("MAIL FROM:<a@x.test>\r\nNOOP\r\n") == ["421 4.3.2 Later??250 no", "close"])
    }

    @Test func `a server that is stopped answers what it has taken`() {
        var driver = ServerDriver.withEnvelope()
        driver.answer = nil
        _ = driver.codes("DATA")
        #expect(driver.say("x\r\n.\r\n") == ["ask"])
        #expect(driver.machine.end(.shuttingDown).isEmpty)
        #expect(driver.answered(.senderTaken).map { $0.prefix(3) } == ["250", "421", "clo"])
        var idle = ServerDriver.withEnvelope()
        #expect(idle.machine.end(.shuttingDown).count == 2)
        #expect(idle.machine.end(.shuttingDown).isEmpty)
    }
}
