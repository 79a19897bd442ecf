import FoundationEssentials
import GRDB
import ServiceCore

/// The books of a launch, kept through the engine's own bookkeeping.
extension SampleOutcome {
    func count(in db: Database) throws {
        var work = DeliveryTransaction(db, now: Date(storedTime: scene.now), source: "sandbox")
        for row in try SQLRow.fetchAll(db, sql: "SELECT state, count(*) FROM sample_fate GROUP BY state") {
            guard let state = StoredDeliveryState(rawValue: row[0]) else { continue }
            work.deltas.move(launch.campaign, from: .queued, to: state, count: row[1])
            try settleCredits(state, messages: row[1], &work)
        }
        let events = try SQLRow.fetchAll(
            db,
            sql:
                "SELECT kind, coalesce(detail, ''), count(*) FROM sample_event WHERE campaign = ? GROUP BY kind, detail",
            arguments: [launch.campaign])
        for row in events {
            guard let kind = StoredEventKind(rawValue: row[0]) else { continue }
            work.deltas.count(kind, launch.campaign, by: row[2])
            switch kind {
            case .deferred, .refused, .unknown, .bounceSoft, .bounceHard:
                work.deltas.tally(.reply, row[1], launch.campaign, by: row[2])
            case .expired: work.deltas.tally(.reason, NotSentReason.expired.text, launch.campaign, by: row[2])
            default: break
            }
        }
        work.deltas.expectAnswers(try outstanding(in: db), launch.campaign)
        try work.finish()
    }

    private func outstanding(in db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM simulated_answer WHERE delivery IN (SELECT delivery FROM sample_fate)
                """) ?? 0
    }

    /// Accepted messages have spent their credits, the others give them back.
    private func settleCredits(
        _ state: StoredDeliveryState, messages: Int, _ work: inout DeliveryTransaction
    ) throws {
        guard launch.channel == .sms else { return }
        let credits = messages * launch.message.parts
        switch state {
        case .accepted, .delivered, .bounced:
            try SMSLedger.book(
                -credits, "spend", account: launch.account, campaign: launch.campaign, at: play.launched,
                in: work.db)
        case .refused, .expired:
            work.credits.release(credits, account: launch.account, campaign: launch.campaign)
        default: break
        }
    }

    func countDomains(in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO campaign_domain (campaign, domain, accepted, refused)
                SELECT ?, CASE WHEN instr(address, '@') > 0 THEN substr(address, instr(address, '@') + 1)
                    ELSE substr(address, 1, 4) END AS domain,
                    sum(state IN (5, 10, 11)), sum(state = 6) FROM sample_fate WHERE state IN (5, 6, 10, 11)
                GROUP BY domain
                """, arguments: [launch.campaign])
    }

    /// What was handed over counts toward the SMTP user's limits and the account's months.
    func countLimits(in db: Database) throws {
        guard launch.channel == .email else { return }
        let handedOver = "SELECT count(*) FROM sample_fate WHERE state IN (4, 5, 10, 11)"
        if let user = launch.message.smtpUser {
            try db.execute(
                sql: "UPDATE smtp_user SET used_total = used_total + (\(handedOver)) WHERE id = ?",
                arguments: [user])
            try db.execute(
                sql: """
                    INSERT INTO smtp_user_hour (smtp_user, hour, used)
                    SELECT ?, done_at / 3600000, count(*) FROM sample_fate WHERE state IN (4, 5, 10, 11)
                    GROUP BY done_at / 3600000
                    ON CONFLICT (smtp_user, hour) DO UPDATE SET used = smtp_user_hour.used + excluded.used
                    """, arguments: [user])
        }
        let accepted = "SELECT count(*) FROM sample_fate WHERE state IN (5, 10, 11)"
        let month = Date(storedTime: scene.now).monthNumber
        try db.execute(
            sql: "UPDATE account SET emails_sent = emails_sent + (\(accepted)) WHERE id = ?",
            arguments: [launch.account])
        guard Date(storedTime: play.launched).monthNumber == month else { return }
        try db.execute(
            sql: """
                UPDATE account SET email_month_sent = email_month_sent + (\(accepted)), email_month = ?
                WHERE id = ?
                """, arguments: [month, launch.account])
    }

    /// Bounces are counted on contacts, and who complained or left is suppressed from then on.
    func settlePeople(in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE contact SET hard_count = CASE WHEN contact.last_hard_at > f.at - 2592000000
                        THEN contact.hard_count + 1 ELSE 1 END, last_hard_at = f.at
                FROM (SELECT contact, coalesce(arrived_at, done_at) AS at FROM sample_fate
                    WHERE fate = 'refused' OR state = 11) AS f WHERE contact.id = f.contact;
                UPDATE contact SET soft_count = contact.soft_count + 1 FROM sample_fate f
                WHERE contact.id = f.contact AND f.fate = 'soft' AND f.arrived_at <= ?1;
                UPDATE contact SET soft_count = 0, last_ok_at = f.arrived_at FROM sample_fate f
                WHERE contact.id = f.contact AND f.state = 10;
                """, arguments: [scene.now])
        try invalidate(in: db)
        try suppressLeavers(in: db)
    }

    private func invalidate(in db: Database) throws {
        let struck = """
            SELECT f.contact FROM sample_fate f JOIN contact c ON c.id = f.contact
            WHERE (f.fate = 'refused' OR f.state = 11) AND c.hard_count >= 2 AND c.invalid_at IS NULL
            AND c.whitelisted_at IS NULL
            """
        try db.execute(
            sql: """
                INSERT INTO sample_event (account, kind, at, delivery, batch, campaign, contact, source, rule, detail)
                SELECT ?, \(StoredEventKind.invalidated.rawValue), coalesce(arrived_at, done_at), delivery, ?, ?, contact,
                    'sandbox', '2 hard bounces', '2 hard bounces' FROM sample_fate WHERE contact IN (\(struck))
                """, arguments: [launch.account, launch.batch, launch.campaign])
        let count = db.changesCount
        guard count > 0 else { return }
        try db.execute(
            sql: """
                UPDATE contact SET invalid_at = last_hard_at, invalid_why = '2 hard bounces' WHERE id IN (\(struck))
                """)
        var work = DeliveryTransaction(db, now: Date(storedTime: scene.now), source: "sandbox")
        work.deltas.count(.invalidated, launch.campaign, by: count)
        try work.finish()
    }

    private func suppressLeavers(in db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO suppression (account, channel, address, reason, at)
                SELECT ?, ?, address, CASE left_kind WHEN 11 THEN 'complaint' ELSE 'unsubscribe' END, left_at
                FROM sample_fate WHERE left_at <= ?
                """, arguments: [launch.account, launch.channel.rawValue, scene.now])
        try db.execute(
            sql: """
                UPDATE contact SET is_suppressed = 1
                WHERE id IN (SELECT contact FROM sample_fate WHERE left_at <= ?)
                """, arguments: [scene.now])
    }
}
