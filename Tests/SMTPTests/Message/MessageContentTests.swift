import TestSupport
import Testing

@testable import SMTP

/// Case X2.
@Suite struct MessageContentTests {
    private static let endings: [(String, String)] = [
        ("a\r\nb\r\n", "a\r\nb\r\n"), ("a\nb\n", "a\r\nb\r\n"), ("a\rb\r", "a\r\nb\r\n"), ("a", "a\r\n"),
        ("a\r\n", "a\r\n"), ("a\r", "a\r\n"), ("a\r\r\nb", "a\r\n\r\nb\r\n"), ("a\n\rb", "a\r\n\r\nb\r\n"),
        ("\n", "\r\n"), ("", ""), ("a\r\n\nb\r\n", "a\r\n\r\nb\r\n"), ("\r\n\r\n", "\r\n\r\n"),
    ]

    @Test(arguments: endings)
    func `every line ends in CRLF and nothing else does`(_ written: String, _ sent: String) throws {
        #expect(try MessageContent(Array(written.utf8)).bytes == Array(sent.utf8))
    }

    @Test(arguments: [
        ("a\r\nb\r\n", "a\r\nb\r\n"), (".a\r\n.\r\nb.\r\n..\r\n", "..a\r\n..\r\nb.\r\n...\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n"), ("a\r.\rb", "a\r\n..\r\nb\r\n"), (".", "..\r\n"),
        ("a.\r\n b\r\n", "a.\r\n b\r\n"),
    ])
    func `a line's first dot is doubled for DATA`(_ written: String, _ sent: String) throws {
        #expect(try MessageContent(Array(written.utf8)).stuffed == Array(sent.utf8))
    }

    @Test func `a fault is found in whichever line it is, and so is a dot`() throws {
        let lines = Array(repeating: "a line as any other", count: 5)
        for place in lines.indices {
            for (line, fault) in [
                ("a\0b", ContentFault.nulByte(place + 1)),
                (String(repeating: "x", count: 999), .lineTooLong(place + 1)),
            ] {
                var broken = lines
                broken[place] = line
                let bytes = Array((broken.joined(separator: "\r\n") + "\r\n").utf8)
                #expect(throws: fault) { try MessageContent(bytes) }
            }
            for line in [".", "a\rb", "a\nb", "ü"] {
                var odd = lines
                odd[place] = line
                let content = try MessageContent(Array((odd.joined(separator: "\r\n") + "\r\n").utf8))
                #expect(content.stuffed.count == content.bytes.count + (line == "." ? 1 : 0))
                #expect(content.isEightBit == (line == "ü") && content.hasUTF8Header == (line == "ü"))
                #expect(content.bytes.count { $0 == 13 } == (line.count == 3 ? 6 : 5))
            }
        }
    }

    @Test func `a line may be as long as the standard has it, and no longer`() throws {
        let longest = String(repeating: "x", count: 998)
        #expect(try MessageContent(Array("a\r\n\(longest)\r\n".utf8)).bytes.count == 1003)
        #expect(throws: ContentFault.lineTooLong(2)) { try MessageContent(Array("a\n\(longest)x\n".utf8)) }
        #expect(throws: ContentFault.lineTooLong(1)) { try MessageContent(Array("\(longest)x".utf8)) }
        #expect(throws: ContentFault.nulByte(3)) { try MessageContent(Array("a\rb\n\0c".utf8)) }
    }

    @Test(arguments: [
        ("S: x\r\n\r\nplain\r\n", false, false), ("S: x\r\n\r\nü\r\n", true, false),
        ("S: ü\r\n\r\nplain\r\n", true, true), ("S: x\n\nü", true, false), ("S: x\r\rü", true, false),
        ("\r\nü\r\n", true, false),
    ])
    func `bytes above ASCII are seen where they are`(
        _ text: String, _ isEightBit: Bool, _ hasUTF8Header: Bool
    ) throws {
        let content = try MessageContent(Array(text.utf8))
        #expect(content.isEightBit == isEightBit)
        #expect(content.hasUTF8Header == hasUTF8Header)
    }

    @Test(arguments: 0..<500)
    func `whatever was written, no bare CR, LF or lone dot is sent`(_ seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let alphabet = Array("a.\r\n \u{E9}".utf8)
        let message = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? 0x61
        }
        let content = try MessageContent(message)
        let text = content.stuffed
        for place in text.indices {
            if text[place] == 0x0D { #expect(place + 1 < text.count && text[place + 1] == 0x0A) }
            if text[place] == 0x0A { #expect(place > 0 && text[place - 1] == 0x0D) }
        }
        let lines = content.stuffed.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(!lines.contains([0x2E, 0x0D]))
        #expect(content.stuffed.isEmpty || content.stuffed.suffix(2) == [0x0D, 0x0A])
        // Apart from line ends nothing is added or lost.
        let isText = { (byte: UInt8) in byte != 0x0D && byte != 0x0A }
        #expect(content.bytes.filter(isText) == message.filter(isText))
    }
}
