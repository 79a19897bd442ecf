import ServiceCore
import Store

/// An audience of contacts as a range of rows in the order of one key, so that it is walked in chunks.
struct AudienceSource {
    let account: Int64
    let channel: Channel
    /// The tables and joins; the contact is `c`.
    let tables: String
    /// What the range is over: `c.numid` or `m.contact`, both served by an index.
    let key: String
    let condition: SQL
    /// The column of what stopped a person when the launch was paid for.
    private(set) var stopThen: String?
}

extension AudienceSource {
    /// - Returns: nil for an audience that is a list or nobody.
    init?(_ spec: AudienceSpec, account: Int64, channel: Channel, in db: ReadTransaction) throws {
        self.account = account
        self.channel = channel
        switch spec.kind {
        case .none, .list: return nil
        case .all:
            (tables, key, condition) = ("contact c", "c.numid", "c.account = \(sql: account)")
        case .group:
            (tables, key) = ("grp_member m JOIN contact c ON c.id = m.contact", "m.contact")
            condition = "m.grp = \(sql: spec.id ?? 0) AND c.account = \(sql: account)"
        case .filter:
            let filter = try FilterCondition(spec.query ?? "", zone: spec.zone, in: db)
            (tables, key) = ("contact c", "c.numid")
            condition = "c.account = \(sql: account) AND (\(filter.sql))"
        }
    }

    var address: String {
        channel == .email ? "coalesce(c.email, c.phone)" : "coalesce(c.phone, c.email)"
    }

    /// How the address was written, null where it says so itself.
    private var written: String {
        channel == .email ? "c.email_written" : "CASE WHEN c.phone IS NULL THEN c.email_written END"
    }

    /// The highest key there is now, nil for an empty audience.
    func end(in db: ReadTransaction) throws -> Int64? {
        try Int64.fetchOne(db, "SELECT max(\(sql: key)) FROM \(sql: tables) WHERE \(condition)")
    }

    func count(in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(db, "SELECT count(*) FROM \(sql: tables) WHERE \(condition)") ?? 0
    }

    /// The key up to which a chunk reaches, nil where nothing follows `start`.
    func endOfChunk(
        after start: Int64, through end: Int64, size: Int, in db: ReadTransaction
    ) throws -> Int64? {
        try Int64.fetchOne(
            db,
            """
            SELECT max(k) FROM (SELECT \(sql: key) AS k FROM \(sql: tables) WHERE \(condition)
            AND \(sql: key) > \(start) AND \(sql: key) <= \(end) ORDER BY \(sql: key) LIMIT \(size)) AS chunk
            """)
    }

    /// A query of id, address, how that was written, name and stopping reason of everybody in a range of keys.
    func people(after start: Int64, through end: Int64, isSenderApproved: Bool) -> SQL {
        """
        SELECT c.id AS id, \(sql: address) AS address, \(sql: written) AS written,
        trim(c.first_name || ' ' || c.last_name) AS name, \(sql: stop(isSenderApproved: isSenderApproved)) AS stop
        FROM \(sql: tables) WHERE \(condition)
        AND \(sql: key) > \(start) AND \(sql: key) <= \(end) ORDER BY \(sql: key)
        """
    }

    /// The reason that stops the person of a row now, or stopped them when the launch was paid for.
    func stop(isSenderApproved: Bool) -> String {
        let now = SendRuleSQL.stop(facts(isSenderApproved))
        return stopThen.map { "coalesce(\(now), \($0))" } ?? now
    }

    private func facts(_ isSenderApproved: Bool) -> SendRuleSQL.Facts {
        let isEmail = channel == .email
        let own = isEmail ? "c.email" : "c.phone"
        let entry = SendRuleSQL.suppression(account: "c.account", channel: channel, address: address)
        return SendRuleSQL.Facts(
            hasUsableAddress: SendRuleSQL.isUsable(channel, own), missing: ("\(own) IS NULL", channel),
            // The flag that triggers keep spares a look-up for each of a million people.
            suppression: isEmail ? "CASE WHEN c.is_suppressed = 1 THEN \(entry) END" : entry,
            isInvalid: isEmail ? "c.invalid_at IS NOT NULL" : "0 = 1",
            isWhitelisted: "c.whitelisted_at IS NOT NULL",
            isDuplicate: "0 = 1",
            isSenderApproved: isSenderApproved ? "1 = 1" : "0 = 1",
            allowsChannel: isEmail ? "c.allows_email = 1" : "c.allows_sms = 1")
    }
}

extension AudienceSpec {
    /// Whether a launch keeps the ids of its people instead of the highest key.
    ///
    /// Who comes new into an account has the highest key of all; who joins a group, or a filter by an edit, may have
    /// any. A text message is paid for when it is launched, so there nobody at all may be added, not even by an undo.
    func isKeptByPerson(on channel: Channel) -> Bool {
        switch kind {
        case .none, .list: false
        case .all: channel == .sms
        case .group, .filter: true
        }
    }
}

extension AudienceSource {
    /// Those of a launch's frozen audience who are still contacts.
    init(frozenFor launch: LaunchRow) {
        self.init(
            account: launch.account, channel: launch.channel,
            tables: "frozen_audience m JOIN contact c ON c.id = m.contact", key: "m.contact",
            condition: "m.submission = \(sql: launch.submission) AND c.account = \(sql: launch.account)",
            stopThen: "m.stop")
    }

    /// Keeps the ids of everybody there is now, of a text message with what stops them, since those are not paid for.
    func freeze(for submission: Int64, in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO frozen_audience (submission, contact, stop)
            SELECT \(sql: submission), c.id, \(sql: channel == .sms ? stop(isSenderApproved: true) : "NULL")
            FROM \(sql: tables) WHERE \(condition) ORDER BY c.id
            """)
    }

    /// Forgets those who have become rows, or everybody.
    static func thaw(_ submission: Int64, through: Int64 = .max, in db: WriteTransaction) throws {
        try db.execute(
            "DELETE FROM frozen_audience WHERE submission = \(submission) AND contact <= \(through)")
    }
}
