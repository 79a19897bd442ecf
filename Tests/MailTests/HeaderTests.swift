import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite struct HeaderTests {
    private func header(_ name: String, _ write: (inout FoldedHeader) -> Void) -> String {
        var header = FoldedHeader(name)
        write(&header)
        return String(decoding: header.bytes, as: UTF8.self)
    }

    private func subject(_ text: String) -> String { header("Subject") { $0.append(text: text) } }

    private func from(_ name: String, _ address: String = "a@b.example") -> String {
        header("From") { $0.append([Mailbox(address, name: name)]) }
    }

    @Test func `plain text is folded at a blank before column 78 and nothing else is changed`() {
        let text =
            "This subject  is long enough to need more than one line, which is folded between two words"
        let folded = subject(text)
        #expect(
            folded
                == "Subject: This subject  is long enough to need more than one line, which is\r\n folded between two words\r\n"
        )
        #expect(folded.replacing("\r\n ", with: " ") == "Subject: \(text)\r\n")
    }

    @Test func `words beyond ASCII become encoded words, the others stay readable`() {
        #expect(subject("Grüße aus Köln") == "Subject: =?UTF-8?B?R3LDvMOfZQ==?= aus =?UTF-8?B?S8O2bG4=?=\r\n")
        #expect(subject("Patrik Fältström") == "Subject: Patrik =?UTF-8?B?RsOkbHRzdHLDtm0=?=\r\n")
        #expect(
            subject("Señoritas y señores")
                == "Subject: =?UTF-8?Q?Se=C3=B1oritas?= y =?UTF-8?Q?se=C3=B1ores?=\r\n")
        #expect(subject("日本語 テスト") == "Subject: =?UTF-8?B?5pel5pys6KqeIOODhuOCueODiA==?=\r\n")
    }

    @Test(arguments: [
        String(repeating: "é", count: 300), String(repeating: "日本", count: 120),
        String(repeating: "👩‍👩‍👧‍👦 família ", count: 12), String(repeating: "x", count: 2_000),
        "=?UTF-8?Q?not_ours?=",
    ])
    func `encoded words are at most 75 wide, their lines 76, and read back whole`(_ text: String) throws {
        let lines = subject(text).components(separatedBy: "\r\n").dropLast()
        let words = lines.joined(separator: " ").split(separator: " ").dropFirst()
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?") && $0.hasSuffix("?=") })
        #expect(
            try words.map { try MailReader.word(String($0)) }.joined()
                == text.trimmingCharacters(in: .whitespaces))
    }

    @Test(arguments: [
        // The first three are addresses of RFC 5322, appendix A.1.2.
        ("Joe Q. Public", "\"Joe Q. Public\""), ("Mary Smith", "Mary Smith"),
        ("Giant; \"Big\" Box", #""Giant; \"Big\" Box""#), ("back\\slash", #""back\\slash""#),
        ("Jürgen", "=?UTF-8?Q?J=C3=BCrgen?="), ("a@b.example", "\"a@b.example\""),
        ("=?UTF-8?Q?x?=", "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?="),
    ])
    func `a display name is an atom, quoted or encoded, as it needs`(_ name: String, _ written: String) {
        #expect(from(name) == "From: \(written) <a@b.example>\r\n")
    }

    @Test(arguments: [
        ("a,b@c.example", "\"a,b\"@c.example"), ("a.b+c@d.example", "a.b+c@d.example"),
    ])
    func `addresses have their local part quoted where it must be`(
        _ address: String, _ written: String
    ) {
        #expect(from("", address) == "From: \(written)\r\n")
    }

    @Test func `a list of addresses is folded between them`() {
        let people = (1...9).map { Mailbox("person\($0)@example.com", name: "Person \($0)") }
        let lines = header("To") { $0.append(people) }.components(separatedBy: "\r\n").dropLast()
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(
            lines.joined() == "To: " + people.map { "\($0.name) <\($0.address)>" }.joined(separator: ", "))
    }

    @Test func `a long or foreign file name is continued and encoded`() {
        // The form of RFC 2231 §4.1; the title is its example.
        let long = HeaderParameter(
            name: "title", value: "This is even more ***fun*** isn't it, said nobody in particular at all")
        #expect(
            long.tokens == [
                "title*0*=UTF-8''This%20is%20even%20more%20%2A%2A%2Afun%2A%2A%2A%20isn%27t%20",
                "title*1*=it%2C%20said%20nobody%20in%20particular%20at%20all",
            ])
        #expect(
            HeaderParameter(name: "filename", value: "a \"b\".txt").tokens == [#"filename="a \"b\".txt""#])
        #expect(
            HeaderParameter(name: "filename", value: "naïve.txt").tokens == [
                "filename*=UTF-8''na%C3%AFve.txt"
            ])
    }

    @Test func `the date is in UTC with its offset`() {
        #expect(
            MailDate.text(Date(timeIntervalSince1970: 1_795_342_450)) == "Sun, 22 Nov 2026 10:14:10 +0000")
        #expect(MailDate.text(Date(timeIntervalSince1970: 880_127_706)) == "Fri, 21 Nov 1997 15:55:06 +0000")
    }

    @Test func `what could forge a header is no value and no name`() {
        #expect(HeaderRules.isOneLine("a b"))
        for text in ["a\r\nb", "a\nb", "a\rb", "a\0b"] { #expect(!HeaderRules.isOneLine(text)) }
        for name in ["", "X A", "X:A", "X\u{E9}", "X-A\r\n"] { #expect(!HeaderRules.isName(name)) }
        #expect(HeaderRules.isName("X-Unique-Id"))
        for name in ["From", "BCC", "content-type", "Mime-Version"] { #expect(HeaderRules.isOwn(name)) }
        #expect(!HeaderRules.isOwn("Reply-To"))
    }
}
