/// One message to hand over: an envelope and the bytes in it.
package struct MailTransaction: Sendable, Hashable {
    /// The caller's own number, with which results and hooks name it.
    package let id: Int64
    package var sender: EnvelopeAddress
    /// At least one.
    package var recipients: [Recipient]
    package var content: MessageContent
    /// What notices of delivery are to name it by; sent where DSN was announced.
    package var envelopeID: String?
    /// How much of the message notices of failure return; left to the relay where nil.
    package var returned: Returned?

    package enum Returned: String, Sendable { case full = "FULL", headers = "HDRS" }

    package init(
        id: Int64, from sender: EnvelopeAddress, to recipients: [Recipient], _ content: MessageContent,
        envelopeID: String? = nil, returned: Returned? = nil
    ) {
        precondition(!recipients.isEmpty, "a message for nobody")
        self.id = id
        self.sender = sender
        self.recipients = recipients
        self.content = content
        self.envelopeID = envelopeID
        self.returned = returned
    }

    /// Whether only a server that announced SMTPUTF8 may be given it, whatever its recipients.
    var needsUTF8Itself: Bool { sender.needsUTF8 || content.hasUTF8Header }

    var needsUTF8: Bool { needsUTF8Itself || recipients.contains { $0.address.needsUTF8 } }

    /// The same outcome for everybody.
    func result(_ outcome: Outcome) -> TransactionResult {
        TransactionResult(id: id, outcomes: recipients.map { _ in outcome })
    }
}

/// One recipient of a message.
package struct Recipient: Sendable, Hashable {
    package var address: EnvelopeAddress
    /// Of what the relay is to send notices; left to it where nil. Empty asks for none at all.
    package var notices: Set<Notice>?
    /// The address that notices are to name instead, as it was before it was rewritten.
    package var original: String?

    package enum Notice: String, Sendable, CaseIterable {
        case success = "SUCCESS", failure = "FAILURE", delay = "DELAY"
    }

    package init(_ address: EnvelopeAddress, notices: Set<Notice>? = nil, original: String? = nil) {
        self.address = address
        self.notices = notices
        self.original = original
    }
}
