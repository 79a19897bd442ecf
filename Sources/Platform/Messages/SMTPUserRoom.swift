import FoundationEssentials
import ServiceCore
import Store

/// An SMTP user as a send through an API finds it: whether it may submit, and how much more.
struct SMTPUserRoom {
    /// The field that a refusal names.
    static let field = "smtp_user_name"

    let id: Int64
    private let name: String
    private let hourlyLimit: Int
    private let totalLimit: Int

    /// - Throws: `.refused` where the account has no such user or it is disabled.
    init(_ name: String, account: Int64, in db: ReadTransaction) throws {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT id, status, hourly_limit, total_limit FROM smtp_user WHERE name = \(name)
                AND account = \(account)
                """)
        guard let row else {
            throw ServiceError(
                .refused, "There is no SMTP user “\(name.prefix(100))”.", field: Self.field)
        }
        guard row[1] == "enabled" else {
            throw ServiceError(.refused, "SMTP user \(name) is disabled.", field: Self.field)
        }
        self.name = name
        (id, hourlyLimit, totalLimit) = (row[0], row[2], row[3])
    }

    /// Counts what was sent, what is on its way and what waits, the new rows among it.
    ///
    /// - Throws: `.quotaExhausted` where that is more than a limit; the caller's transaction is undone.
    func check(at now: Date, in db: ReadTransaction) throws {
        guard hourlyLimit > 0 || totalLimit > 0 else { return }
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT coalesce(h.used + h.reserved, 0), u.used_total + u.reserved_total,
                \(LimitDeltas.hourInForce(at: now.hourNumber)) FROM smtp_user u LEFT JOIN smtp_user_hour h
                ON h.smtp_user = u.id AND h.hour = \(LimitDeltas.hourInForce(at: now.hourNumber)) WHERE u.id = \(id)
                """)
        guard let row else { return }
        let (inHour, inAll, hour): (Int, Int, Int) = (row[0], row[1], row[2])
        if hourlyLimit > 0 {
            let waiting = try waiting(
                before: Date(hourNumber: hour + 1).storedTime, atMost: hourlyLimit, in: db)
            if inHour + waiting > hourlyLimit { throw reached("hourly", hourlyLimit) }
        }
        if totalLimit > 0 {
            let waiting = try waiting(before: .max, atMost: totalLimit, in: db)
            if inAll + waiting > totalLimit { throw reached("total", totalLimit) }
        }
    }

    /// Single messages that are due before a time; counted no further than tells.
    private func waiting(before time: Int64, atMost limit: Int, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db,
            cached: """
                SELECT count(*) FROM (SELECT 1 FROM delivery WHERE smtp_user = \(id) AND next_at < \(time)
                AND \(sql: Predicate.deliveryOfUser) LIMIT \(limit + 1)) AS waiting
                """) ?? 0
    }

    private func reached(_ which: String, _ limit: Int) -> ServiceError {
        ServiceError(
            .quotaExhausted,
            "The \(which) limit \(NumberText.grouped(limit)) of SMTP user \(name) does not allow so many more messages.",
            field: Self.field)
    }
}
