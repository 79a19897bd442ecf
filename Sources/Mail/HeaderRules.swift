import Foundation

/// Which headers a caller may write (RFC 5322 §2.2, §3.6.8).
package enum HeaderRules {
    package static let longestValue = 8_000
    static let mostHeaders = 100

    /// Whether a text can stand in a header: no CR, LF or NUL, by which another header could be forged.
    package static func isOneLine(_ text: String) -> Bool {
        !text.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 }
    }

    /// Printable ASCII without a colon.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 70 && text.utf8.allSatisfy { (33...126).contains($0) && $0 != 58 }
    }

    /// Whether a message is given this header by us, so that a caller may not.
    package static func isOwn(_ name: String) -> Bool {
        let lower = name.lowercased()
        return own.contains(lower) || lower.hasPrefix("content-") && lower != "content-encoding"
    }

    private static let own: Set = [
        "from", "to", "cc", "bcc", "subject", "date", "mime-version", "return-path", "received",
        "dkim-signature",
    ]

    /// What is wrong with a caller's headers, as a sentence; nil where they may be written.
    package static func fault(_ headers: [(name: String, value: String)]) -> String? {
        if headers.count > mostHeaders { return "\(headers.count) headers are too many for one message." }
        for (name, value) in headers {
            guard isName(name) else { return "“\(name.prefix(100))” is no name of a header." }
            if isOwn(name) { return "The header “\(name)” is written by the platform." }
            guard isOneLine(value) else { return "The header “\(name)” holds a line break or a NUL." }
            guard value.utf8.count <= longestValue else { return "The header “\(name)” is too long." }
        }
        return nil
    }
}
