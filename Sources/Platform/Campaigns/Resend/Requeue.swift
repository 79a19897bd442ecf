import ServiceCore
import Store

/// What of sending a launch again is still to be done; it stands with the campaign until all of it is.
///
/// A launch may have a million rows, and whoever else writes waits for a transaction: so rows are taken up by stretches of
/// their ids, the first at once and the others by the engine. One that is cut off is gone on with from there.
struct Requeue: Codable, Sendable, Hashable {
    let choice: ResendChoice
    /// Who had it sent again.
    let who: String
    /// The next row to look at, and the last one.
    var next: Int64
    let last: Int64

    /// As many rows are looked at in one transaction, so few that it is over before anybody notices that they waited.
    static let stretch: Int64 = 500

    /// - Returns: nil where nothing is left to be done.
    static func of(_ campaign: Int64, in db: ReadTransaction) throws -> Requeue? {
        let kept = try String.fetchOne(
            db, cached: "SELECT requeue FROM campaign WHERE id = \(campaign) AND requeue IS NOT NULL")
        return try kept.map { try JSONText.read($0) }
    }

    /// - Parameter requeue: nil says that nothing is left.
    static func set(_ requeue: Requeue?, of campaign: Int64, in db: WriteTransaction) throws {
        let kept = try requeue.map { try JSONText.text($0) }
        try db.execute(cached: "UPDATE campaign SET requeue = \(kept) WHERE id = \(campaign)")
    }
}

extension DeliveryTransaction {
    /// Takes the next stretch of rows up again.
    ///
    /// Text messages that the account cannot pay for pause the launch, which goes on when a person has it go on.
    mutating func sendAgain(_ launch: LaunchRow, _ requeue: Requeue) throws {
        var requeue = requeue
        let ids = requeue.next...min(requeue.last, requeue.next + Requeue.stretch - 1)
        let rows = try ResendQueries(launch, requeue.choice, in: db).chosen(in: ids)
        do {
            try sendAgain(launch, rows, requeue)
        } catch let error as ServiceError where error.code == .insufficientCredit {
            return try CampaignState.pause(launch.campaign, because: error.message, in: db)
        }
        requeue.next = ids.upperBound + 1
        try Requeue.set(requeue.next > requeue.last ? nil : requeue, of: launch.campaign, in: db)
    }

    private mutating func sendAgain(
        _ launch: LaunchRow, _ rows: [ResendQueries.Chosen], _ requeue: Requeue
    ) throws {
        guard !rows.isEmpty else { return }
        if requeue.choice.who != .unknown { try pay(launch, rows.reduce(0) { $0 + $1.parts }) }
        for row in rows {
            deltas.move(launch.campaign, from: row.state, to: .queued)
            if let reason = row.reason { deltas.tally(.reason, reason, launch.campaign, by: -1) }
            if row.state == .refused {
                deltas.domain(of: row.address, launch.campaign, wasAccepted: false, by: -1)
            }
        }
        deltas.count(.queued, launch.campaign, by: rows.count)
        days.count(.queued, account: launch.account, campaign: launch.campaign, at: now, by: rows.count)
        try write(launch, rows, "sent again by \(requeue.who)")
    }

    /// Each message that goes out again takes its credits anew; of the unknown they are still reserved.
    private func pay(_ launch: LaunchRow, _ parts: Int) throws {
        guard launch.channel == .sms else { return }
        try Resending.checkCredits(launch, parts, in: db)
        try SMSLedger.book(
            -parts, "reserve", account: launch.account, campaign: launch.campaign, at: time, in: db)
    }

    private func write(_ launch: LaunchRow, _ rows: [ResendQueries.Chosen], _ detail: String) throws {
        let ids = rows.map { String($0.id) }.joined(separator: ", ")
        try db.execute(
            """
            UPDATE event SET superseded = 1 WHERE delivery IN (\(sql: ids)) AND \(sql: Predicate.eventTerminal)
            """)
        try db.execute(
            """
            INSERT INTO event (account, kind, at, delivery, batch, campaign, contact, source, detail)
            SELECT \(sql: launch.account), \(sql: EventKind.queued.number), \(sql: time), id, batch, lane,
            contact, \(source), \(detail) FROM delivery WHERE id IN (\(sql: ids))
            """)
        try db.execute(
            """
            UPDATE contact SET last_event_at = \(sql: time), last_event_kind = \(sql: EventKind.queued.number)
            WHERE id IN (SELECT contact FROM delivery WHERE id IN (\(sql: ids)))
            """)
        try db.execute(
            """
            UPDATE delivery SET state = \(sql: StoredDeliveryState.queued.rawValue), next_at = \(Self.atOnce),
            reason = NULL, code = NULL, enhanced = NULL, reply = NULL, changed_at = \(sql: time)
            WHERE id IN (\(sql: ids))
            """)
    }
}
