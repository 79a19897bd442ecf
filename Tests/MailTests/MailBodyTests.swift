import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite struct MailBodyTests {
    private func message(_ body: MailBody, seed: Int64 = 7) throws -> MailReader {
        var random = SeededRandom(seed)
        let head = MailHead(
            from: Mailbox("a@b.example"), to: [Mailbox("c@d.example")], subject: "x",
            date: Date(timeIntervalSince1970: 0), messageID: "<1@b.example>")
        return try MailReader(WrittenMail(head, body.part.written(&random)).bytes)
    }

    private static let image = MailAttachment(
        name: "logo.png", type: "image/png", bytes: [1, 2, 3], contentID: "logo")
    private static let file = MailAttachment(
        name: "rechnung für märz.pdf", type: "application/pdf", bytes: Array(0...255))

    @Test func `plain ASCII is left as it is, as the only part`() throws {
        let read = try message(MailBody(text: "One line\nand another."))
        #expect(read["Content-Type"] == "text/plain; charset=\"us-ascii\"")
        #expect(read["Content-Transfer-Encoding"] == "7bit")
        #expect(read.body == "One line\r\nand another.\r\n")
    }

    @Test func `text and HTML are alternatives, the text made of the HTML where there is none`() throws {
        let read = try message(MailBody(html: "<p>Gr&uuml;&szlig;e</p>"))
        #expect(read["Content-Type"]?.hasPrefix("multipart/alternative; boundary=\"=_") == true)
        let parts = try read.parts
        #expect(
            parts.map { $0["Content-Type"] } == [
                "text/plain; charset=\"utf-8\"", "text/html; charset=\"us-ascii\"",
            ])
        #expect(try parts.map { try $0.text } == ["Grüße\r\n", "<p>Gr&uuml;&szlig;e</p>"])
    }

    @Test func `HTML goes out alone where no text is to be made of it`() throws {
        var body = MailBody(html: "<p>Hi</p>")
        body.makesText = false
        #expect(try message(body)["Content-Type"] == "text/html; charset=\"us-ascii\"")
        body.text = "Hi"
        #expect(try message(body).parts.count == 2)
    }

    @Test func `images stand beside the alternatives and files beside all`() throws {
        let read = try message(
            MailBody(html: "<img src=\"cid:logo\">ü", text: "ü", files: [Self.image, Self.file]))
        #expect(read["Content-Type"]?.hasPrefix("multipart/mixed") == true)
        let outer = try read.parts
        #expect(outer.count == 2)
        #expect(
            outer[0]["Content-Type"]?.hasPrefix("multipart/related; type=\"multipart/alternative\"") == true)
        let related = try outer[0].parts
        #expect(try related[0].parts.count == 2)
        #expect(related[1]["Content-ID"] == "<logo>")
        #expect(related[1]["Content-Disposition"] == "inline; filename=\"logo.png\"")
        #expect(
            outer[1]["Content-Disposition"]
                == "attachment; filename*=UTF-8''rechnung%20f%C3%BCr%20m%C3%A4rz.pdf")
        #expect(try outer[1].decoded == Data(0...255))
    }

    @Test func `a boundary that stands in a part is not taken`() throws {
        var random = SeededRandom(7)
        let first = Boundary.absent(from: [], &random)
        let read = try message(MailBody(html: "<p>--\(first)</p>", text: "--\(first)"))
        #expect(read["Content-Type"]?.contains(first) == false)
        #expect(try read.parts.map { try $0.text } == ["--\(first)", "<p>--\(first)</p>"])
    }

    @Test func `the same seed writes the same bytes, another one another boundary`() throws {
        let body = MailBody(html: "<p>x</p>")
        #expect(try message(body).body == message(body).body)
        #expect(try message(body).body != message(body, seed: 8).body)
    }

    @Test func `every line is at most 998 bytes, whatever the text`() throws {
        let long = String(repeating: "x", count: 5_000)
        let read = try message(MailBody(html: "<p>\(long)</p>", text: long))
        let lines = read.body.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.count <= 76 })
        #expect(try read.parts[0].text == long)
    }

    @Test(arguments: ["message/rfc822", "multipart/mixed", "nonsense", "a/b\"c", ""])
    func `a file of a type that cannot be said is bytes of no known kind`(_ type: String) throws {
        let read = try message(MailBody(text: "x", files: [.init(name: "", type: type, bytes: [1])]))
        let file = try read.parts[1]
        #expect(file["Content-Type"] == "application/octet-stream")
        #expect(file["Content-Disposition"] == "attachment")
    }
}
