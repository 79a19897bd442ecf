import FoundationEssentials
import ServiceCore
import Store

/// How much SMTP users and accounts may still send, read once per claim and counted down.
struct LimitGauges {
    let db: ReadTransaction
    let now: Date
    private var users: [Int64: SendWay.User] = [:]
    private var accounts: [Int64: SendWay.Account] = [:]
    /// Of mail by its relay; read with the first of it.
    private var warming: [Int64?: SendWay.Warming?] = [:]

    enum Place {
        /// Goes ahead, counted in this hour's bucket where there is a user to count for.
        case room(hour: Int?)
        case wait(until: Date, reason: String)
        /// Only a person can change it.
        case never(reason: String)
    }

    init(db: ReadTransaction, now: Date) {
        self.db = db
        self.now = now
    }

    mutating func take(_ row: DeliveryRow) throws -> Place {
        let way = try way(row)
        if let hold = SendRules.hold(way) {
            return hold.until.map { .wait(until: $0, reason: hold.words.plainText) }
                ?? .never(reason: hold.reason)
        }
        if row.channel == .email {
            accounts[row.account]?.capLeft? -= 1
            warming[row.relay]??.used += 1
        }
        guard let user = row.smtpUser, let hour = way.user?.hour else { return .room(hour: nil) }
        users[user]?.inHour += 1
        users[user]?.inAll += 1
        return .room(hour: hour)
    }

    private mutating func way(_ row: DeliveryRow) throws -> SendWay {
        var way = SendWay()
        way.account = try account(row.account)
        if row.channel == .email {
            way.warming = try warming(of: row.relay)
        } else {
            way.account.capLeft = nil
        }
        way.isOfLaunch = row.isOfLaunch
        if let id = row.smtpUser {
            way.user = try user(id)
            way.isUserGone = way.user == nil
        }
        return way
    }

    private mutating func warming(of relay: Int64?) throws -> SendWay.Warming? {
        if let known = warming[relay] { return known }
        var found = try SendWay.Warming.current(relay: relay, at: now, in: db)
        // What is under way may be taken yet.
        if let used = found?.used { found?.used = used + (try claimed(by: relay)) }
        warming.updateValue(found, forKey: relay)
        return found
    }

    private mutating func user(_ id: Int64) throws -> SendWay.User? {
        if let known = users[id] { return known }
        let user = try SendWay.User.find(id, at: now, in: db)
        users[id] = user
        return user
    }

    private mutating func account(_ id: Int64) throws -> SendWay.Account {
        if let known = accounts[id] { return known }
        var account = try SendWay.Account.find(id, at: now, in: db)
        // What is under way may be taken yet; it has no place booked, as that of an SMTP user has.
        if let left = account.capLeft { account.capLeft = left - (try claimed(of: id)) }
        accounts[id] = account
        return account
    }

    private func claimed(by relay: Int64?) throws -> Int {
        try Int.fetchOne(
            db,
            cached: """
                SELECT count(*) FROM delivery d JOIN batch b ON b.id = d.batch
                JOIN submission u ON u.id = d.submission
                WHERE d.\(sql: Predicate.deliveryClaimed) AND coalesce(u.relay, 0) = \(relay ?? 0)
                AND b.channel = \(Channel.email.rawValue)
                """) ?? 0
    }

    private func claimed(of account: Int64) throws -> Int {
        try Int.fetchOne(
            db,
            cached: """
                SELECT count(*) FROM delivery d JOIN batch b ON b.id = d.batch
                WHERE d.\(sql: Predicate.deliveryClaimed) AND b.account = \(account)
                AND b.channel = \(Channel.email.rawValue)
                """) ?? 0
    }
}
