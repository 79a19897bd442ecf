import FoundationEssentials
import ServiceCore
import Store

/// Messages sent one by one through the API over the last weeks: what contacts' newest events came from.
struct SampleSingles {
    let scene: SampleScene

    private static let days = 30.0
    private static let limit = 3_000

    func insert(in db: WriteTransaction) throws {
        try choose(in: db)
        try insertBatches(in: db)
        try insertDeliveries(in: db)
        try insertEvents(in: db)
        try db.execute(
            """
            UPDATE account SET emails_sent = emails_sent
                + (SELECT count(*) FROM sample_single s WHERE s.account = account.id);
            DROP TABLE temp.sample_single;
            DROP TABLE temp.sample_single_batch;
            """)
    }

    private func choose(in db: WriteTransaction) throws {
        let customers = [SampleScene.Customer.acme, .bluebird, .citrus].map { String(scene.id($0)) }
        try db.execute(
            """
            CREATE TEMP TABLE sample_single
            AS SELECT id AS contact, account, email, trim(first_name || ' ' || last_name) AS name,
                last_event_kind AS kind, last_event_at AS at,
                last_event_at - CASE last_event_kind WHEN 7 THEN 1400 + id % 900 ELSE 90000 + id * 7919
                    % 5400000 END AS sent_at
            FROM contact WHERE last_event_at > \(scene.ago(days: Self.days)) AND last_event_kind IN (7,
            12, 13) AND invalid_at IS NULL
                AND is_suppressed = 0 AND account IN (\(sql: customers.joined(separator: ", ")))
            ORDER BY last_event_at DESC LIMIT \(sql: Self.limit);
            CREATE TEMP TABLE sample_single_batch (
                account INTEGER, day INTEGER, batch INTEGER, submission INTEGER, PRIMARY KEY (account, day))
            """)
    }

    /// A batch a day, as an application keeps one open for what it sends.
    private func insertBatches(in db: WriteTransaction) throws {
        let days = try SQLRow.fetchAll(
            db,
            """
            SELECT account, sent_at / 86400000 AS day, min(sent_at) FROM sample_single GROUP BY account, day
            ORDER BY day, account
            """)
        for day in days {
            let (account, number, start): (Int64, Int64, Int64) = (day[0], day[1], day[2])
            let messages = Self.messages[(scene.accounts.firstIndex(of: account) ?? 0) % Self.messages.count]
            var message = FrozenMessage(from: messages.from)
            (message.fromName, message.subject) = (messages.name, messages.subject)
            let batch = try Batches.insert(
                account: account, campaign: nil, channel: .email, trace: messages.subject.lowercased(),
                uuid: scene.uuid("batch \(account) \(number)"), at: start, in: db)
            let text = try CampaignQueries.content(messages.subject, at: start, in: db)
            let submission = try Batches.insertSubmission(
                batch: batch, source: "api", message: message, html: nil, text: text, policy: "resend",
                expires: start + 259_200_000, at: start, in: db)
            try db.execute(
                """
                INSERT INTO sample_single_batch VALUES (\(account), \(number), \(batch), \(submission))
                """)
        }
    }

    private static let messages: [(from: String, name: String, subject: String)] = [
        ("orders@acme.example", "Acme Orders", "Order confirmation"),
        ("post@bluebird.example", "Bluebird Bøker", "Kvittering"),
        ("hello@citrus.example", "Citrus Travel", "Επιβεβαίωση κράτησης"),
    ]

    private func insertDeliveries(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO delivery (submission, batch, lane, ordinal, address, name, contact, state,
                attempts, code, enhanced, reply, changed_at)
            SELECT b.submission, b.batch, 0, row_number() OVER (PARTITION BY b.batch
                ORDER BY s.sent_at, s.contact), s.email, s.name, s.contact, 10, 1, 250, '2.0.0', '250 2.0.0 ok',
                s.sent_at + 1400
            FROM sample_single s JOIN sample_single_batch b
                ON b.account = s.account AND b.day = s.sent_at / 86400000 ORDER BY s.sent_at, s.contact
            """)
    }

    private func insertEvents(in db: WriteTransaction) throws {
        let steps: [(StoredEventKind, at: String, condition: String)] = [
            (.accepted, "s.sent_at", "1 = 1"),
            (.delivered, "CASE s.kind WHEN 7 THEN s.at ELSE s.sent_at + 1400 END", "1 = 1"),
            (.open, "s.at - CASE s.kind WHEN 13 THEN 20000 ELSE 0 END", "s.kind > 7"),
            (.click, "s.at", "s.kind = 13"),
        ]
        for step in steps {
            let isAcceptance = step.0 == .accepted
            try db.execute(
                """
                INSERT INTO sample_event (account, kind, at, delivery, batch, contact, source, code,
                enhanced, detail)
                SELECT s.account, \(step.0.rawValue), \(sql: step.at), d.id, d.batch, s.contact,
                'sandbox', \(isAcceptance ? 250 : nil), \(isAcceptance ? "2.0.0" : nil),
                \(isAcceptance ? "250 2.0.0 ok" : nil)
                FROM sample_single s JOIN sample_single_batch b
                    ON b.account = s.account AND b.day = s.sent_at / 86400000
                JOIN delivery d ON d.submission = b.submission AND d.address = s.email
                WHERE \(sql: step.condition)
                """)
        }
    }
}
