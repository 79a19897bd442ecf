import Testing

@testable import SMTP

@Suite struct ReplyParserTests {
    /// Every reply in the bytes, and what ended the reading.
    private func read(_ text: String, by size: Int = .max) -> (replies: [Reply], fault: ProtocolViolation?) {
        var parser = ReplyParser()
        var rest = Array(text.utf8)[...]
        var replies: [Reply] = []
        do {
            while !rest.isEmpty {
                parser.append(rest.prefix(size))
                rest = rest.dropFirst(size)
                while let reply = try parser.next() { replies.append(reply) }
            }
        } catch {
            return (replies, error)
        }
        return (replies, nil)
    }

    private static let whole: [(String, [Reply])] = [
        ("220 relay.example ESMTP\r\n", [Reply(220, nil, "relay.example ESMTP")]),
        ("250\r\n", [Reply(250)]),
        ("250 \r\n", [Reply(250)]),
        ("250-one\r\n250-two\r\n250 three\r\n", [Reply(250, lines: ["one", "two", "three"])]),
        ("250 2.1.5 Ok\r\n", [Reply(250, EnhancedStatus(2, 1, 5), "Ok")]),
        (
            "550-5.1.1 No such\r\n550 5.1.1 user\r\n",
            [Reply(550, EnhancedStatus(5, 1, 1), lines: ["No such", "user"])]
        ),
        // A status of another class than the code is text.
        ("550 4.7.0 later\r\n", [Reply(550, nil, "4.7.0 later")]),
        ("452 4.2.2\r\n", [Reply(452, EnhancedStatus(4, 2, 2))]),
        ("554 5.7 no\r\n", [Reply(554, nil, "5.7 no")]),
        ("554 5.7.1234 no\r\n", [Reply(554, nil, "5.7.1234 no")]),
        ("250 one\n250-two\n250 three\n", [Reply(250, nil, "one"), Reply(250, lines: ["two", "three"])]),
        ("250 a\r\n354 b\r\n", [Reply(250, nil, "a"), Reply(354, nil, "b")]),
        ("250 \u{E9}t\u{E9}\r\n", [Reply(250, nil, "\u{E9}t\u{E9}")]),
    ]

    @Test(arguments: whole)
    func `a reply is read whole, however its bytes come`(_ text: String, _ replies: [Reply]) {
        for size in [Int.max, 1, 3] {
            let read = read(text, by: size)
            #expect(read.replies == replies)
            #expect(read.fault == nil)
        }
    }

    @Test(arguments: [
        "hello\r\n", "25\r\n", "2500 a\r\n", "25x a\r\n", "150 a\r\n", "600 a\r\n", "\r\n", "250_a\r\n",
        "250-a\r\n251 b\r\n", "250 a\rb\r\n", "250 a\0b\r\n", "\u{1}\u{2}\u{3}\n",
    ])
    func `what is no reply ends the reading`(_ text: String) throws {
        let fault = try #require(read(text).fault)
        guard case .notAReply = fault else {
            Issue.record("\(fault)")
            return
        }
    }

    @Test func `a reply without an end is given up before it fills the memory`() {
        #expect(read(String(repeating: "2", count: 300_000), by: 1000).fault == .replyTooLong)
        #expect(read("250 " + String(repeating: "x", count: 300_000) + "\r\n").fault == .replyTooLong)
        let endless = String(repeating: "220-still greeting\r\n", count: 1000)
        let read = read(endless, by: 700)
        #expect(read.fault == .replyTooLong)
        #expect(read.replies == [])
    }

    @Test func `a line of the longest length is a reply`() {
        let text = String(repeating: "x", count: ReplyParser.longestLine - 4)
        #expect(read("250 \(text)\r\n", by: 100).replies == [Reply(250, nil, text)])
    }

    @Test func `bytes behind a reply are seen`() throws {
        var parser = ReplyParser()
        parser.append("220 go\r\n".utf8)
        _ = try parser.next()
        #expect(!parser.hasMore)
        parser.append("220 go\r\n250".utf8)
        _ = try parser.next()
        #expect(parser.hasMore)
        parser.append("-a\r\n".utf8)
        #expect(try parser.next() == nil)
        #expect(parser.hasMore)
    }
}
