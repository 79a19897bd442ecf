import Mail
import Platform
import ServiceCore

/// One event as its report writes it (§9); which members it has, the report decides.
struct DynReportRow: Encodable, Sendable {
    private let entry: MailReport.Entry
    private let report: DynReport
    private let hasHeaders: Bool

    init(_ entry: MailReport.Entry, of report: DynReport, hasHeaders: Bool) {
        self.entry = entry
        self.report = report
        self.hasHeaders = hasHeaders
    }

    private enum Keys: CodingKey {
        case emailaddress, date, sender, xheaders, ip, clicklink, bouncetype, bouncerule, bouncetime, reason
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        for (key, text) in texts { try container.encode(text, forKey: key) }
        try container.encode(headers, forKey: .xheaders)
    }

    private var texts: [(Keys, String)] {
        let date = DynDate.text(entry.time)
        let common: [(Keys, String)] = [
            (.emailaddress, entry.recipient), (.date, date), (.sender, entry.sender),
        ]
        switch report {
        case .sent, .delivered, .complaints: return common
        case .opens: return common + [(.ip, entry.ip)]
        case .clicks: return common + [(.ip, entry.ip), (.clicklink, entry.link)]
        case .bounces:
            let rule = entry.rule.isEmpty ? entry.detail : entry.rule
            return common + [(.bouncetype, bounceType), (.bouncerule, rule), (.bouncetime, date)]
        case .issues: return common + [(.reason, entry.detail.isEmpty ? entry.kind.rawValue : entry.detail)]
        }
    }

    private var bounceType: String { entry.kind == .bounceSoft ? "soft" : "hard" }

    /// `{"X-Order": "42"}`, one a header; of long values Dyn shows the beginning alone.
    private var headers: [[String: String]] {
        guard hasHeaders else { return [] }
        return entry.headers.map { [$0.name: String($0.value.prefix(500))] }
    }
}
