package import FoundationEssentials
package import ServiceCore

/// Something that happened to a message by e-mail or to a contact, as reports tell it.
package struct MailEvent: Sendable, Hashable {
    /// In the order in which events were written.
    package let id: Int64
    /// The address that the message was for, or the contact's.
    package let person: String
    package let kind: EventKind
    package let time: Date
}

/// What is known of a reply or reason beside the event's kind.
struct EventDetail: Sendable, Hashable {
    var code: Int?
    var enhanced: String?
    var rule: String?
    var text: String?
}
