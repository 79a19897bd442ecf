import Mail
import SMTP
import ServiceCore

extension OutgoingMessage {
    /// The message as a relay is given it: its sender as the Return-Path, one recipient.
    ///
    /// - Throws: what is answered to a message that no relay can be given.
    func transaction() throws(RelayReply.Unsendable) -> MailTransaction {
        guard channel == .email else {
            throw .init(RelayReply(unsaid: "there is no gateway for text messages here"))
        }
        guard let mail else {
            throw .init(RelayReply(unsaid: "what it says is no longer there"))
        }
        // Of a notice of failure nobody is told when it fails (RFC 5321, section 4.5.5).
        let from = sender.isEmpty ? .none : try Self.envelope(sender, "sender's")
        let to = try Self.envelope(address, "recipient's")
        do {
            return MailTransaction(
                id: delivery, from: from, to: [Recipient(to)], try MessageContent(mail.bytes))
        } catch {
            throw .init(RelayReply(unsaid: "no relay has to take it: \(error.words)"))
        }
    }

    private static func envelope(
        _ address: String, _ whose: String
    ) throws(RelayReply.Unsendable) -> EnvelopeAddress {
        do {
            return try EnvelopeAddress(Mailbox(address).inASCII.address)
        } catch {
            throw .init(RelayReply(unsaid: "the \(whose) address \(error.words)"))
        }
    }
}

extension RelayReply {
    /// What cannot be put to a relay at all.
    struct Unsendable: Error {
        let reply: RelayReply

        init(_ reply: RelayReply) { self.reply = reply }
    }
}
