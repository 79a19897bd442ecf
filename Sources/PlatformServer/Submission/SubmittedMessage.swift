import Foundation
import Mail
import Platform
import SMTP
import ServiceCore

/// A message as it came by SMTP, made ready to be queued: its own bytes, but for what says how it went and whom nobody may see.
struct SubmittedMessage {
    let draft: MailDraft
    /// Every address that it says to be from.
    let senders: [String]

    /// What is not sent on: who else gets it, and where failures went on the way here.
    private static let leftOut: Set = ["bcc", "resent-bcc", "return-path"]
    /// A message that went through more servers goes in circles.
    private static let mostHops = 50

    /// - Parameter hop: the field that says how it came here, with its line end.
    /// - Throws: `.invalid` for what is no message, `.forbidden` where nobody can tell whom it is from.
    init(_ message: ReceivedMessage, hop: String) throws(ServiceError) {
        let raw: RawMessage
        do throws(RawMessage.Fault) {
            raw = try RawMessage(message.bytes, leavingOut: Self.leftOut)
            senders = try raw.senders(takesUTF8: message.sender.isUTF8)
        } catch {
            throw ServiceError(
                error == .ambiguousSender ? .forbidden : .invalid, "The message \(error.words).")
        }
        guard raw.values("received").count <= Self.mostHops else {
            throw ServiceError(.invalid, "The message has been through too many servers: it goes in circles.")
        }
        var draft = MailDraft(from: senders[0], people: Self.people(message.recipients), source: "smtp")
        draft.raw = Array(hop.utf8) + raw.bytes
        draft.subject = HeaderText.read(raw["subject"] ?? "")
        draft.uniqueID = raw["x-unique-id"].map { HeaderText.read($0) }
        let envelope = message.sender.address.text
        if AddressRules.key(of: envelope) != AddressRules.key(of: draft.from) {
            draft.envelopeSender = envelope
        }
        self.draft = draft
    }

    /// Each one once, however often it was named.
    private static func people(_ recipients: [EnvelopeAddress]) -> [MailDraft.Person] {
        var seen: Set<String> = []
        return recipients.map(\.text).filter { seen.insert(AddressRules.key(of: $0)).inserted }
            .map { MailDraft.Person(.to, $0) }
    }
}
