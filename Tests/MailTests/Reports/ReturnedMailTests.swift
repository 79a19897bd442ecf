import Mail
import TestSupport
import Testing

/// What is read of messages that come back.
@Suite struct ReturnedMailTests {
    private static let corpus = try? BounceCorpus()

    @Test func `the corpus has at least sixty messages, and each has its expectation`() throws {
        let corpus = try #require(Self.corpus)
        #expect(corpus.names.count >= 60)
        #expect(Set(corpus.names).count == corpus.names.count)
    }

    @Test(arguments: corpus?.names ?? [])
    func `of each message is read what it tells`(_ name: String) throws {
        let corpus = try #require(Self.corpus)
        let mail = ReturnedMail(try corpus.message(name), ReportLimits())
        let words = mail.words
        let expected = try #require(corpus.expected[name])
        #expect(expected == (expected == "automatic" ? mail.content.words : words))
    }

    @Test func `whom it came for is read of what servers wrote down, the sender's own field last`() {
        let mail = ReturnedMail(
            Array(
                """
                To: Somebody <to@shop.example>, "b, c" <second@shop.example>
                Delivered-To: delivered@shop.example
                X-Original-To: original@shop.example
                Delivered-To: delivered@shop.example
                From: Kim <kim@there.example>
                Subject: Hello
                 there

                """.utf8))
        #expect(
            mail.deliveredTo == [
                "original@shop.example", "delivered@shop.example", "to@shop.example", "second@shop.example",
            ])
        #expect(mail.subject == "Hello there" && mail.from == "Kim <kim@there.example>")
    }

    @Test func `what another server said is one line without what steers a terminal`() throws {
        let mail = ReturnedMail(try #require(Self.corpus).message("status-escapes"))
        guard case .delivery(let recipients) = mail.content else {
            Issue.record("no report")
            return
        }
        #expect(recipients[0].text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        #expect(recipients[0].text.contains("red"))
    }
}

extension ReturnedMail {
    /// As the corpus expects it.
    var words: String {
        let marks =
            (returned.messageID == "<m1@shop.example>" ? "+id" : "-id")
            + (returned.returnPath == "b-return@bounce.shop.example" ? "+path" : "-path")
        return "\(content.words) \(marks)"
    }
}

extension ReturnedMail.Content {
    var words: String {
        switch self {
        case .delivery(let recipients): recipients.map(\.words).joined(separator: "; ")
        case .feedback(let report): "feedback \(report.type) \(report.recipients.first ?? "-")"
        case .automatic: "automatic"
        case .unclassified: "unclassified"
        }
    }
}

extension RecipientReport {
    fileprivate var words: String {
        [action.rawValue, status ?? "-", code.map(String.init) ?? "-", finalRecipient ?? "-"]
            .joined(separator: " ")
    }
}
