import Foundation
import Mail
import Platform
import ServiceCore

extension DynCaller {
    private static let reportPage = 500

    /// The rows under the report's own name, and under `unique` too where they are that: clients look for either.
    func list(_ report: DynReport, isUnique: Bool) async throws(ServiceError) -> [String: [JSONObject]] {
        let hasHeaders = try !parameters.flag("noheaders")
        let entries = try await tenant.entries(
            of: try query(report, isUnique: isUnique), from: parameters.start(), limit: Self.reportPage)
        let rows = entries.map { report.row($0, hasHeaders: hasHeaders) }
        return isUnique ? [report.rawValue: rows, "unique": rows] : [report.rawValue: rows]
    }

    /// What is counted once each is told twice: clients look for either name.
    func count(_ report: DynReport, isUnique: Bool) async throws(ServiceError) -> JSONObject {
        let count = try await tenant.count(of: try query(report, isUnique: isUnique))
        return isUnique ? ["count": count, "unique": count] : ["count": count]
    }

    private func query(_ report: DynReport, isUnique: Bool) throws(ServiceError) -> MailReport {
        var query = MailReport(kinds(report))
        query.span = try reportSpan()
        query.sender = parameters.text("sender").map(AddressRules.key)
        query.recipient = parameters.text("emailaddress", "recipient").map(AddressRules.key)
        query.domain = parameters.text("domain").map { DomainName.key($0) ?? $0.lowercased() }
        query.headers = parameters.named("x-").map { MailHeader($0.name, $0.value) }
        query.isUnique = isUnique
        return query
    }

    /// A type that there is not is one that nothing has.
    private func kinds(_ report: DynReport) -> [EventKind] {
        guard report == .bounces, let type = parameters.text("bouncetype")?.lowercased() else {
            return report.kinds
        }
        switch type {
        case "hard": return [.bounceHard, .refused]
        case "soft": return [.bounceSoft]
        default: return []
        }
    }

    /// Without a start, the month before the end.
    private func reportSpan() throws(ServiceError) -> TimeSpan {
        let end = try parameters.date("endtime", "enddate")
        let start = try parameters.date("starttime", "startdate")
        return TimeSpan(
            start: start ?? (end ?? tenant.clock()).addingTimeInterval(-Self.month), end: end)
    }

    /// The longest that there is.
    private static let month: TimeInterval = 31 * 86_400
}
