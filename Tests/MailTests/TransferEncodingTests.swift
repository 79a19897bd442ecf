import Foundation
import Testing

@testable import Mail

@Suite struct TransferEncodingTests {
    private func quoted(_ text: String) -> String {
        String(decoding: QuotedPrintable.encode(MailText.canonical(text.utf8)), as: UTF8.self)
    }

    @Test func `the example of RFC 2045 is broken where it may be`() {
        // RFC 2045 §6.7 shows this text with soft line breaks of the writer's choice; ours come at column 76.
        let text = "Now's the time for all folk to come to the aid of their country."
        #expect(quoted(text) == text)
        let long = text + " " + text
        let lines = quoted(long).components(separatedBy: "\r\n")
        #expect(lines.map(\.count) == [76, 54])
        #expect(lines[0].hasSuffix("="))
        #expect(lines[0].dropLast() + lines[1] == long)
    }

    @Test(arguments: [
        ("a=b", "a=3Db"), ("é", "=C3=A9"), ("blank at the end \nx", "blank at the end=20\r\nx"),
        ("tab\t", "tab=09"), ("a\rb\nc\r\nd", "a\r\nb\r\nc\r\nd"), ("\u{0}", "=00"),
        ("inner  blanks\tkept", "inner  blanks\tkept"),
    ])
    func `equals signs, blanks at a line's end and all beyond ASCII are escaped`(
        _ text: String, _ encoded: String
    ) {
        #expect(quoted(text) == encoded)
    }

    @Test func `a line of 76 columns is left whole, one more is not`() {
        let whole = String(repeating: "x", count: 76)
        #expect(quoted(whole) == whole)
        #expect(quoted(whole + "y") == String(repeating: "x", count: 75) + "=\r\nxy")
        #expect(
            quoted(String(repeating: "é", count: 30)).components(separatedBy: "\r\n").allSatisfy {
                $0.count <= 76
            })
    }

    @Test func `base64 has lines of 76 columns`() {
        // RFC 4648 §10.
        #expect(Base64Lines.encode(Array("foobar".utf8)) == Array("Zm9vYmFy".utf8))
        let lines = String(decoding: Base64Lines.encode(Array(repeating: 0, count: 120)), as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(lines.map(\.count) == [76, 76, 8])
    }

    @Test func `only ASCII in short lines without NUL is left alone`() {
        #expect(MailText("plain\n").encoding == "7bit")
        #expect(MailText(String(repeating: "x", count: 998) + "\r\n").encoding == "7bit")
        for text in ["é", "a\0b", String(repeating: "x", count: 999)] {
            #expect(MailText(text).encoding == "quoted-printable")
        }
    }
}
