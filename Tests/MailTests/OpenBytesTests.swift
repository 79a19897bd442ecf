import Foundation
import TestSupport
import Testing

@testable import Mail

/// A body that is encoded once and filled for each person says what one would that is written for each.
@Suite struct OpenBytesTests {
    private func read(
        _ body: MailBody, _ values: [String: String] = [:], mark: (Int64) -> String = { _ in "" }
    ) throws -> MailReader {
        var random = SeededRandom(7)
        let head = MailHead(
            from: Mailbox("a@b.example"), date: Date(timeIntervalSince1970: 0), messageID: "<1@b.example>")
        return try MailReader(
            WrittenMail(head, body.part.written(&random), value: { values[$0] }, mark: mark).bytes)
    }

    private func filled(_ body: MailBody) -> MailBody {
        var body = body
        body.hasFields = true
        return body
    }

    private static let texts = [
        "{{a}}", "x{{a}}", "{{a}}x", "line\n{{a}}\nline", "{{a}}{{b}}", " {{a}} \t{{b}} ", "é{{a}}é",
        "={{a}}=",
        String(repeating: "long ", count: 40) + "{{a}}" + String(repeating: "y", count: 200), "\n\n{{a}}\n\n",
    ]
    private static let values = [
        "", "Ana", "ü", " ", "a\nb", "=", ".", String(repeating: "日", count: 120), "x ", "\ty",
    ]

    @Test(arguments: texts)
    func `a text is what filling it makes of it, in lines of the encoding`(text: String) throws {
        for value in Self.values {
            let values = ["a": value, "b": "B"]
            let read = try read(filled(MailBody(text: text)), values)
            let expected = FieldText(text, as: .text).filled { values[$0] }
            let wanted = expected.replacing("\n", with: "\r\n")
            #expect(try read.text == wanted || read.text == wanted + "\r\n")
            #expect(read.body.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        }
    }

    @Test func `a page is escaped for its places, and its text is made of what the person gets`() throws {
        let body = filled(
            MailBody(html: "<p>Hello <b>{{n}}</b> <a href=\"https://x.example/?n={{n}}\">go</a></p>"))
        let parts = try read(body, ["n": "<Ana & Bo>"]).parts
        #expect(try parts[0].text == "Hello <Ana & Bo> go <https://x.example/?n=%3CAna%20%26%20Bo%3E>\r\n")
        #expect(
            try parts[1].text
                == "<p>Hello <b>&lt;Ana &amp; Bo&gt;</b> <a href=\"https://x.example/?n=%3CAna%20%26%20Bo%3E\">go</a></p>"
        )
    }

    @Test func `marks stand in place of what they are over, in the page alone`() throws {
        let html = "<p><a href='https://a.example/{{n}}'>a</a> <A HREF=https://b.example>b</A></p></body>"
        var body = MailBody(html: html)
        body.marks = MessageLinks.marks(html: html) { $0.contains("a.example") ? 1 : 2 }
        let end = MessageLinks.end(ofHTML: html)
        body.marks.append(HTMLMark(end..<end, 9))
        let parts = try read(body, mark: { "[\($0)]" }).parts
        #expect(try parts[1].text == "<p><a href='[1]'>a</a> <A HREF=[2]>b</A></p>[9]</body>")
        #expect(try parts[0].text == "a <https://a.example/{{n}}> b <https://b.example>\r\n")
        body.hasFields = true
        let filled = try read(body, ["n": "x"], mark: { "[\($0)]" }).parts
        #expect(try filled[1].text == "<p><a href='[1]'>a</a> <A HREF=[2]>b</A></p>[9]</body>")
        #expect(try filled[0].text == "a <https://a.example/x> b <https://b.example>\r\n")
    }

    @Test func `what is the same for all is left as it was`() throws {
        #expect(try read(filled(MailBody(text: "plain"))).body == "plain\r\n")
        #expect(try read(MailBody(text: "{{a}}")).body == "{{a}}\r\n")
        var random = SeededRandom(1)
        #expect(filled(MailBody(html: "<p>x</p>")).part.written(&random).body.isClosed)
    }

    @Test func `a page without an end has its last mark at its end`() {
        #expect(MessageLinks.end(ofHTML: "<p>x") == "<p>x".endIndex)
        let html = "<body><p>x</p></BODY ></html>"
        #expect(html[MessageLinks.end(ofHTML: html)...] == "</BODY ></html>")
    }
}
