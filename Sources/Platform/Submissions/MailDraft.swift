package import Mail
package import ServiceCore

/// A message as a caller of the wire APIs hands it over, before any of it is checked.
package struct MailDraft: Sendable {
    /// The sender's bare address.
    package var from: String
    package var fromName = ""
    /// Whom failures of it are told where that is not the sender.
    package var envelopeSender: String?
    package var replyTo: String?
    package var people: [Person]
    package var subject = ""
    package var html = ""
    package var text = ""
    /// Whether a text is made of HTML that comes alone.
    package var makesText = true
    /// Headers of the caller's own, in order; what the platform writes itself is refused.
    package var headers: [(name: String, value: String)] = []
    package var attachments: [MailAttachment] = []
    /// A whole message, sent as it is instead of what is made of the other fields.
    package var raw: [UInt8]?
    /// Whether fields in double braces are filled in; they also are where any person has values.
    package var isTemplate = false
    /// The name of the SMTP user whose limits it counts for.
    package var smtpUser: String?
    /// The API campaign that it belongs to.
    package var campaign: ResourceID?
    /// The id of an earlier batch that it joins; nil makes one.
    package var batch: String?
    package var keepsArchive = false
    /// False asks for an approved sender only where the account has a checked sending domain: of two
    /// wire APIs whoever names no domains may send from any.
    package var requiresApprovedSender = true
    /// The wire API that it came by: `dyn`.
    package var source: String
    /// The caller's own name for it, by which it is looked up later.
    package var uniqueID: String?
    /// What its batch is shown as; by default its subject.
    package var title = ""
    /// Whether each recipient gets a message of their own, and the copies go with each; else one is for all.
    package var copiesWithEach = false

    package init(from: String, people: [Person], source: String) {
        self.from = from
        self.people = people
        self.source = source
    }
}

extension MailDraft {
    /// Someone that it goes to.
    package struct Person: Sendable, Hashable {
        package var role: Role
        package var address: String
        package var name: String
        /// What the message's fields are filled with.
        package var values: [String: String]

        package init(
            _ role: Role = .to, _ address: String, name: String = "", values: [String: String] = [:]
        ) {
            self.role = role
            self.address = address
            self.name = name
            self.values = values
        }
    }

    /// Where in the message someone is named; `delivery.role` keeps the number.
    package enum Role: Int, Sendable, Hashable, Codable {
        case to = 0
        case cc = 1
        case bcc = 2
    }
}
