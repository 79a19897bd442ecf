import Platform
import ServiceCore

/// `headers` of a message: some are orders to the platform, the others go out (specs/sendclean.md §8).
struct SendCleanHeaders {
    /// The bare address.
    private(set) var replyTo: String?
    private(set) var uniqueID: String?
    /// Whether a text that comes alone is made into HTML as well.
    private(set) var makesHTML = false
    /// In the order of the alphabet, for an object has none.
    private(set) var others: [(name: String, value: String)] = []

    init(_ message: SendCleanParameters) throws(ServiceError) {
        guard let headers = try message.object("headers") else { return }
        for (name, _) in try headers.pairs() {
            guard let value = try headers.line(name) else { continue }
            switch name.lowercased() {
            case "reply-to": replyTo = MailboxList.addresses(in: value).first
            case "x-unique-id":
                uniqueID = value
                others.append((name, value))
            case "x-stes-autohtml": makesHTML = value.lowercased() == "yes"
            // Which clicks are followed and what signs is the account's own affair: its flags and domains say it.
            case let order where order.hasPrefix("x-stes-"): break
            default: others.append((name, value))
            }
        }
    }
}
