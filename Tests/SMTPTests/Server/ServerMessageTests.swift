import Testing

@testable import SMTP

/// What ends a message, what does not, and what is refused.
///
/// Case X2.
@Suite struct ServerMessageTests {
    /// In each a second message could be seen by a server that takes other line ends.
    private static let smuggled = [
        "a\n.\nMAIL FROM:<evil@x.test>\n", "a\n.\r\nMAIL FROM:<evil@x.test>\r\n",
        "a\r.\rMAIL FROM:<evil@x.test>\r",
        "a\r\n.\nMAIL FROM:<evil@x.test>\r\n", "a\r\n.\rMAIL FROM:<evil@x.test>\r\n",
        "a\r\r\n.\r\r\nMAIL FROM:<evil@x.test>\r\n", "a\n\r.\n\rMAIL FROM:<evil@x.test>\r\n", "\r", "\n",
        "a\r\n.\r",
    ]

    @Test(arguments: smuggled, [1, 2, 7, 1000])
    func `a line end of another kind ends nothing, and its message is refused`(_ text: String, _ step: Int) {
        var driver = ServerDriver.withEnvelope()
        _ = driver.codes("DATA")
        let bytes = Array((text + "\r\n.\r\n").utf8)
        var told: [String] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            told += driver.hear(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        #expect(told == ["554 5.6.0 The message has a CR or LF alone; lines end in CR LF"])
        #expect(driver.messages.isEmpty)
        #expect(driver.codes("MAIL FROM:<a@x.test>") == [250])
    }

    private static let whole: [(String, String)] = [
        ("", ""), ("x\r\n", "x\r\n"), ("\r\n\r\n", "\r\n\r\n"), ("..\r\n", ".\r\n"),
        ("..x\r\n...\r\n", ".x\r\n..\r\n"),
        (".x\r\n", "x\r\n"), ("x.\r\ny\r\n", "x.\r\ny\r\n"), ("ä\r\n", "ä\r\n"),
    ]

    @Test(arguments: whole, [1, 3, 100])
    func `dots that the line doubled are taken off`(_ sent: (String, String), _ step: Int) {
        var driver = ServerDriver.withEnvelope()
        _ = driver.codes("DATA")
        let bytes = Array((sent.0 + ".\r\nNOOP\r\n").utf8)
        var told: [String] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            told += driver.hear(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        #expect(told == ["250 2.0.0 Kept", "250 2.0.0 OK"])
        #expect(driver.messages.map(\.text) == [sent.1])
    }

    @Test func `what no relay would take is refused after its end`() {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.codes("DATA", String(repeating: "x", count: 998), ".") == [354, 250])
        driver = .withEnvelope()
        #expect(driver.codes("DATA", String(repeating: "x", count: 999), ".") == [354, 554])
        driver = .withEnvelope()
        #expect(driver.codes("DATA", "a\0b", ".") == [354, 554])
        driver = .withEnvelope { $0.largestMessage = 10 }
        #expect(driver.codes("DATA", "12345678", ".") == [354, 250])
        driver = .withEnvelope { $0.largestMessage = 10 }
        #expect(driver.codes("DATA", "123456789", ".", "MAIL FROM:<a@x.test>") == [354, 552, 250])
    }

    @Test func `a message without end is cut off`() {
        var driver = ServerDriver.withEnvelope { $0.largestMessage = 10 }
        _ = driver.codes("DATA")
        #expect(driver.say(String(repeating: "x", count: 40)) == [])
        #expect(driver.machine.held == 0)
        #expect(driver.say("xxxx\r\n") == ["552 5.3.4 The message is larger than 10 bytes", "close"])
    }

    @Test(arguments: ["NOOP\n", "NO\rOP\r\n", "NOOP\r\r\n", "NO\0OP\r\n", "\n"])
    func `a command ends in CRLF and holds neither else`(_ line: String) {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.say(line) == ["500 5.5.2 A line ends in CR LF and holds neither else"])
        #expect(driver.codes("NOOP") == [250])
    }

    @Test(arguments: [1, 500, 100_000])
    func `a command that is too long is read to its end and not kept`(_ step: Int) {
        var driver = ServerDriver.withEnvelope { $0.mostFaults = 100 }
        for length in [2049, 20_000] {
            let bytes = Array(("NOOP " + String(repeating: "x", count: length - 5) + "\r\nNOOP\r\n").utf8)
            var told: [String] = []
            for start in stride(from: 0, to: bytes.count, by: step) {
                told += driver.hear(Array(bytes[start..<min(start + step, bytes.count)]))
                #expect(driver.machine.input.count <= 12_310 + step)
            }
            #expect(told == ["500 5.5.2 The line is too long", "250 2.0.0 OK"])
        }
    }

