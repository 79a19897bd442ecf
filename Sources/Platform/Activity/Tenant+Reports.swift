package import ServiceCore

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
