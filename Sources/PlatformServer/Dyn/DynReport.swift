import Mail
import Platform
import ServiceCore

/// The seven reports (§9), by the word that stands in their path and names their list.
enum DynReport: String, Sendable, CaseIterable {
    case sent, delivered, bounces, complaints, issues, opens, clicks

    /// What happened to a message for it to stand there.
    var kinds: [EventKind] {
        switch self {
        // Delivered and bounced ones together: what the other side refused was sent to it too.
        case .sent: [.accepted, .refused]
        case .delivered: [.delivered]
        // What the other side refused at once has bounced too.
        case .bounces: [.bounceHard, .bounceSoft, .refused]
        case .complaints: [.complaint]
        case .issues: [.notSent, .deferred, .unknown, .expired, .cancelled]
        case .opens: [.open]
        case .clicks: [.click]
        }
    }

    /// Whether it can be asked for one row a person and link.
    var hasUnique: Bool { self == .opens || self == .clicks }

    /// One event as the report writes it.
    func row(_ entry: MailReport.Entry, hasHeaders: Bool) -> JSONObject {
        let date = DynDate.text(entry.time)
        var row: JSONObject = ["emailaddress": entry.recipient, "date": date, "sender": entry.sender]
        // `{"X-Order": "42"}`, one a header; of long values Dyn shows the beginning alone.
        let headers = hasHeaders ? entry.headers : []
        row["xheaders"] = headers.map { [$0.name: String($0.value.prefix(500))] }
        switch self {
        case .sent, .delivered, .complaints: break
        case .opens: row["ip"] = entry.ip
        case .clicks:
            row["ip"] = entry.ip
            row["clicklink"] = entry.link
        case .bounces:
            row["bouncetype"] = entry.kind == .bounceSoft ? "soft" : "hard"
            row["bouncerule"] = entry.rule.isEmpty ? entry.detail : entry.rule
            row["bouncetime"] = date
        case .issues: row["reason"] = entry.detail.isEmpty ? entry.kind.rawValue : entry.detail
        }
        return row
    }
}
