import FoundationEssentials
import Mail

/// What is stored of a submission, from which its messages are written.
struct MailSource: Sendable {
    let submission: Int64
    let message: FrozenMessage
    /// The time of every message of it, at whichever attempt.
    let date: Date
    var html = ""
    var text = ""
    /// A whole message, sent as it is.
    var raw: [UInt8]?
    var files: [MailAttachment] = []
    /// What fields are filled with that the person has no value for.
    var variables: [String: String] = [:]
}

/// One message's recipient, and what its fields are filled with.
struct MailAddressee: Sendable {
    let delivery: Int64
    let submission: Int64
    /// Who is named where each recipient gets a message of their own: for a copy the one that it goes with.
    let mailbox: Mailbox
    let values: [String: String]
}
