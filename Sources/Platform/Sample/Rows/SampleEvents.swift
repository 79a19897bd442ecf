import ServiceCore
import Store

/// Gathers what happened, whatever part of the sample it belongs to, and writes it in the order of time.
///
/// Rows of `event` come in the order of their ids, and their indices are built quickest when the rows are there.
struct SampleEvents {
    private static let columns = """
        account, kind, at, delivery, batch, campaign, contact, address, source, code, enhanced, rule, detail, link, ip, \
        agent, is_machine
        """

    static func prepare(in db: WriteTransaction) throws {
        try db.execute(
            """
            CREATE TEMP TABLE sample_event (
                account INTEGER, kind INTEGER, at INTEGER, delivery INTEGER, batch INTEGER, campaign INTEGER,
                contact INTEGER, address TEXT, source TEXT, code INTEGER, enhanced TEXT, rule TEXT,
                detail TEXT, link INTEGER, ip TEXT, agent TEXT, is_machine INTEGER DEFAULT 0);
            """)
    }

    /// Moves everything gathered, and what launches have written themselves, into `event`.
    static func write(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO sample_event (\(sql: columns)) SELECT \(sql: columns) FROM event;
            DELETE FROM event;
            """)
        let indices = try SampleIndices(down: "event", in: db)
        try db.execute(
            "INSERT INTO event (\(sql: columns)) SELECT \(sql: columns) FROM sample_event ORDER BY at, delivery, kind"
        )
        try indices.build(in: db)
    }

    /// Contacts' newest events, and the events that suppressions came from.
    static func connect(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE contact SET last_event_at = newest.at, last_event_kind = newest.kind
            FROM (SELECT contact, max(at) AS at, kind FROM sample_event WHERE contact IS NOT NULL
                GROUP BY contact) AS newest
            WHERE contact.id = newest.contact;
            UPDATE suppression SET source_event = (SELECT max(e.id) FROM event e
                WHERE e.account = suppression.account AND e.at = suppression.at
                    AND e.kind = CASE suppression.reason WHEN 'complaint' THEN 11 WHEN 'unsubscribe' THEN 14
                        WHEN 'bounce' THEN 10 ELSE \(sql: StoredEventKind.suppressed.rawValue) END
                AND (e.address = suppression.address
                    OR e.delivery IN (SELECT d.id FROM delivery d WHERE d.address = suppression.address)));
            DROP TABLE temp.sample_event;
            """)
    }
}
