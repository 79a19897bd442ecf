import FoundationEssentials
import ServiceCore
import Store

/// What messages are sent by, as it stands now: the account, and the SMTP user whose limits count.
struct SendWay: Sendable, Hashable {
    /// What holds everything that the platform sends.
    var engine: EngineHold?
    var account = Account()
    /// Whether a campaign goes this way, not a single message.
    var isOfLaunch = false
    /// Nil where it counts for no user's limits.
    var user: User?
    /// Whether a user was named that there is no more.
    var isUserGone = false
    /// What is to be paid; nil for e-mail, and for what is paid for already.
    var credits: Credits?
    /// How much a relay may be given on one of its first days; nil afterwards, and for text messages.
    var warming: Warming?

    struct Account: Sendable, Hashable {
        var isActive = true
        var isVerified = true
        /// How many e-mails it may still send this month; nil without a cap, and for text messages.
        var capLeft: Int?
        var nextMonth = Date.distantFuture
        var quietHours = ""
        /// When the quiet hours end that there are now, for launches; single messages know none.
        var quietUntil: Date?

        var isCapReached: Bool { capLeft.map { $0 <= 0 } ?? false }
    }

    struct Credits: Sendable, Hashable {
        var needed: Int
        var left: Int
    }

    struct Warming: Sendable, Hashable {
        let plan: WarmUp
        let today: Int
        /// What it may be given today.
        let cap: Int
        /// What it was given.
        var used: Int

        var isFull: Bool { used >= cap }
        var tomorrow: Date { Date(timeIntervalSince1970: Double(today + 1) * 86_400) }
        /// The first is 1.
        var dayOfPlan: Int { max(0, today - plan.firstDay) + 1 }
        /// `500 of 1,000 today, day 2 of 7`.
        var words: String {
            "\(NumberText.grouped(used)) of \(NumberText.grouped(cap)) today, day \(dayOfPlan) of \(plan.caps.count)"
        }
    }

    struct User: Sendable, Hashable {
        var name: String
        var isEnabled = true
        /// The highest hour seen, which is the one in force.
        var hour = 0
        var hourlyLimit: Int?
        var totalLimit: Int?
        /// Used and reserved, in that hour and in all.
        var inHour = 0
        var inAll = 0

        var isExhausted: Bool { totalLeft.map { $0 <= 0 } ?? false }
        var isHourFull: Bool { hourlyLimit.map { inHour >= $0 } ?? false }
        var totalLeft: Int? { totalLimit.map { max(0, $0 - inAll) } }
        var nextHour: Date { Date(hourNumber: hour + 1) }
    }
}

extension SendWay {
    /// The way of what an account sends now, as one of its users where one is named.
    ///
    /// - Parameter isLaunch: whether a campaign goes this way, not a single message.
    static func of(
        account: Int64, smtpUser: Int64? = nil, channel: Channel, isLaunch: Bool = false, at now: Date,
        in db: ReadTransaction
    ) throws -> SendWay {
        var way = SendWay()
        way.engine = try EngineHold.current(in: db)
        way.account = try Account.find(account, at: now, in: db)
        way.isOfLaunch = isLaunch
        if channel != .email { way.account.capLeft = nil }
        if let smtpUser {
            way.user = try User.find(smtpUser, at: now, in: db)
            way.isUserGone = way.user == nil
        }
        return way
    }
}

extension SendWay.Warming {
    /// Nil where the relay is not being warmed up.
    ///
    /// - Parameter relay: one that senders name for themselves; nil is the directory's.
    static func current(relay: Int64?, at now: Date, in db: ReadTransaction) throws -> Self? {
        let today = now.dayNumber
        guard let setting = try RelaySetting.relay(relay, in: db), let plan = setting.warmUp,
            let cap = plan.cap(on: today)
        else { return nil }
        let used = try WarmUp.used(by: setting.url, on: today, in: db)
        return Self(plan: plan, today: today, cap: cap, used: used)
    }
}

extension SendWay.Account {
    /// One that is gone counts as disabled.
    static func find(_ id: Int64, at now: Date, in db: ReadTransaction) throws -> Self {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT email_cap, CASE WHEN email_month IN (\(now.monthNumber), \(now.monthNumber) + 1)
                THEN email_month_sent ELSE 0 END, is_active, is_verified, quiet_hours, time_zone
                FROM account WHERE id = \(id)
                """)
        guard let row else { return Self(isActive: false) }
        let quiet = QuietHours(row[4])
        return Self(
            isActive: row[2], isVerified: row[3], capLeft: (row[0] as Int?).map { $0 - (row[1] as Int) },
            nextMonth: now.nextMonth, quietHours: quiet?.text ?? "",
            quietUntil: quiet?.end(at: now, in: WallZone(account: row[5] ?? "")))
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
