package import FoundationEssentials

extension Connection {
    /// What came back and was complained of since yesterday: accounts where that is more than usual, and all together.
    ///
    /// Days are those of UTC, by which it is counted; each finding counts the events that its filter shows.
    package func shareFindings(now: Date, zone: WallZone) async throws(ServiceError) -> [Finding] {
        guard let mailDays, let events = resources[.event], let count = events.operations.list?.count else {
            return []
        }
        let accounts = try await mailDays()
        let parser = FilterParser(schema: events.schema, now: now, zone: zone)
        let since = Date(
            timeIntervalSince1970: (now.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
                - 86_400 * Double(MailShare.recent - 1))
        var findings: [Finding] = []
        for share in MailShare.all {
            let lines = accounts.compactMap { account in
                share.weight(account.days).map { ($0, account.account as String?, account.days) }
            }
            for (weight, account, days) in lines + [(.note, nil, Self.total(of: accounts))] {
                let filter = Self.filter(share, of: account, on: id, since: since)
                let found = try await count(try parser.parse(filter))
                guard found > 0 else { continue }
                findings.append(
                    Finding(
                        weight, count: found, Self.sentence(share, found, of: account, days),
                        moment: .init("since", since), at: .rows(.event, filter: filter),
                        trend: share.trend(days)))
            }
        }
        return findings
    }

    private static func sentence(
        _ share: MailShare, _ count: Int, of account: String?, _ days: [MailDays.Day]
    ) -> String {
        let counted = NumberText.counted(count, share.one, share.several)
        let owner = account.map { " of \($0)" } ?? ""
        return
            "\(counted)\(owner), \(share.words(days, of: account == nil ? "what was sent" : "what it sent"))"
    }

    private static func filter(
        _ share: MailShare, of account: String?, on connection: ConnectionID, since: Date
    ) -> String {
        let day = WallTime(seconds: Int(since.timeIntervalSince1970)).dayText
        let owner = account.map { " account:\"\($0.replacing("\"", with: ""))\"" } ?? ""
        return "kind:\(share.kind) platform:\"\(connection)\" after:\(day)T00:00Z\(owner)"
    }

    private static func total(of accounts: [MailDays]) -> [MailDays.Day] {
        guard let first = accounts.first else { return [] }
        return accounts.dropFirst().reduce(first.days) { zip($0, $1.days).map(+) }
    }
}
