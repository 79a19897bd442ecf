package import FoundationEssentials
package import Mail
package import ServiceCore

/// Which of an account's e-mail events are asked for.
package struct MailReport: Sendable {
    package var kinds: [EventKind]
    package var span = TimeSpan()
    /// The bare address that the message came from.
    package var sender: String?
    /// The recipient's whole address.
    package var recipient: String?
    /// The recipient's domain.
    package var domain: String?
    /// Headers that the message had, by name and value; those that the account has not named are not looked at.
    package var headers: [MailHeader] = []
    /// Each person, and each link that they followed, once.
    package var isUnique = false

    package init(_ kinds: [EventKind]) { self.kinds = kinds }

    /// One event with what is told of its message.
    package struct Entry: Sendable {
        package let kind: EventKind
        package let time: Date
        package let recipient: String
        /// Empty where no message is known.
        package let sender: String
        /// Of the headers that the caller gave the message those that the account has named.
        package let headers: [MailHeader]
        package let ip: String
        package let link: String
        /// What kind of bounce it was, as far as it was said.
        package let rule: String
        /// The reply or the reason.
        package let detail: String
    }
}

/// What became of the account's e-mail.
extension Tenant {
    /// A page of what a report asks for, the newest first.
    package func entries(
        of report: MailReport, from start: Int, limit: Int
    ) async throws(ServiceError) -> [MailReport.Entry] {
        let account = id
        return try await context.store.read { db in
            let queries = try ReportQueries(report, account: account, in: db)
            return try ReportRows(account: account, in: db).entries(queries.page(from: start, limit: limit))
        }
    }

    package func count(of report: MailReport) async throws(ServiceError) -> Int {
        let account = id
        return try await context.store.read { db in
            try ReportQueries(report, account: account, in: db).count()
        }
    }
}
