import FoundationEssentials
import ServiceCore
import Store

extension SendWay {
    /// The way of what an account sends now, as one of its users where one is named.
    static func of(
        account: Int64, smtpUser: Int64? = nil, channel: Channel, at now: Date, in db: ReadTransaction
    ) throws -> SendWay {
        var way = SendWay()
        way.engine = try EngineHold.current(in: db)
        way.account = try Account.find(account, at: now, in: db)
        if channel != .email { way.account.capLeft = nil }
        if let smtpUser {
            way.user = try User.find(smtpUser, at: now, in: db)
            way.isUserGone = way.user == nil
        }
        return way
    }
}

extension SendWay.Account {
    /// One that is gone counts as disabled.
    static func find(_ id: Int64, at now: Date, in db: ReadTransaction) throws -> Self {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT email_cap, CASE WHEN email_month IN (\(now.monthNumber), \(now.monthNumber) + 1)
                THEN email_month_sent ELSE 0 END, is_active, is_verified FROM account WHERE id = \(id)
                """)
        guard let row else { return Self(isActive: false) }
        return Self(
            isActive: row[2], isVerified: row[3], capLeft: (row[0] as Int?).map { $0 - (row[1] as Int) },
            nextMonth: now.nextMonth)
    }
}

extension SendWay.User {
    /// A clock that goes back opens no bucket twice: the highest hour seen stays in force, unless it lies so far ahead
    /// that the clock was wrong then.
    private static func query(at hour: Int) -> SQL {
        """
        SELECT u.name, u.status, u.hourly_limit, u.total_limit, u.used_total + u.reserved_total,
        \(LimitDeltas.hourInForce(at: hour)), coalesce(h.used + h.reserved, 0)
        FROM smtp_user u LEFT JOIN smtp_user_hour h
        ON h.smtp_user = u.id AND h.hour = \(LimitDeltas.hourInForce(at: hour))
        """
    }

    static func find(_ id: Int64, at now: Date, in db: ReadTransaction) throws -> Self? {
        try SQLRow.fetchOne(db, cached: "\(query(at: now.hourNumber)) WHERE u.id = \(id)").map(Self.init)
    }

    /// All of an account by name.
    static func all(of account: Int64, at now: Date, in db: ReadTransaction) throws -> [Self] {
        try SQLRow.fetchAll(
            db, cached: "\(query(at: now.hourNumber)) WHERE u.account = \(account) ORDER BY u.name"
        ).map(Self.init)
    }

    private init(_ row: SQLRow) {
        let limits: (hourly: Int, total: Int) = (row[2], row[3])
        self.init(
            name: row[0], isEnabled: row[1] == "enabled", hour: row[5],
            hourlyLimit: limits.hourly > 0 ? limits.hourly : nil,
            totalLimit: limits.total > 0 ? limits.total : nil, inHour: row[6], inAll: row[4])
    }
}
