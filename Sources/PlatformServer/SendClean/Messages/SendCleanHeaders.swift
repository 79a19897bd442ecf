import Platform
import ServiceCore

/// `headers` of a message: some are orders to the platform, the others go out (`Providers/SendClean/WIRE.md` §8).
struct SendCleanHeaders {
    /// The bare address.
    private(set) var replyTo: String?
    private(set) var uniqueID: String?
    /// Whether a text that comes alone is made into HTML as well.
    private(set) var makesHTML = false
    /// Whether HTML that comes alone is made into a text as well, which it is unless the caller says no.
    private(set) var makesText = true
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
            case "x-stes-autotext": makesText = value.lowercased() != "no"
            // Orders about tracking, signing and return paths: messages go out as they were handed over, so there
            // is nothing to order.
            case let order where order.hasPrefix("x-stes-"): break
            default: others.append((name, value))
            }
        }
    }
}
