import Foundation
import Mail
import Testing

@testable import Platform

/// What is handed in and cannot go out as a message (RFC 5322 §2.1.1).
@Suite struct MailDraftBoundsTests {
    @Test(arguments: [
        ("Subject: a\r\n\r\nb\0", "The message holds a NUL."),
        (
            "Subject: \(String(repeating: "x", count: 990))\r\n\r\nb",
            "A line of the message is longer than 998 bytes."
        ),
        (
            "Subject: a\r\n\r\n\(String(repeating: "é", count: 500))",
            "A line of the message is longer than 998 bytes."
        ),
    ])
    func `a whole message that is none is refused`(text: String, message: String) {
        var draft = MailDraft(from: "a@b.example", people: [.init(.to, "c@d.example")], source: "test")
        draft.raw = Array(text.utf8)
        let error = #expect(throws: (any Error).self) { try draft.check() }
        #expect("\(String(describing: error))".contains(message))
    }

    @Test func `the name of an image has its bounds`() {
        var draft = MailDraft(from: "a@b.example", people: [.init(.to, "c@d.example")], source: "test")
        draft.html = "<img src='cid:x'>"
        draft.attachments = [
            .init(name: "", type: "image/png", bytes: [1], contentID: String(repeating: "x", count: 251))
        ]
        #expect(throws: (any Error).self) { try draft.check() }
    }
}
