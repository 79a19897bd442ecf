import FoundationEssentials
import ServiceCore
import Store

/// What accounts' messages came to of late, from what is counted by the day.
enum MailDayQueries {
    /// Those of a month, the last of which is not over.
    static let length = 30

    private static let kinds: [EventKind: any WritableKeyPath<MailDays.Day, Int> & Sendable] = [
        .accepted: \.sent, .refused: \.sent, .bounceSoft: \.bounces, .bounceHard: \.bounces,
        .complaint: \.complaints,
    ]

    /// Accounts of which something was counted, in the order of their names.
    static func all(at now: Date, in db: ReadTransaction) throws -> [MailDays] {
        let first = now.dayNumber - length + 1
        let kinds = kinds.keys.map(\.number).sorted().map(String.init).joined(separator: ", ")
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT a.username, d.kind, d.day, sum(d.n) FROM event_day d JOIN account a ON a.id = d.account
            WHERE d.day >= \(first) AND d.kind IN (\(sql: kinds)) GROUP BY a.username, d.kind, d.day
            """)
        var accounts: [String: [MailDays.Day]] = [:]
        for row in rows {
            let (name, day): (String, Int) = (row[0], row[2])
            guard let kind = EventKind(number: row[1]), let place = Self.kinds[kind],
                (first...now.dayNumber).contains(day)
            else { continue }
            accounts[name, default: Array(repeating: MailDays.Day(), count: length)][day - first][
                keyPath: place] += row[3]
        }
        return accounts.sorted { $0.key < $1.key }.map { MailDays(account: $0.key, days: $0.value) }
    }
}
