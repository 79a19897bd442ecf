import Foundation
import Testing

@testable import Mail

@Suite struct MailHeadTests {
    private var head: MailHead {
        MailHead(
            from: Mailbox("john.doe@machine.example", name: "John Doe"),
            to: [Mailbox("mary@example.net", name: "Mary Smith")], subject: "Saying Hello",
            date: Date(timeIntervalSince1970: 880_127_706), messageID: "<1234@local.machine.example>")
    }

    private func written(_ head: MailHead) -> String { String(decoding: head.bytes, as: UTF8.self) }

    @Test func `the message of RFC 5322, appendix A.1.1, is written as it stands there`() {
        #expect(
            written(head)
                == """
                Date: Fri, 21 Nov 1997 15:55:06 +0000
                From: John Doe <john.doe@machine.example>
                To: Mary Smith <mary@example.net>
                Subject: Saying Hello
                Message-ID: <1234@local.machine.example>
                MIME-Version: 1.0

                """.replacing("\n", with: "\r\n"))
    }

    @Test(arguments: [true, false])
    func `headers that are shared are written as each message would write them`(isSameSubject: Bool) {
        var first = head
        first.replyTo = "replies@machine.example"
        first.headers = [MailHeader("List-Id", "<a.b>"), MailHeader("List-Unsubscribe", "<mailto:u1@b>")]
        var second = first
        second.to = [Mailbox("kim@example.net")]
        second.messageID = "<5678@local.machine.example>"
        second.headers[1].value = "<mailto:u2@b>"
        if !isSameSubject { second.subject = "Grüße an Kim, die zweite" }
        let alone = written(second)
        second.shared = first.sharedHeaders(subject: isSameSubject)
        #expect(written(second) == alone && alone.contains("u2@b") && alone.contains("5678"))
    }

    @Test func `a caller's Reply-To and Message-ID stand for ours`() {
        var head = head
        head.replyTo = "a@b.example"
        #expect(written(head).contains("\r\nReply-To: a@b.example\r\n"))
        head.headers = [
            MailHeader("reply-to", "c@d.example"), MailHeader("Message-Id", "<own@x.example>"),
            MailHeader("X-Order", "17 ü"),
        ]
        let text = written(head)
        #expect(!text.contains("a@b.example"))
        #expect(!text.contains("1234@local"))
        #expect(text.contains("\r\nX-Order: 17 =?UTF-8?B?w7w=?=\r\n"))
    }

    @Test func `who is named nowhere has an empty group`() {
        var head = head
        head.to = []
        #expect(written(head).contains("\r\nTo: undisclosed-recipients:;\r\n"))
        head.cc = [Mailbox("c@d.example")]
        #expect(!written(head).contains("\r\nTo:"))
        #expect(written(head).contains("\r\nCc: c@d.example\r\n"))
    }
}