    // MARK: Chunks

    @Test func `chunks make a message, however they are cut`() {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.say("BDAT 4\r\n.\r\nx") == ["250 2.0.0 Chunk taken"])
        #expect(driver.say("BDAT 0\r\nBDAT 3 LAST\r\n\r\ny") == ["250 2.0.0 Chunk taken", "250 2.0.0 Kept"])
        #expect(driver.messages.map(\.text) == [".\r\nx\r\ny\r\n"])
        #expect(driver.codes("DATA") == [503])
    }

    @Test func `chunks are read whatever is said to them`() {
        var driver = ServerDriver()
        _ = driver.connect()
        _ = driver.codes("EHLO c", "MAIL FROM:<a@x.test>")
        #expect(
            driver.say("BDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n").map { $0.prefix(3) } == [
                "503", "503", "250",
            ])
        #expect(driver.messages.isEmpty)
    }

    @Test func `between chunks no other message begins`() {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.say("BDAT 1\r\nx").count == 1)
        #expect(
            driver.codes("DATA", "RCPT TO:<c@y.test>", "MAIL FROM:<a@x.test>", "RSET", "DATA") == [
                503, 503, 503, 250, 503,
            ])
    }

    @Test func `a chunk with a line end of another kind refuses the message`() {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.say("BDAT 3\r\na\nb").map { $0.prefix(3) } == ["554"])
        #expect(driver.say("BDAT 1 LAST\r\nx").map { $0.prefix(3) } == ["503"])
        driver = .withEnvelope()
        #expect(driver.say("BDAT 2\r\na\r").map { $0.prefix(3) } == ["250"])
        #expect(driver.say("BDAT 1 LAST\r\n\n").map { $0.prefix(3) } == ["250"])
        driver = .withEnvelope()
        #expect(driver.say("BDAT 2 LAST\r\na\r").map { $0.prefix(3) } == ["554"])
    }

    @Test(arguments: [
        "BDAT", "BDAT x", "BDAT -1", "BDAT 1 FIRST", "BDAT 99999999999999999999", "BDAT 2000000000",
    ])
    func `a chunk whose end nobody knows ends the session`(_ line: String) {
        var driver = ServerDriver.withEnvelope()
        #expect(driver.say(line + "\r\nQUIT\r\n") == ["501 5.5.4 The arguments cannot be read", "close"])
    }

    @Test func `too large a chunk is refused and the next too`() {
        var driver = ServerDriver.withEnvelope { $0.largestMessage = 10 }
        #expect(driver.say("BDAT 11\r\n12345678901").map { $0.prefix(3) } == ["552"])
        #expect(driver.say("BDAT 1 LAST\r\nx").map { $0.prefix(3) } == ["503"])
    }

    // MARK: LMTP

    @Test func `by LMTP each recipient has a reply of its own`() {
        var driver = ServerDriver.withEnvelope { $0.dialect = .lmtp }
        #expect(driver.codes("EHLO c", "HELO c") == [500, 500])
        _ = driver.codes("RCPT TO:<no@y.test>", "RCPT TO:<c@y.test>", "DATA")
        driver.answer = { _ in
            [Reply(250, EnhancedStatus(2, 1, 5), "b"), Reply(550, EnhancedStatus(5, 1, 1), "c")]
        }
        #expect(driver.say("x\r\n.\r\n") == ["250 2.1.5 b", "550 5.1.1 c"])
        #expect(driver.codes("DATA") == [503])
    }

    @Test func `by LMTP one reply is for all, and so is a refusal`() {
        var driver = ServerDriver.withEnvelope { $0.dialect = .lmtp }
        #expect(driver.codes("RCPT TO:<c@y.test>", "DATA", "x", ".") == [250, 354, 250, 250])
        driver = .withEnvelope { $0.dialect = .lmtp }
        #expect(driver.codes("RCPT TO:<c@y.test>", "DATA", "a\rb", ".") == [250, 354, 554, 554])
    }

    @Test func `what there is no room for is read and refused for now`() {
        var driver = ServerDriver.withEnvelope()
        _ = driver.codes("DATA")
        _ = driver.say("x\r\n")
        #expect(driver.machine.held == 3)
        #expect(driver.machine.lackRoom([]).isEmpty)
        #expect(driver.machine.held == 0)
        #expect(driver.codes("y", ".") == [452])
    }
}
