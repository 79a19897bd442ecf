import FoundationEssentials

/// A file of suppressed addresses as another sender exports it and takes it in.
package struct SuppressionListForm: Sendable {
    /// As `suppression export` names it: `sendgrid-bounces`.
    package let name: String
    /// As people call it: `SendGrid bounces`.
    package let title: String
    package let headings: [String]
    /// The reasons of which it tells; the first is that of a row that names none.
    package let reasons: [Suppression.Reason]
    /// What its columns fill, by their headings.
    private let meanings: [String: FieldID]
    private let time: TimeForm

    private enum TimeForm: Sendable {
        case unix, mail, iso
    }

    /// Source: SendGrid's CSV downloads of each list; Mailgun's imports of bounces, complaints and unsubscribes;
    /// Postmark's dump of a stream's suppressions.
    package static let all = [
        SuppressionListForm(
            name: "sendgrid-bounces", title: "SendGrid bounces",
            headings: ["status", "reason", "email", "created"], reasons: [.bounce],
            meanings: ["reason": "note", "email": "address", "created": "created"], time: .unix),
        SuppressionListForm(
            name: "sendgrid-spam-reports", title: "SendGrid spam reports",
            headings: ["ip", "email", "created"], reasons: [.complaint],
            meanings: ["email": "address", "created": "created"], time: .unix),
        SuppressionListForm(
            name: "sendgrid-invalid", title: "SendGrid invalid or blocked addresses",
            headings: ["reason", "email", "created"], reasons: [.bounce],
            meanings: ["reason": "note", "email": "address", "created": "created"], time: .unix),
        SuppressionListForm(
            name: "sendgrid-unsubscribes", title: "SendGrid unsubscribes",
            headings: ["email", "created"], reasons: [.unsubscribe, .manual],
            meanings: ["email": "address", "created": "created"], time: .unix),
        SuppressionListForm(
            name: "mailgun-bounces", title: "Mailgun bounces",
            headings: ["address", "code", "error", "created_at"], reasons: [.bounce],
            meanings: ["address": "address", "error": "note", "created_at": "created"], time: .mail),
        SuppressionListForm(
            name: "mailgun-complaints", title: "Mailgun complaints",
            headings: ["address", "created_at"], reasons: [.complaint],
            meanings: ["address": "address", "created_at": "created"], time: .mail),
        SuppressionListForm(
            name: "mailgun-unsubscribes", title: "Mailgun unsubscribes",
            headings: ["address", "tags", "created_at"], reasons: [.unsubscribe, .manual],
            meanings: ["address": "address", "created_at": "created"], time: .mail),
        SuppressionListForm(
            name: "postmark", title: "Postmark suppressions",
            headings: ["EmailAddress", "SuppressionReason", "Origin", "CreatedAt"],
            reasons: [.manual, .bounce, .complaint, .unsubscribe],
            meanings: [
                "EmailAddress": "address", "SuppressionReason": "reason", "CreatedAt": "created",
            ], time: .iso),
    ]

    package static func named(_ name: String) -> SuppressionListForm? {
        all.first { $0.name == name.lowercased() }
    }

    /// The one that has exactly these headings, in any order.
    package static func of(_ headings: [String]) -> SuppressionListForm? {
        let wanted = Set(headings.map { $0.lowercased() })
        return all.first { Set($0.headings.map { $0.lowercased() }) == wanted }
    }

    /// What its columns fill, as a person would say it.
    package var wishes: [ListWish] {
        headings.compactMap { heading in meanings[heading].map { ListWish(field: $0, heading: heading) } }
    }

    /// One line for an entry, nil where it tells of no such reason, or of no numbers.
    package func line(_ entry: Suppression) -> String? {
        guard reasons.contains(entry.reason), entry.channel == .email, entry.lifted == nil else { return nil }
        return RowCSVLine.of(headings.map { cell($0, entry) })
    }

    package var header: String { RowCSVLine.of(headings) }

    private func cell(_ heading: String, _ entry: Suppression) -> String {
        switch meanings[heading] {
        case "address": return entry.address
        case "created": return entry.created.map(text) ?? ""
        case "note": return entry.note
        case "reason": return Self.postmark(entry.reason)
        default:
            switch heading {
            case "tags": return "*"
            case "code": return "550"
            case "Origin": return entry.reason == .manual ? "Customer" : "Recipient"
            default: return ""
            }
        }
    }

    private static func postmark(_ reason: Suppression.Reason) -> String {
        switch reason {
        case .bounce: "HardBounce"
        case .complaint: "SpamComplaint"
        case .manual, .unsubscribe, .erased: "ManualSuppression"
        }
    }

    private func text(_ time: Date) -> String {
        switch self.time {
        case .unix: String(Int(time.timeIntervalSince1970))
        case .iso: FieldValue.date(time).plainText
        case .mail: MailTime.text(time)
        }
    }
}

/// The reasons of other senders, in the words of ours.
extension Suppression.Reason {
    /// Nil for a word that is no reason.
    package init?(word: String) {
        switch ListFields.folded(word) {
        case "manual", "manualsuppression", "block", "blocked": self = .manual
        case "bounce", "bounces", "hardbounce", "bounced", "invalid", "invalidemail": self = .bounce
        case "complaint", "complaints", "spamcomplaint", "spamreport", "spam", "abuse": self = .complaint
        case "unsubscribe", "unsubscribes", "unsubscribed", "optout", "globalunsubscribe": self = .unsubscribe
        default: return nil
        }
    }
}

/// Lines that other programs read as they are: no sign is put before what a spreadsheet takes for a formula.
enum RowCSVLine {
    static func of(_ cells: [String]) -> String {
        cells.map { cell in
            guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
            return "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\r\n"
    }
}
