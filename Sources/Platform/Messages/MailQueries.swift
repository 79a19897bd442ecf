package import FoundationEssentials
import ServiceCore
import Store

/// What a send through an API asks of its account.
enum MailQueries {
    /// The names of the account's X-headers as it spells them, by their lower-case form.
    static func headerNames(account: Int64, in db: ReadTransaction) throws -> [String: String] {
        let row = try SQLRow.fetchOne(
            db, cached: "SELECT xheader1, xheader2, xheader3, xheader4 FROM account WHERE id = \(account)")
        guard let row else { return [:] }
        let names = (0..<4).map { row[$0] as String }.filter { !$0.isEmpty }
        return Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The row of an API campaign of the account.
    ///
    /// - Throws: `.notFound` on `campaign` where there is none, `.invalid` for one of another type.
    static func apiCampaign(_ id: ResourceID, account: Int64, in db: ReadTransaction) throws -> Int64 {
        let row = try SQLRow.fetchOne(
            db,
            cached: "SELECT id, type FROM campaign WHERE id = \(Int64(id.native)) AND account = \(account)")
        guard let row else {
            throw ServiceError(.notFound, "The account has no such campaign.", field: "campaign")
        }
        guard row[1] == CampaignType.api.rawValue else {
            throw ServiceError(
                .invalid, "The campaign is launched as a whole, not sent through an API.", field: "campaign")
        }
        return row[0]
    }

    /// - Throws: `.quotaExhausted` where the account's cap leaves no room for so many more this month.
    static func requireRoom(
        for count: Int, account: Int64, at now: Date, in db: ReadTransaction
    ) throws {
        let left = try SendWay.Account.find(account, at: now, in: db).capLeft
        guard let left, count > max(0, left) else { return }
        var error = ServiceError(
            .quotaExhausted, "The account's monthly e-mail cap is reached.",
            hint: "Raise the cap in Accounts, or wait until the 1st.")
        error.note(RoomAgain(at: now.nextMonth))
        throw error
    }
}

/// When a limit that is reached lets messages through again by itself.
package struct RoomAgain: ErrorFact {
    package let at: Date
}

/// An SMTP user as a send through an API finds it: whether it may submit, and how much more.
struct SMTPUserRoom {
    /// The field that a refusal names.
    static let field = "smtp_user_name"

    let id: Int64
    private let name: String

    /// - Throws: `.refused` where the account has no such user or it is disabled.
    init(_ name: String, account: Int64, in db: ReadTransaction) throws {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT id, status FROM smtp_user WHERE name = \(name) AND account = \(account)
                """)
        guard let row else {
            throw ServiceError(
                .refused, "There is no SMTP user “\(name.prefix(100))”.", field: Self.field)
        }
        guard row[1] == "enabled" else {
            throw ServiceError(.refused, "SMTP user \(name) is disabled.", field: Self.field)
        }
        self.name = name
        id = row[0]
    }

    /// Counts what was sent, what is on its way and what waits, the new rows among it.
    ///
    /// - Throws: `.quotaExhausted` where that is more than a limit; the caller's transaction is undone.
    func check(at now: Date, in db: ReadTransaction) throws {
        guard let user = try SendWay.User.find(id, at: now, in: db) else { return }
        if let limit = user.hourlyLimit {
            let waiting = try waiting(before: user.nextHour.storedTime, atMost: limit, in: db)
            if user.inHour + waiting > limit { throw reached("hourly", limit, until: user.nextHour) }
        }
        if let limit = user.totalLimit {
            let waiting = try waiting(before: .max, atMost: limit, in: db)
            if user.inAll + waiting > limit { throw reached("total", limit) }
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

    private func reached(_ which: String, _ limit: Int, until: Date? = nil) -> ServiceError {
        var error = ServiceError(
            .quotaExhausted,
            "The \(which) limit \(NumberText.grouped(limit)) of SMTP user \(name) does not allow so many more messages.",
            field: Self.field)
        error.note(until.map(RoomAgain.init))
        return error
    }
}
