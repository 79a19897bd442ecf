import Foundation
import TestSupport
import Testing

@testable import Mail

/// Whatever comes in, what goes out is lines that every relay takes (RFC 5322 §2.1.1, RFC 5321 §4.5.3.1.6).
@Suite struct MailLinesTests {
    /// Why bytes are no message, by RFC 5322 alone: nil for one.
    private func fault(_ message: [UInt8]) -> String? {
        var width = 0
        for (place, byte) in message.enumerated() {
            switch byte {
            case 0: return "NUL at \(place)"
            case 10: if place == 0 || message[place - 1] != 13 { return "bare LF at \(place)" }
            case 13:
                if place + 1 == message.count || message[place + 1] != 10 { return "bare CR at \(place)" }
            default: break
            }
            width = byte == 10 ? 0 : byte == 13 ? width : width + 1
            if width > 998 { return "a line of more than 998 at \(place)" }
        }
        return message.suffix(2) == [13, 10] ? nil : "no line end at the end"
    }

    private static let long = String(repeating: "x", count: 10_240)
    private static let texts = [
        "", "plain", long, String(repeating: "é", count: 5_000), String(repeating: " ", count: 3_000) + "x",
        "a" + String(repeating: " ", count: 3_000) + "b", "a" + String(repeating: "\t", count: 3_000) + "é",
        "a\0b", "a\rb", "a\nb", "a\r\nBcc: c@d.example", "\u{b}\u{c}\u{85}\u{2028}", "\"quoted\" \\ \(long)",
        String(repeating: "a b ", count: 3_000), String(repeating: "a, ", count: 2_000), "=?UTF-8?Q?x?=",
        "日本語 \(long)",
        String(repeating: "\\\"", count: 2_000),
    ]

    @Test(arguments: texts)
    func `names, subjects and headers of any kind are written in lines`(text: String) throws {
        var head = MailHead(
            from: Mailbox("shop@a.example", name: text), date: Date(timeIntervalSince1970: 0),
            messageID: "<1@a.example>")
        head.to = [
            Mailbox("kim@a.example", name: text), Mailbox("\(String(repeating: "k", count: 250))@b.example"),
        ]
        head.cc = [Mailbox("ana@a.example", name: text)]
        head.replyTo = "reply@a.example"
        head.subject = text
        head.headers = [MailHeader("X-Order", text)]
        #expect(fault(head.bytes) == nil)
        let mail = try MailReader(head.bytes + [13, 10])
        #expect(mail.head.map(\.name).contains("Cc"))
        #expect(!mail.head.contains { $0.name == "Bcc" })
    }

    @Test(arguments: texts)
    func `texts, pages and files of any kind are written in lines`(text: String) {
        for (html, plain) in [(text, ""), ("", text), ("<p>\(text)</p>", text)] {
            let body = MailBody(
                html: html, text: plain,
                files: [.init(name: text, type: text, bytes: Array(text.utf8))])
            var random = SeededRandom(1)
            let written = body.part.written(&random)
            #expect(fault(written.head) == nil)
            let bytes = written.body.filled({ _ in nil }, mark: { _ in "" })
            #expect(fault(written.head + [13, 10] + bytes + [13, 10]) == nil)
        }
    }

    @Test func `random texts are written in lines`() {
        var random = SeededNumbers(seed: 7)
        let pieces = ["x", "é", " ", "\t", "\0", "\r", "\n", "\r\n", "=", "\"", "\\", "日", "<", "\u{1}", "."]
        for _ in 0..<60 {
            var text = ""
            while Int.random(in: 0..<12, using: &random) > 0 {
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
                text += String(repeating: piece, count: Int.random(in: 1...1_200, using: &random))
            }
            var head = MailHead(
                from: Mailbox("a@b.example", name: text), date: Date(timeIntervalSince1970: 0),
                messageID: "<1@b.example>")
            head.subject = text
            head.headers = [MailHeader("X-A", text)]
            var seed = SeededRandom(2)
            let written = WrittenMail(head, MailBody(html: text, text: text).part.written(&seed))
            #expect(fault(written.bytes) == nil, "\(text.debugDescription.prefix(300))")
        }
    }

    @Test func `blanks within a subject survive, however many`() throws {
        let text = "a" + String(repeating: " ", count: 200) + "b"
        var header = FoldedHeader("Subject")
        header.append(text: text)
        let line = String(decoding: header.bytes, as: UTF8.self).replacing("\r\n ", with: " ")
        let words = line.dropFirst("Subject: a ".count).split(separator: " ").map(String.init)
        let read = try words.map { try MailReader.word($0.trimmingCharacters(in: .newlines)) }.joined()
        #expect("a " + read == text)
    }

    @Test(arguments: ["Subject: a\nX: b\n\nbody", "Subject: a\r\rbody\r", "Subject: a\r\n\r\nbody\r\n"])
    func `a whole message gets lines as messages have them`(text: String) {
        #expect(fault(WrittenMail(raw: Array(text.utf8)).bytes) == nil)
    }
}
