import ServiceCore
import Store

/// Who of an ended launch is chosen to be sent to again, and who of them a rule still stops.
struct ResendQueries {
    let launch: LaunchRow
    let choice: ResendChoice
    let isSenderApproved: Bool
    let db: ReadTransaction

    /// As many are named with their reason before it is done.
    private static let listed = 8
    /// Of more than these only their number is told, and the first.
    private static let mostAddresses = 10_000

    init(_ launch: LaunchRow, _ choice: ResendChoice, in db: ReadTransaction) throws {
        (self.launch, self.choice, self.db) = (launch, choice, db)
        isSenderApproved = try SenderFacts.isApproved(
            launch.message.from, launch.channel, account: launch.account, in: db)
    }

    /// Those that are sent to again: chosen, and stopped by no rule now.
    struct Extent: Sendable, Hashable {
        let count: Int
        /// What they cost as text messages.
        let parts: Int
        /// From the first to the last of their ids.
        let ids: ClosedRange<Int64>
    }

    /// One of them.
    struct Chosen: Sendable {
        let id: Int64
        let state: StoredDeliveryState
        let parts: Int
        let address: String
        let reason: String?
    }

    /// Nil where there is nobody; it looks at every row.
    func extent() throws -> Extent? {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT count(*), coalesce(sum(parts), 0), min(id), max(id) FROM (\(candidates)) AS chosen
            WHERE stop IS NULL
            """)
        guard let row, let first = row[2] as Int64?, let last = row[3] as Int64? else { return nil }
        return Extent(count: row[0], parts: row[1], ids: first...last)
    }

    /// Those among some of the rows; its cost grows with these alone.
    func chosen(in ids: ClosedRange<Int64>) throws -> [Chosen] {
        let stretch = candidates(
            """
            d.id BETWEEN \(sql: ids.lowerBound) AND \(sql: ids.upperBound)
            AND \(unindexed: "d.batch") = \(sql: launch.batch)
            """)
        return try SQLRow.fetchAll(
            db,
            "SELECT id, state, parts, address, reason FROM (\(stretch)) AS chosen WHERE stop IS NULL"
        ).map { row in
            Chosen(
                id: row[0], state: StoredDeliveryState(rawValue: row[1]) ?? .unknown, parts: row[2],
                address: row[3], reason: row[4])
        }
    }

    /// Everybody who is chosen, whatever stops them.
    var all: SQL { "SELECT id FROM (\(candidates)) AS chosen" }

    /// How many there are by the rule that stops them; nil stands for those who are sent to.
    func counts() throws -> [String?: Int] {
        let rows = try SQLRow.fetchAll(
            db, "SELECT stop, count(*) FROM (\(candidates)) AS person GROUP BY stop")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String?, $0[1] as Int) })
    }

    /// Whom it goes to, the first of them with why they were not reached.
    func audience() throws -> MessageAudience {
        let counts = try counts()
        let count = counts[nil] ?? 0
        let isToldWhole = count <= Self.mostAddresses
        let people = try SQLRow.fetchAll(
            db,
            """
            SELECT shown, why FROM (\(candidates)) AS person WHERE stop IS NULL ORDER BY id
            LIMIT \(isToldWhole ? Self.mostAddresses : Self.listed)
            """)
        let first = people.prefix(Self.listed)
        var audience = MessageAudience(
            count: count, addresses: isToldWhole ? people.map { $0[0] } : [],
            leftOut: AudienceSpec.leftOut(counts))
        audience.notes = first.map { "\($0[0] as String): \($0[1] as String)" }
        if count > first.count {
            audience.notes.append("and \(NumberText.grouped(count - first.count)) more")
        }
        return audience
    }

    /// A repeat of an address is left alone, and so is everybody who may have the message: their own hand-over was
    /// answered or lost, or another row of theirs has gone out or is to go.
    private var candidates: SQL { candidates("d.batch = \(sql: launch.batch)") }

    private func candidates(_ place: SQL) -> SQL {
        let mayHaveIt: SQL =
            choice.who == .unknown
            ? "0 = 1"
            : """
            EXISTS (SELECT 1 FROM event e WHERE e.delivery = d.id
            AND e.kind IN (\(sql: EventKind.accepted.number), \(sql: EventKind.unknown.number)))
            OR \(hasOtherRow(in: Self.goneOrWaiting))
            """
        return """
            SELECT d.id AS id, d.state AS state, d.parts AS parts, d.contact AS contact, d.address AS address,
            \(sql: StoredAddress.shown("d")) AS shown, d.reason AS reason,
            coalesce(d.reason, d.reply, '') AS why,
            CASE WHEN \(hasOtherRow(in: Self.answered)) THEN \(NotSentReason.duplicate.text)
                ELSE \(sql: SendRuleSQL.stop(facts)) END AS stop
            FROM delivery d LEFT JOIN contact c ON c.id = d.contact
            WHERE \(place) AND d.is_duplicate = 0 AND \(choice.condition)
            AND NOT (\(mayHaveIt))
            """
    }

    /// Whether another row of the same person stands in one of these states.
    private func hasOtherRow(in states: [String]) -> SQL {
        """
        EXISTS (SELECT 1 FROM delivery o WHERE o.address = d.address AND o.batch = d.batch
        AND o.id <> d.id AND \(.isOne("o.state", of: states)))
        """
    }

    /// Of the unknown it is asked as well, who are chosen although they may have the message: a text may go to a number
    /// that is listed twice.
    private static let answered = [StoredDeliveryState.accepted, .delivered, .bounced].map {
        String($0.rawValue)
    }
    private static let goneOrWaiting = StoredDeliveryState.allCases.filter { state in
        !ResendChoice.Who.notReached.states.contains(state)
    }.map { String($0.rawValue) }

    private var facts: SendRuleSQL.Facts {
        let isEmail = launch.channel == .email
        return SendRuleSQL.Facts(
            hasUsableAddress: SendRuleSQL.isUsable(launch.channel, "d.address"),
            suppression: SendRuleSQL.suppression(
                account: String(launch.account), channel: launch.channel, address: "d.address"),
            isInvalid: isEmail ? "c.invalid_at IS NOT NULL" : "0 = 1",
            isWhitelisted: "c.whitelisted_at IS NOT NULL",
            isSenderApproved: isSenderApproved ? "1 = 1" : "0 = 1",
            allowsChannel: "coalesce(\(isEmail ? "c.allows_email" : "c.allows_sms"), 1) = 1")
    }
}
