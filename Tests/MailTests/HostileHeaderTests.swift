import Foundation
import TestSupport
import Testing

@testable import Mail

/// Whatever is fed in, a message has the headers that its writer meant, and no value has an end of its own.
///
/// Case X1.
@Suite struct HostileHeaderTests {
    private static let pieces = [
        "\r\n", "\n", "\r", "\0", "\r\n\r\n", "\r\n ", "\n\t", "Bcc: evil@x.example", "From: evil@x.example",
        "x",
        "é", "日本", " ", "\t", "\u{85}", "\u{2028}", "\"", "\\", "<", ">", "@", ",", ";", ":",
        "=?UTF-8?Q?=0D=0ABcc:?=",
        "(", ")", String(repeating: "y", count: 1_200), "\u{FEFF}", "\u{202E}", "%0D%0A",
    ]

    private func text(_ random: inout SeededNumbers) -> String {
        (0..<Int.random(in: 1...8, using: &random)).map { _ in
            Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
        }.joined()
    }

    private func hostile(_ random: inout SeededNumbers) -> MailHead {
        var head = MailHead(
            from: Mailbox("\(text(&random))@\(text(&random))", name: text(&random)),
            to: [Mailbox(text(&random), name: text(&random))], subject: text(&random),
            date: Date(timeIntervalSince1970: 0), messageID: "<\(text(&random))>")
        head.cc = [Mailbox(text(&random))]
        head.replyTo = "r\(text(&random))"
        head.headers = [
            MailHeader("X-Order", text(&random)), MailHeader(text(&random), "x"),
            MailHeader("from", "e@x.example"),
        ]
        return head
    }

    private static let own = [
        "Date", "From", "Reply-To", "To", "Cc", "Subject", "Message-ID", "X-Order", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    ]

    /// One of the caller's own may have any name that is one.
    private func isMeant(_ names: [String]) -> Bool {
        names.filter(Self.own.contains) == Self.own && names.count <= Self.own.count + 1
            && !names.contains("Bcc")
    }

    @Test func `a head has the headers that were meant`() throws {
        var random = SeededNumbers(seed: 11)
        for _ in 0..<300 {
            var seed = SeededRandom(1)
            let mail = WrittenMail(hostile(&random), MailBody(text: "x").part.written(&seed))
            let head = mail.head
            for (place, byte) in head.enumerated() {
                #expect(byte != 0)
                if byte == 10 { #expect(place > 0 && head[place - 1] == 13) }
                if byte == 13 { #expect(place + 1 < head.count && head[place + 1] == 10) }
            }
            #expect(isMeant(try MailReader(mail.bytes).head.map(\.name)))
            #expect(try MailReader(mail.bytes).body == "x\r\n")
        }
    }

    @Test(.enabled(if: PythonMail.canRead, "no python3 is installed"))
    func `another parser finds no others`() throws {
        var random = SeededNumbers(seed: 12)
        for _ in 0..<15 {
            var seed = SeededRandom(1)
            let mail = WrittenMail(hostile(&random), MailBody(text: "x").part.written(&seed))
            let read = try PythonMail.read(mail.bytes)
            #expect(isMeant(read.names))
            #expect(read.parts == [Data("x\r\n".utf8)])
        }
    }
}
