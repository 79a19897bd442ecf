package import Foundation

/// Who writes to whom about what, when and under which name: the headers of a message less those of its body.
package struct MailHead: Sendable {
    package var from: Mailbox
    package var to: [Mailbox]
    package var cc: [Mailbox] = []
    package var replyTo = ""
    package var subject: String
    package var date: Date
    /// With its angle brackets.
    package var messageID: String
    /// The caller's own; a Reply-To or Message-ID among them replaces ours.
    package var headers: [MailHeader] = []
    /// What of it was written before, with the same in it.
    package var shared: SharedHeaders?

    package init(
        from: Mailbox, to: [Mailbox] = [], subject: String = "", date: Date, messageID: String
    ) {
        (self.from, self.to, self.subject) = (from, to, subject)
        (self.date, self.messageID) = (date, messageID)
    }

    package var bytes: [UInt8] {
        let own = Set(headers.map { $0.name.lowercased() })
        var output = shared?.start ?? start(own)
        // A message that names nobody says so.
        output +=
            to.isEmpty && cc.isEmpty
            ? field("To") { $0.append("undisclosed-recipients:;") }
            : to.isEmpty ? [] : field("To") { $0.append(to) }
        if !cc.isEmpty { output += field("Cc") { $0.append(cc) } }
        output += shared?.subject ?? field("Subject") { $0.append(text: subject) }
        if !own.contains("message-id") { output += field("Message-ID") { $0.append(messageID) } }
        for header in headers where HeaderRules.isName(header.name) && !HeaderRules.isOwn(header.name) {
            output += shared?.headers[header] ?? field(header)
        }
        output += Self.version
        return output
    }

    private static let version = Array("MIME-Version: 1.0\r\n".utf8)

    private func start(_ own: Set<String>) -> [UInt8] {
        var output = field("Date") { $0.append(MailDate.text(date)) }
        output += field("From") { $0.append([from]) }
        if !replyTo.isEmpty, !own.contains("reply-to") {
            output += field("Reply-To") { $0.append([Mailbox(replyTo)]) }
        }
        return output
    }

    private func field(_ header: MailHeader) -> [UInt8] {
        field(header.name) { $0.append(text: header.value) }
    }

    private func field(_ name: String, _ write: (inout FoldedHeader) -> Void) -> [UInt8] {
        var header = FoldedHeader(name)
        write(&header)
        return header.bytes
    }
}

extension MailHead {
    /// Headers as they are written, for other messages of the same text: date, sender, where replies go, and whichever of the
    /// further headers are the same there.
    package struct SharedHeaders: Sendable {
        fileprivate let start: [UInt8]
        fileprivate let subject: [UInt8]?
        fileprivate let headers: [MailHeader: [UInt8]]
    }

    /// - Parameter subject: whether they all have this one's.
    package func sharedHeaders(subject isSame: Bool) -> SharedHeaders {
        SharedHeaders(
            start: start(Set(headers.map { $0.name.lowercased() })),
            subject: isSame ? field("Subject") { $0.append(text: subject) } : nil,
            headers: Dictionary(headers.map { ($0, field($0)) }) { first, _ in first })
    }
}

/// An address and who it is, as a header names them.
///
/// A header takes the address as it is given, so its domain is to be in ASCII by then.
package struct Mailbox: Codable, Sendable, Hashable {
    package var name: String
    package var address: String

    package init(_ address: String, name: String = "") {
        self.name = name
        self.address = address
    }
}

/// One header by its name and its value as a person would write it.
package struct MailHeader: Codable, Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Times as the Date header writes them, in UTC (RFC 5322 §3.3).
package enum MailDate {
    /// `Sun, 22 Nov 2026 10:14:10 +0000`
    package static func text(_ date: Date) -> String { date.formatted(style) }

    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
            \(second: .twoDigits) +0000
            """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian))
}
