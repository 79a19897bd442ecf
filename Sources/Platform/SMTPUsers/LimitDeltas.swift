import FoundationEssentials
import ServiceCore
import Store

/// What one transaction reserves, uses and gives back of SMTP users' limits and accounts' caps.
struct LimitDeltas {
    private var hours: [Bucket: Change] = [:]
    private var accounts: [Int64: Int] = [:]
    /// By the relay that senders name for themselves; nil is the directory's.
    private var relays: [Int64?: Int] = [:]
    private var month = 0
    private var day = 0

    struct Bucket: Hashable {
        let user: Int64
        let hour: Int
    }

    private struct Change {
        var reserved = 0
        var used = 0
    }

    /// A claim takes its place in the hour.
    mutating func reserve(_ user: Int64?, hour: Int) {
        guard let user else { return }
        hours[Bucket(user: user, hour: hour), default: Change()].reserved += 1
    }

    /// The place is used for good (acceptance, or an answer that was lost) or given back.
    mutating func settle(_ user: Int64?, hour: Int, isUsed: Bool) {
        guard let user else { return }
        hours[Bucket(user: user, hour: hour), default: Change()].reserved -= 1
        if isUsed { hours[Bucket(user: user, hour: hour), default: Change()].used += 1 }
    }

    /// An e-mail counts toward its account's monthly cap, and toward what the relay is given on a day.
    mutating func count(account: Int64, relay: Int64?, month: Int, day: Int) {
        accounts[account, default: 0] += 1
        relays[relay, default: 0] += 1
        (self.month, self.day) = (month, day)
    }

    /// The bucket of an SMTP user at an hour: the highest one seen, unless the clock was wrong then.
    static func hourInForce(_ user: String = "u", at hour: Int) -> SQL {
        """
        CASE WHEN \(sql: user).highest_hour BETWEEN \(hour) AND \(hour) + 24 THEN \(sql: user).highest_hour
        ELSE \(hour) END
        """
    }

    func write(to db: WriteTransaction) throws {
        for (bucket, change) in hours where (change.reserved, change.used) != (0, 0) {
            try db.execute(
                cached: """
                    INSERT INTO smtp_user_hour (smtp_user, hour, reserved, used)
                    SELECT id, \(bucket.hour), \(change.reserved), \(change.used) FROM smtp_user
                    WHERE id = \(bucket.user)
                    ON CONFLICT (smtp_user, hour) DO UPDATE SET
                    reserved = smtp_user_hour.reserved + excluded.reserved,
                    used = smtp_user_hour.used + excluded.used
                    """)
            try db.execute(
                cached: """
                    UPDATE smtp_user AS u SET reserved_total = reserved_total + \(change.reserved),
                    used_total = used_total + \(change.used), highest_hour = CASE WHEN \(change.reserved) >
                    0 THEN \(Self.hourInForce(at: bucket.hour)) ELSE max(highest_hour, \(bucket.hour)) END
                    WHERE id = \(bucket.user)
                    """)
        }
        for (relay, count) in relays { try WarmUp.count(count, by: relay, on: day, in: db) }
        for (account, count) in accounts {
            try db.execute(
                cached: """
                    UPDATE account SET emails_sent = emails_sent + \(count),
                    email_month_sent = CASE WHEN email_month IN (\(month), \(month) + 1)
                    THEN email_month_sent ELSE 0 END + \(count), email_month = CASE WHEN email_month = \(month)
                    + 1 THEN email_month ELSE \(month) END WHERE id = \(account)
                    """)
        }
    }
}

extension Date {
    /// The number of the UTC hour since 1970: the bucket of hourly limits.
    var hourNumber: Int { Int((timeIntervalSince1970 / 3600).rounded(.down)) }

    init(hourNumber: Int) { self.init(timeIntervalSince1970: Double(hourNumber) * 3600) }

    /// The number of the UTC month, twelve to a year: the bucket of monthly caps.
    var monthNumber: Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month], from: self)
        return (parts.year ?? 0) * 12 + (parts.month ?? 1) - 1
    }

    /// The first instant of the next UTC month, when monthly caps are counted anew.
    var nextMonth: Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let month = monthNumber + 1
        let parts = DateComponents(year: month / 12, month: month % 12 + 1, day: 1)
        return calendar.date(from: parts) ?? addingTimeInterval(86_400)
    }
}
