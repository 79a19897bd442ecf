import ServiceCore
import Store

/// What contacts have lived through before the campaigns of the sample.
struct SamplePeople {
    let scene: SampleScene

    /// Who is invalid was so before the oldest campaign was launched, which left them out.
    func ageInvalidity(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE contact SET invalid_at = invalid_at - 5184000000, last_hard_at = last_hard_at -
                5184000000, last_event_at = last_event_at - 5184000000
            WHERE invalid_at > \(scene.ago(days: 60))
            """)
    }

    /// The bounces that made contacts invalid.
    func insertInvalidations(in db: WriteTransaction) throws {
        for (kind, before, detail) in [
            (EventKind.bounceHard, 1_209_600_000, "550 5.1.1 mailbox unknown"),
            (.bounceHard, 1, "550 5.1.1 mailbox unknown"), (.invalidated, 0, "2 hard bounces"),
        ] {
            try db.execute(
                """
                INSERT INTO sample_event (account, kind, at, contact, source, code, enhanced, rule, detail)
                SELECT account, \(kind.number), invalid_at - \(before), id, 'sandbox', CASE
                \(kind.number) WHEN 10 THEN 550 END,
                    CASE \(kind.number) WHEN 10 THEN '5.1.1' END,
                    CASE \(kind.number) WHEN 10 THEN 'mailbox unknown' ELSE '2 hard bounces' END, \(detail)
                FROM (SELECT * FROM contact WHERE invalid_at IS NOT NULL ORDER BY id LIMIT 1000) AS c
                """)
        }
        try db.execute(
            """
            INSERT INTO sample_event (account, kind, at, contact, source, detail)
            SELECT account, \(sql: EventKind.whitelisted.number), whitelisted_at, id, 'board',
            'kim@desk-3'
            FROM (SELECT * FROM contact WHERE whitelisted_at IS NOT NULL ORDER BY id LIMIT 1000) AS c
            """)
    }

    /// Marks that were set and taken back: invalid by a call and revalidated, whitelisted for a while.
    func insertReversals(in db: WriteTransaction) throws {
        let steps: [(EventKind, place: Int, days: Double, detail: String)] = [
            (.invalidated, 8, 88, "asked for through the API"), (.revalidated, 8, 86, "kim@desk-3"),
            (.whitelisted, 6, 120, "ana@desk-1"), (.unwhitelisted, 6, 71, "ana@desk-1"),
        ]
        for step in steps {
            try db.execute(
                """
                INSERT INTO sample_event (account, kind, at, contact, source, detail)
                SELECT account, \(step.0.number), \(scene.ago(days: step.days)) - numid % 86400 *
                1000, id, 'board', \(step.detail) FROM contact
                WHERE numid % 601 = \(step.place) AND invalid_at IS NULL AND whitelisted_at IS NULL
                ORDER BY id LIMIT 20
                """)
        }
    }
}

/// Gathers what made people's marks, whatever part of the sample it belongs to, and writes it in the order of time.
struct SampleEvents {
    private static let columns = "account, kind, at, contact, address, source, code, enhanced, rule, detail"

    static func prepare(in db: WriteTransaction) throws {
        try db.execute(
            """
            CREATE TEMP TABLE sample_event (
                account INTEGER, kind INTEGER, at INTEGER, contact INTEGER, address TEXT, source TEXT,
                code INTEGER, enhanced TEXT, rule TEXT, detail TEXT);
            """)
    }

    /// Moves everything gathered into `event`, contacts' newest events and the events that suppressions came from with it.
    static func write(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO event (\(sql: columns)) SELECT \(sql: columns) FROM sample_event
            ORDER BY at, contact, address, kind;
            UPDATE contact SET last_event_at = newest.at, last_event_kind = newest.kind
            FROM (SELECT contact, max(at) AS at, kind FROM sample_event WHERE contact IS NOT NULL
                GROUP BY contact) AS newest
            WHERE contact.id = newest.contact;
            UPDATE suppression SET source_event = (SELECT max(e.id) FROM event e
                WHERE e.account = suppression.account AND e.at = suppression.at
                    AND e.kind = CASE suppression.reason WHEN 'complaint' THEN 11 WHEN 'unsubscribe' THEN 14
                        WHEN 'bounce' THEN 10 ELSE \(sql: EventKind.suppressed.number) END
                AND e.address = suppression.address);
            DROP TABLE temp.sample_event;
            """)
    }
}
