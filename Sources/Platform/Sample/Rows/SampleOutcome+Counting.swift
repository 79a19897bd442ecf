import FoundationEssentials
import ServiceCore
import Store

/// The books of a launch, kept through the engine's own bookkeeping.
extension SampleOutcome {
    func count(in db: WriteTransaction) throws {
        var work = DeliveryTransaction(db, now: Date(storedTime: scene.now), source: "sandbox")
        for row in try SQLRow.fetchAll(db, "SELECT state, count(*) FROM sample_fate GROUP BY state") {
            guard let state = StoredDeliveryState(rawValue: row[0]) else { continue }
            work.deltas.move(launch.campaign, from: .queued, to: state, count: row[1])
            try settleCredits(state, messages: row[1], &work)
        }
        let events = try SQLRow.fetchAll(
            db,
            """
            SELECT kind, coalesce(detail, ''), count(*) FROM sample_event
            WHERE campaign = \(launch.campaign) GROUP BY kind, detail
            """)
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

    private func outstanding(in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db,
            """
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

    func countDomains(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO campaign_domain (campaign, domain, accepted, refused)
            SELECT \(launch.campaign), CASE WHEN instr(address, '@') > 0 THEN substr(address,
                instr(address, '@') + 1) ELSE substr(address, 1, 4) END AS domain,
                sum(state IN (5, 10, 11)), sum(state = 6) FROM sample_fate WHERE state IN (5, 6, 10, 11)
            GROUP BY domain
            """)
    }

    /// What was handed over counts toward the SMTP user's limits and the account's months.
    func countLimits(in db: WriteTransaction) throws {
        guard launch.channel == .email else { return }
        let handedOver = "SELECT count(*) FROM sample_fate WHERE state IN (4, 5, 10, 11)"
        if let user = launch.message.smtpUser {
            try db.execute(
                """
                UPDATE smtp_user SET used_total = used_total + (\(sql: handedOver)) WHERE id = \(user)
                """)
            try db.execute(
                """
                INSERT INTO smtp_user_hour (smtp_user, hour, used)
                SELECT \(user), done_at / 3600000, count(*) FROM sample_fate WHERE state IN (4, 5, 10, 11)
                GROUP BY done_at / 3600000
                ON CONFLICT (smtp_user, hour) DO UPDATE SET used = smtp_user_hour.used + excluded.used
                """)
        }
        let accepted = "SELECT count(*) FROM sample_fate WHERE state IN (5, 10, 11)"
        let month = Date(storedTime: scene.now).monthNumber
        try db.execute(
            """
            UPDATE account SET emails_sent = emails_sent + (\(sql: accepted)) WHERE id = \(launch.account)
            """)
        guard Date(storedTime: play.launched).monthNumber == month else { return }
        try db.execute(
            """
            UPDATE account SET email_month_sent = email_month_sent + (\(sql: accepted)),
            email_month = \(month)
            WHERE id = \(launch.account)
            """)
    }

    /// Bounces are counted on contacts, and who complained or left is suppressed from then on.
    func settlePeople(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE contact SET hard_count = CASE WHEN contact.last_hard_at > f.at - 2592000000
                    THEN contact.hard_count + 1 ELSE 1 END, last_hard_at = f.at
            FROM (SELECT contact, coalesce(arrived_at, done_at) AS at FROM sample_fate
                WHERE fate = 'refused' OR state = 11) AS f WHERE contact.id = f.contact;
            UPDATE contact SET soft_count = contact.soft_count + 1 FROM sample_fate f
            WHERE contact.id = f.contact AND f.fate = 'soft' AND f.arrived_at <= \(scene.now);
            UPDATE contact SET soft_count = 0, last_ok_at = f.arrived_at FROM sample_fate f
            WHERE contact.id = f.contact AND f.state = 10;
            """)
        try invalidate(in: db)
        try suppressLeavers(in: db)
    }

    private func invalidate(in db: WriteTransaction) throws {
        let struck = """
            SELECT f.contact FROM sample_fate f JOIN contact c ON c.id = f.contact
            WHERE (f.fate = 'refused' OR f.state = 11) AND c.hard_count >= 2 AND c.invalid_at IS NULL
            AND c.whitelisted_at IS NULL
            """
        try db.execute(
            """
            INSERT INTO sample_event (account, kind, at, delivery, batch, campaign, contact, source,
            rule, detail)
            SELECT \(launch.account), \(sql: StoredEventKind.invalidated.rawValue),
                coalesce(arrived_at, done_at), delivery, \(launch.batch), \(launch.campaign), contact,
                'sandbox', '2 hard bounces', '2 hard bounces' FROM sample_fate
                WHERE contact IN (\(sql: struck))
            """)
        let count = db.changesCount
        guard count > 0 else { return }
        try db.execute(
            """
            UPDATE contact SET invalid_at = last_hard_at, invalid_why = '2 hard bounces'
            WHERE id IN (\(sql: struck))
            """)
        var work = DeliveryTransaction(db, now: Date(storedTime: scene.now), source: "sandbox")
        work.deltas.count(.invalidated, launch.campaign, by: count)
        try work.finish()
    }

    private func suppressLeavers(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT OR IGNORE INTO suppression (account, channel, address, reason, at)
            SELECT \(launch.account), \(launch.channel.rawValue), address, CASE left_kind WHEN 11
            THEN 'complaint' ELSE 'unsubscribe' END, left_at
            FROM sample_fate WHERE left_at <= \(scene.now)
            """)
        try db.execute(
            """
            UPDATE contact SET is_suppressed = 1
            WHERE id IN (SELECT contact FROM sample_fate WHERE left_at <= \(scene.now))
            """)
    }
}
