import Crypto
import Foundation
package import Mail

/// A message that came in for bounces, read, with whom it was for.
package struct ReceivedReport: Sendable {
    let mail: ReturnedMail
    /// The envelope's, else those that its head names.
    let recipients: [String]
    let bytes: Int
    let digest: Data

    /// - Parameter recipients: of the envelope; empty where nobody knows.
    package init(_ message: [UInt8], to recipients: [String], _ limits: ReportLimits = .oneSecond()) {
        mail = ReturnedMail(message, limits)
        self.recipients = recipients.isEmpty ? mail.deliveredTo : recipients
        bytes = message.count
        digest = Data(SHA256.hash(data: message))
    }

    private init(_ report: ReceivedReport, to recipients: [String]) {
        (mail, bytes, digest) = (report.mail, report.bytes, report.digest)
        self.recipients = recipients
    }

    /// The same for one of several whom it came for.
    func delivered(to recipient: String) -> ReceivedReport { ReceivedReport(self, to: [recipient]) }
}

/// What proves which message a report is about: a token that this directory signed.
enum ReportKey: Sendable, Hashable {
    case bounce(Int64)
    /// An address that a List-Unsubscribe named (RFC 2369 §3.2).
    case unsubscribe(Int64)

    /// Nil where nothing in the report is one.
    init?(_ report: ReceivedReport, _ vault: Vault) {
        for address in report.recipients {
            if let key = Self.key(address, vault) {
                self = key
                return
            }
        }
        guard let delivery = Self.delivery(of: report.mail, vault) else { return nil }
        self = .bounce(delivery)
    }

    /// `b` or `u`, and the token, as the local part.
    private static func key(_ address: String, _ vault: Vault) -> ReportKey? {
        let local = address.drop { $0 == "<" }.prefix { $0 != "@" && $0 != "+" }
        let token = local.dropFirst()
        switch local.first {
        case "b", "B":
            return MailToken(token, as: .bounce, in: .address, by: vault).map { .bounce($0.delivery) }
        case "u", "U":
            return MailToken(token, as: .unsubscribe, in: .address, by: vault).map {
                .unsubscribe($0.delivery)
            }
        default: return nil
        }
    }

    /// What the report returns of the message: the envelope's sender, else its Message-ID.
    ///
    /// One that an older program had given could have been guessed, and proves nothing.
    private static func delivery(of mail: ReturnedMail, _ vault: Vault) -> Int64? {
        var senders = [mail.returned.returnPath].compactMap { $0 }
        if case .feedback(let feedback) = mail.content { senders += [feedback.mailFrom].compactMap { $0 } }
        for sender in senders {
            if case .bounce(let delivery) = key(sender, vault) { return delivery }
        }
        let name = mail.returned.messageID?.drop { $0 == "<" }.prefix { $0 != "@" }
        return name.flatMap { MailToken($0, as: .messageID, in: .address, by: vault)?.delivery }
    }
}
