import ServiceCore
import Store

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
