import Testing

@testable import Mail

@Suite struct ReportExcerptTests {
    private func beginning(_ text: String) -> String {
        ReturnedMail(Array(text.replacing("\n", with: "\r\n").utf8), ReportLimits()).beginning
            .replacing("\r\n", with: "\n")
    }

    @Test func `the head stands as it came, what the text says without its encoding`() {
        let said = beginning(
            """
            From: =?utf-8?Q?J=C3=B6rg?= <jo@a.example>
            Subject: Away
             until Monday
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            SSBhbSBhd2F5IHVudGlsIE1vbmRheS4=

            """)
        #expect(said.hasPrefix("From: =?utf-8?Q?J=C3=B6rg?= <jo@a.example>\nSubject: Away\n until Monday\n"))
        #expect(said.hasSuffix("I am away until Monday."))
    }

    @Test func `of a message of parts what is returned of another is left out`() {
        let said = beginning(
            """
            From: mailer@a.example
            Content-Type: multipart/report; boundary=x

            --x
            Content-Type: text/plain

            It did not arrive.
            --x
            Content-Type: message/rfc822

            Subject: secret offer

            Dear Kim
            --x--

            """)
        #expect(said.contains("It did not arrive.") && !said.contains("secret") && !said.contains("Dear"))
    }

    @Test(arguments: [
        "From: a@b.example\n\n" + String(repeating: "word kim@there.example ", count: 1_000),
        "X: " + String(repeating: "kim@there.example ", count: 1_000) + "\n\nHello\n",
    ])
    func `what is long is cut behind a whole word`(_ text: String) {
        let said = beginning(text)
        #expect((4_000...8_300).contains(said.utf8.count))
        #expect(
            said.split(whereSeparator: \.isWhitespace).allSatisfy {
                !$0.hasPrefix("kim") || $0 == "kim@there.example"
            })
    }

    @Test func `a message too long to be read shows how it begins, and one without a blank nothing`() {
        var message = Array("From: a@b.example\r\n\r\n".utf8)
        message += Array(repeating: 65, count: 10_000_001)
        #expect(ReturnedMail(message).beginning == "From: a@b.example\r\n")
        #expect(ReturnedMail(Array(repeating: 65, count: 10_000_001)).beginning == "")
    }

    @Test func `bytes that are no text and NUL are replaced`() {
        let bytes = Array("From: a@b.example\n\n".utf8) + [0xFF, 0, 0x41, 10]
        #expect(ReturnedMail(bytes, ReportLimits()).beginning == "From: a@b.example\n\n\u{FFFD}\u{FFFD}A\n")
    }
}
