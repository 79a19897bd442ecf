import FoundationEssentials
import ServiceCore
import Store

/// Takes an ended launch up again for those that were chosen of it, in one transaction: the same rows, so that they still
/// sum to the audience and nobody is in two.
enum Resending {
    /// - Returns: how many are queued.
    /// - Throws: `.refused` where nobody is left of them; `.insufficientCredit`.
    static func send(
        _ campaign: CampaignRow, _ choice: ResendChoice, at now: Date, by who: String,
        in db: WriteTransaction
    ) throws -> Int {
        if let refusal = try campaign.resendRefusal(at: now, in: db) { throw refusal }
        guard let launch = try LaunchRow.of(campaign.id, in: db) else {
            throw ServiceError(.refused, "“\(campaign.title)” was not launched.")
        }
        let queries = try ResendQueries(launch, choice, in: db)
        guard try queries.counts()[nil] ?? 0 > 0 else {
            throw ServiceError(
                .refused, "Nobody of “\(campaign.title)” is sent to again.",
                hint: "Choose others, or lift first what stops them.")
        }
        var work = DeliveryTransaction(db, now: now, source: "board")
        let count = try work.sendAgain(launch, queries.chosen, choice, by: who)
        try work.finish()
        try reopen(launch, at: now, in: db)
        return count
    }

    /// What it still had to write as rows when it was aborted stays unwritten.
    private static func reopen(_ launch: LaunchRow, at now: Date, in db: WriteTransaction) throws {
        let expires = now.addingTimeInterval(RetryWaits().lifetime).storedTime
        try db.execute(
            """
            UPDATE submission SET prepared_at = coalesce(prepared_at, \(now.storedTime)),
            expires_at = CASE WHEN expires_at > \(expires) THEN expires_at ELSE \(expires) END
            WHERE id = \(launch.submission)
            """)
        // What came back before is measured no more, or it would stand against what comes back now.
        let counted = try JSONText.text(LaunchRails.counts(of: launch, in: db))
        try db.execute(
            """
            UPDATE campaign SET state = 'running', state_why = '', finished_at = NULL, rail_base = \(counted),
            rev = rev + 1 WHERE id = \(launch.campaign)
            """)
    }
}

extension DeliveryTransaction {
    /// Queues rows that had ended anew.
    ///
    /// - Parameter chosen: a query of their ids.
    fileprivate mutating func sendAgain(
        _ launch: LaunchRow, _ chosen: SQL, _ choice: ResendChoice, by who: String
    ) throws -> Int {
        let groups = try SQLRow.fetchAll(
            db,
            """
            SELECT state, reason, count(*), sum(parts) FROM delivery WHERE id IN (\(chosen))
            GROUP BY state, reason
            """)
        if choice.who != .unknown { try pay(launch, groups.reduce(0) { $0 + ($1[3] as Int) }) }
        try forgetRefusals(launch, chosen)
        for group in groups {
            let (state, reason, count): (Int, String?, Int) = (group[0], group[1], group[2])
            deltas.move(
                launch.campaign, from: StoredDeliveryState(rawValue: state), to: .queued, count: count)
            if let reason { deltas.tally(.reason, reason, launch.campaign, by: -count) }
        }
        let total = groups.reduce(0) { $0 + ($1[2] as Int) }
        deltas.count(.queued, launch.campaign, by: total)
        days.count(.queued, account: launch.account, campaign: launch.campaign, at: now, by: total)
        try write(launch, chosen, "sent again by \(who)")
        return total
    }

    /// Each message that goes out again takes its credits anew; of the unknown they are still reserved.
    private func pay(_ launch: LaunchRow, _ parts: Int) throws {
        guard launch.channel == .sms else { return }
        let available = try SMSLedger.balance(of: launch.account, in: db)
        if let lack = SendRules.hold(.init(credits: .init(needed: parts, left: available))) {
            throw ServiceError(.insufficientCredit, "\(lack.sentence)", hint: lack.advice)
        }
        try SMSLedger.book(
            -parts, "reserve", account: launch.account, campaign: launch.campaign, at: time, in: db)
    }

    private mutating func forgetRefusals(_ launch: LaunchRow, _ chosen: SQL) throws {
        let refused = try String.fetchAll(
            db,
            """
            SELECT address FROM delivery WHERE id IN (\(chosen))
            AND state = \(sql: StoredDeliveryState.refused.rawValue)
            """)
        for address in refused {
            deltas.domain(of: address, launch.campaign, wasAccepted: false, by: -1)
        }
    }

    /// The rows themselves go last, since it is by them that the others are found.
    private func write(_ launch: LaunchRow, _ chosen: SQL, _ detail: String) throws {
        try db.execute(
            "UPDATE event SET superseded = 1 WHERE delivery IN (\(chosen)) AND \(sql: Predicate.eventTerminal)"
        )
        try db.execute(
            """
            INSERT INTO event (account, kind, at, delivery, batch, campaign, contact, source, detail)
            SELECT \(sql: launch.account), \(sql: EventKind.queued.number), \(sql: time), id, batch, lane,
            contact, \(source), \(detail) FROM delivery WHERE id IN (\(chosen))
            """)
        try db.execute(
            """
            UPDATE contact SET last_event_at = \(sql: time), last_event_kind = \(sql: EventKind.queued.number)
            WHERE id IN (SELECT contact FROM delivery WHERE id IN (\(chosen)))
            """)
        try db.execute(
            """
            UPDATE delivery SET state = \(sql: StoredDeliveryState.queued.rawValue), next_at = \(Self.atOnce),
            reason = NULL, code = NULL, enhanced = NULL, reply = NULL, changed_at = \(sql: time)
            WHERE id IN (\(chosen))
            """)
    }
}

extension CampaignRow {
    /// What keeps an ended launch from being taken up again.
    func resendRefusal(at now: Date, in db: ReadTransaction) throws -> ServiceError? {
        if let hold = try EngineHold.current(in: db) { return hold.error }
        guard state == .finished || state == .aborted else {
            return ServiceError(
                .refused, "“\(title)” has not ended.", hint: "Wait for its end, or abort it first.")
        }
        let isCancelling = try Bool.fetchOne(
            db, "SELECT finished_at IS NULL FROM campaign WHERE id = \(id)")
        if isCancelling == true {
            return ServiceError(
                .refused, "“\(title)” is still being cancelled.",
                hint: "Wait until its last answers are in.")
        }
        return try senderRefusal(in: db) ?? wayRefusal(at: now, in: db)
    }
}
