import Mail
import ServiceCore
import Testing

@testable import Platform

@Suite struct MailDraftTests {
    static let faults: [(String, @Sendable (inout MailDraft) -> Void, String)] = [
        ("a sender that is no address", { $0.from = "nobody" }, "from"),
        ("a sender's name with a line break", { $0.fromName = "a\r\nBcc: x@y.example" }, "from"),
        ("a reply address that is none", { $0.replyTo = "nobody" }, "reply_to"),
        ("no recipient", { $0.people = [] }, "to"),
        ("a recipient with a line break", { $0.people[0].name = "a\nb" }, "to"),
        ("a subject with a line break", { $0.subject = "a\nb" }, "subject"),
        ("a subject with a NUL", { $0.subject = "a\0b" }, "subject"),
        ("no text at all", { $0.text = "" }, "html"),
        ("an empty raw message", { $0.raw = [] }, "raw"),
        ("a header with a line break", { $0.headers = [("X-A", "a\r\nX-B: b")] }, "headers"),
        ("a header with a colon in its name", { $0.headers = [("X-A: b\r\nX", "a")] }, "headers"),
        ("a header of the platform's own", { $0.headers = [("content-type", "text/html")] }, "headers"),
        (
            "a file's name with a line break",
            { $0.attachments = [.init(name: "a\nb", type: "text/plain", bytes: [])] }, "attachments"
        ),
    ]

    @Test(arguments: faults)
    func `what cannot become a message is refused on its field`(
        _ what: String, _ spoil: @Sendable (inout MailDraft) -> Void, _ field: String
    ) async throws {
        var draft = LaunchBench.draft(to: "a@example.com")
        try draft.check()
        spoil(&draft)
        let refused = await failure { try draft.check() }
        #expect(refused?.code == .invalid)
        #expect(refused?.field == field, "\(what)")
    }

    @Test func `more messages than one call may make are refused, each one's copies counted`() async throws {
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.people = (1...100).map { MailDraft.Person(.to, "a\($0)@example.com") }
        draft.people += (1...100).map { MailDraft.Person(.bcc, "b\($0)@example.com") }
        try draft.check()
        draft.copiesWithEach = true
        #expect(await failure { try draft.check() }?.field == "to")
    }
}
