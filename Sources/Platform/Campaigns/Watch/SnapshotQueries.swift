import FoundationEssentials
import ServiceCore
import Store

/// The audience becomes rows, chunk by chunk; a crash between two chunks loses and repeats nothing.
extension DeliveryTransaction {
    static let chunkSize = 5_000
    /// A launch's first one is small, so that its first message leaves at once, however many there are.
    static let firstChunkSize = 500
    /// The time of rows that may go at once, whatever becomes of the clock.
    static let atOnce: Int64 = 0

    /// Writes the next chunk of a launch's rows, those that must not be sent to with their reason.
    ///
    /// - Returns: whether the audience is now complete.
    mutating func prepare(_ launch: LaunchRow, size: Int = chunkSize) throws -> Bool {
        let approved = try SenderFacts.isApproved(
            launch.message.from, launch.channel, account: launch.account, in: db)
        let spec = try launch.audience(in: db)
        let source =
            try spec.isKeptByPerson(on: launch.channel)
            ? AudienceSource(frozenFor: launch)
            : AudienceSource(spec, account: launch.account, channel: launch.channel, in: db)
        let through: Int64?
        if let source {
            through = try prepare(launch, source, approved, size)
        } else {
            through = try prepare(launch, list: spec.addresses ?? [], approved, size)
        }
        if let through { try note(launch, through: through) } else { try complete(launch) }
        return through == nil
    }

    /// - Returns: the key up to which rows are written now, nil where there was nobody left.
    private mutating func prepare(
        _ launch: LaunchRow, _ source: AudienceSource, _ approved: Bool, _ size: Int
    ) throws -> Int64? {
        let start = launch.preparedThrough ?? 0
        let end = try source.endOfChunk(
            after: start, through: launch.message.audienceEnd ?? .max, size: size, in: db)
        guard let end else { return nil }
        let before = try Int64.fetchOne(db, "SELECT max(id) FROM delivery") ?? 0
        let people = source.people(after: start, through: end, isSenderApproved: approved)
        let rows = SQL.dialect.insertOrIgnore(
            """
            INTO delivery (submission, batch, lane, ordinal, address, written, name, contact,
            smtp_user, state, reason, next_at, parts, changed_at)
            SELECT \(sql: launch.submission), \(sql: launch.batch), \(sql: launch.campaign), id, address, written, name, id,
            \(sql: launch.message.smtpUser.map(String.init) ?? "NULL"), CASE WHEN stop IS NULL THEN 1 ELSE 7 END,
            stop, CASE WHEN stop IS NULL THEN \(sql: Self.atOnce) END, \(sql: launch.message.parts), \(sql: time)
            FROM person
            """)
        try db.execute("WITH person AS MATERIALIZED (\(people))\n\(rows)")
        try count(launch, after: before)
        return end
    }

    /// A chunk's rows are those above an id; by their submission the launch's earlier ones would be walked anew each time.
    static func ofChunk(_ launch: LaunchRow, after before: Int64) -> SQL {
        "id > \(before) AND \(unindexed: "submission") = \(launch.submission)"
    }

    /// Counts the rows of a chunk as they now stand, and writes the events of those that are not sent to.
    private mutating func count(_ launch: LaunchRow, after before: Int64) throws {
        let groups = try SQLRow.fetchAll(
            db,
            """
            SELECT state, reason, count(*) FROM delivery WHERE \(Self.ofChunk(launch, after: before))
            GROUP BY state, reason
            """)
        for group in groups {
            let (state, reason, count): (Int, String?, Int) = (group[0], group[1], group[2])
            deltas.move(
                launch.campaign, from: nil, to: StoredDeliveryState(rawValue: state) ?? .unknown, count: count
            )
            guard let reason else { continue }
            deltas.tally(.reason, reason, launch.campaign, by: count)
            deltas.count(.notSent, launch.campaign, by: count)
            days.count(.notSent, account: launch.account, campaign: launch.campaign, at: now, by: count)
        }
        if groups.contains(where: { ($0[1] as String?) != nil }) { try writeNotSent(launch, after: before) }
    }

    private func writeNotSent(_ launch: LaunchRow, after before: Int64) throws {
        let ofChunk = Self.ofChunk(launch, after: before)
        try db.execute(
            """
            INSERT INTO event (account, kind, at, delivery, batch, campaign, contact, source, detail)
            SELECT \(sql: launch.account), \(sql: EventKind.notSent.number), \(sql: time), id, batch, lane,
            contact, \(source), reason FROM delivery WHERE \(ofChunk) AND state = 7
            """)
        try db.execute(
            """
            UPDATE contact SET last_event_at = \(sql: time), last_event_kind = \(sql: EventKind.notSent.number)
            WHERE id IN (SELECT contact FROM delivery WHERE \(ofChunk) AND state = 7)
            """)
    }

    private func note(_ launch: LaunchRow, through: Int64) throws {
        try db.execute("UPDATE submission SET prepared_through = \(through) WHERE id = \(launch.submission)")
        try AudienceSource.thaw(launch.submission, through: through, in: db)
    }

    private mutating func complete(_ launch: LaunchRow) throws {
        // Left are those who were deleted meanwhile.
        try AudienceSource.thaw(launch.submission, in: db)
        try db.execute("UPDATE submission SET prepared_at = \(time) WHERE id = \(launch.submission)")
        try db.execute(
            """
            UPDATE campaign SET state = 'running', rev = rev + 1 WHERE id = \(launch.campaign)
            AND state = 'preparing'
            """)
        if launch.channel == .sms { try releaseSurplus(launch) }
    }

    /// Credits reserved for people who are not written as rows, or not to be sent to any more.
    private mutating func releaseSurplus(_ launch: LaunchRow) throws {
        // The ledger has to know what this transaction has given back already.
        try credits.write(to: db, at: time)
        credits = CreditDeltas()
        try SMSLedger.releaseSurplus(of: launch, at: time, in: db)
    }
}
