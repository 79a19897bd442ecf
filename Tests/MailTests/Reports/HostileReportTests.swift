import Foundation
import Mail
import Synchronization
import TestSupport
import Testing

/// Whatever comes in is read in bounded time and memory, and never ends the program.
///
/// Case S16.
@Suite struct HostileReportTests {
    private let corpus: BounceCorpus

    init() throws { corpus = try BounceCorpus() }

    @Test func `every message cut off anywhere is read`() throws {
        for name in corpus.names {
            let message = try corpus.message(name)
            for length in stride(from: 0, to: message.count, by: max(1, message.count / 40)) {
                _ = ReturnedMail(Array(message.prefix(length)), ReportLimits())
            }
        }
    }

    @Test func `every message with bits flipped, bytes left out and lines doubled is read`() throws {
        var random = SeededNumbers(seed: 42)
        for name in corpus.names {
            let message = try corpus.message(name)
            guard message.count < 10_000 else { continue }
            for _ in 0..<30 { _ = ReturnedMail(Self.mutated(message, &random), ReportLimits()) }
        }
    }

    private static func mutated(_ message: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
        var bytes = message
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3:
                bytes[place] = [0, 10, 13, 255, 45, 58, 59, 60, 34, 40].randomElement(using: &random) ?? 0
            case 4: bytes.insert(contentsOf: Array("\r\n--=_mx_1--\r\n".utf8), at: place)
            default: bytes.insert(contentsOf: Array(repeating: 0xF0, count: 5), at: place)
            }
        }
        return bytes
    }

    @Test func `a message that is too long is not looked at`() {
        let mail = ReturnedMail(Array(repeating: 65, count: 10_000_001))
        #expect(mail.content == .unclassified("it is longer than 10000000 bytes"))
    }

    @Test func `what is nested too deep is not looked into, and that is said`() throws {
        let mail = ReturnedMail(try corpus.message("nested-100"))
        #expect(mail.content == .unclassified("its parts lie too deep within one another"))
    }

    @Test func `ten megabytes of whatever is worst are read within their limits`() {
        let worst: [(name: String, unit: String, head: String)] = [
            ("boundaries", "--a\n", "Content-Type: multipart/mixed; boundary=a\n\n"),
            ("heads", "a:\n", ""), ("folds", "a: b\n \n\t\n", ""), ("blanks", "\n", "From: a\n\n"),
            ("codes", "4 5 (#5 550 4", "From: mailer-daemon@a.example\n\n"),
            ("messages", "Content-Type: message/rfc822\n\n", ""), ("dashes", "--", "From: a\n"),
            ("groups", "Action: failed\n\n", "Content-Type: message/delivery-status\n\n"),
            ("comments", "(", "To: "), ("quotes", "\"\\", "Content-Type: multipart/mixed; boundary="),
            (
                "base64", "====",
                "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
            ),
        ]
        for (name, unit, head) in worst {
            let text = Array(unit.utf8)
            var message = Array(head.utf8)
            message.reserveCapacity(10_000_000)
            while message.count + text.count <= 9_990_000 { message += text }
            let asked = Mutex(0)
            var limits = ReportLimits()
            // So many thousand lines are read at most, whatever the time is.
            limits.isOverdue = {
                asked.withLock {
                    $0 += 1; return $0 > 50
                }
            }
            let mail = ReturnedMail(message, limits)
            if case .delivery(let recipients) = mail.content {
                #expect(recipients.count <= limits.recipients, "\(name)")
            }
            #expect(mail.subject.utf8.count <= limits.value && mail.deliveredTo.count <= 50, "\(name)")
        }
    }

    @Test func `reading ends where its time is over`() {
        var limits = ReportLimits()
        limits.isOverdue = { true }
        let lines = Array(String(repeating: "words\n", count: 100_000).utf8)
        let mail = ReturnedMail(Array("From: a@b.example\n\n".utf8) + lines, limits)
        #expect(mail.content == .unclassified("it takes too long to read"))
    }
}
