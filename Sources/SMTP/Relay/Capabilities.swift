/// What a server says it can, in its reply to EHLO. After HELO it can nothing of it.
package struct Capabilities: Sendable, Hashable {
    package var pipelining = false
    package var chunking = false
    package var eightBitMIME = false
    package var smtpUTF8 = false
    /// Notices of delivery by wish (RFC 3461).
    package var dsn = false
    package var startTLS = false
    package var enhancedStatusCodes = false
    /// Whether MAIL may tell the message's size.
    package var size = false
    /// The largest message that it takes in bytes; nil where it names none.
    package var largestMessage: Int?
    /// Ways of logging in, in capitals, in its order.
    package var logins: [String] = []

    package init() {}

    /// Reads the lines after the first, which greets. What is not known is left out.
    init(_ reply: Reply) {
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(separator: " ")
            guard let keyword = words.first else { continue }
            note(keyword, Array(words.dropFirst()))
        }
    }

    private mutating func note(_ keyword: Substring, _ values: [Substring]) {
        switch keyword {
        case "PIPELINING": pipelining = true
        case "CHUNKING": chunking = true
        case "8BITMIME": eightBitMIME = true
        case "SMTPUTF8": smtpUTF8 = true
        case "DSN": dsn = true
        case "STARTTLS": startTLS = true
        case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
        case "SIZE":
            size = true
            // Zero says that there is no fixed limit (RFC 1870 §4).
            largestMessage = values.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        case "AUTH": add(logins: values)
        default:
            // As servers wrote it before RFC 2554, and some write it beside the other to this day.
            if keyword.hasPrefix("AUTH=") { add(logins: [keyword.dropFirst(5)] + values) }
        }
    }

    private mutating func add(logins names: [Substring]) {
        for name in names.map(String.init) where !logins.contains(name) { logins.append(name) }
    }
}
