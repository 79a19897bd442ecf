import FoundationEssentials
import GRDB
import ServiceCore

/// How much SMTP users and accounts may still send, read once per claim and counted down.
struct LimitGauges {
    let db: Database
    let now: Date
    private var users: [Int64: User] = [:]
    private var accounts: [Int64: Account] = [:]

    enum Place {
        /// Goes ahead, counted in this hour's bucket where there is a limit to count for.
        case room(hour: Int?)
        case wait(until: Date, reason: String)
        /// Only a person can change it.
        case never(reason: String)
    }

    private struct Account {
        var isActive: Bool
        /// What it may still send this month, nil where it has no cap.
        var left: Int?
    }

    private struct User {
        var name: String
        var isEnabled: Bool
        var hour: Int
        var hourlyLimit: Int?
        var totalLimit: Int?
        var inHour: Int
        var inAll: Int
    }

    init(db: Database, now: Date) {
        self.db = db
        self.now = now
    }

    mutating func take(_ row: DeliveryRow) throws -> Place {
        var account = try account(row.account)
        guard account.isActive else { return .never(reason: "the account is disabled") }
        if row.channel == .email, let left = account.left, left <= 0 { return Self.capReached(now) }
        let place = try row.smtpUser.map { try takeUser($0) } ?? .room(hour: nil)
        if case .room = place, row.channel == .email, let left = account.left {
            account.left = left - 1
            accounts[row.account] = account
        }
        return place
    }

    private mutating func takeUser(_ id: Int64) throws -> Place {
        guard var user = try user(id) else { return .never(reason: "its SMTP user is gone") }
        guard user.isEnabled else { return .never(reason: "SMTP user \(user.name) is disabled") }
        if let limit = user.totalLimit, user.inAll >= limit {
            return .never(
                reason: "the total limit \(NumberText.grouped(limit)) of SMTP user \(user.name) is reached")
        }
        if let limit = user.hourlyLimit, user.inHour >= limit {
            let next = Date(hourNumber: user.hour + 1)
            return .wait(
                until: next,
                reason:
                    "limit \(NumberText.grouped(limit))/hour of SMTP user \(user.name), goes on at \(next.formatted(.iso8601))"
            )
        }
        user.inHour += 1
        user.inAll += 1
        users[id] = user
        return .room(hour: user.hour)
    }

    /// A clock that goes back opens no bucket twice: the highest hour seen stays in force.
    private mutating func user(_ id: Int64) throws -> User? {
        if let user = users[id] { return user }
        let row = try SQLRow.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT u.name, u.status, u.hourly_limit, u.total_limit, u.used_total + u.reserved_total,
                    max(u.highest_hour, ?), coalesce(h.used + h.reserved, 0)
                    FROM smtp_user u LEFT JOIN smtp_user_hour h
                    ON h.smtp_user = u.id AND h.hour = max(u.highest_hour, ?) WHERE u.id = ?
                    """), arguments: [now.hourNumber, now.hourNumber, id])
        guard let row else { return nil }
        let limits: (Int, Int) = (row[2], row[3])
        let user = User(
            name: row[0], isEnabled: (row[1] as String) == "enabled", hour: row[5],
            hourlyLimit: limits.0 > 0 ? limits.0 : nil, totalLimit: limits.1 > 0 ? limits.1 : nil,
            inHour: row[6], inAll: row[4])
        users[id] = user
        return user
    }

    private mutating func account(_ id: Int64) throws -> Account {
        if let known = accounts[id] { return known }
        let row = try SQLRow.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT email_cap, CASE WHEN email_month = ? THEN email_month_sent ELSE 0 END, is_active
                    FROM account WHERE id = ?
                    """), arguments: [now.monthNumber, id])
        let account = Account(
            isActive: row?[2] ?? false,
            left: row.flatMap { row in (row[0] as Int?).map { $0 - (row[1] as Int) } })
        accounts[id] = account
        return account
    }

    private static func capReached(_ now: Date) -> Place {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let month = now.monthNumber + 1
        let parts = DateComponents(year: month / 12, month: month % 12 + 1, day: 1)
        let next = calendar.date(from: parts) ?? now.addingTimeInterval(86_400)
        return .wait(until: next, reason: "the account's monthly e-mail cap is reached")
    }
}
