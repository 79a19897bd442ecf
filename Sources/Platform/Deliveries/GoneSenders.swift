import FoundationEssentials
import ServiceCore
import Store

/// Which messages were an account's that was deleted, so that their links say what has become of the sender.
///
/// Of the messages themselves nothing is kept: a row is a run of their numbers, which follow one another as they were made.
enum GoneSenders {
    static let create = """
        CREATE TABLE gone_delivery (
            first INTEGER PRIMARY KEY,
            last INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        """

    /// Before an account goes with its messages.
    static func keep(ofAccount account: Int64, at now: Date, in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO gone_delivery (first, last, at)
            SELECT min(id), max(id), \(now.storedTime) FROM (
                SELECT id, id - row_number() OVER (ORDER BY id) AS run FROM (
                    SELECT d.id AS id FROM batch b JOIN delivery d ON d.batch = b.id
                    WHERE b.account = \(account)
                    UNION ALL SELECT delivery FROM parted_delivery WHERE account = \(account)) AS own
                ) AS numbered
            GROUP BY run
            """)
    }

    /// Whether a message was such an account's.
    static func had(_ delivery: Int64, in db: ReadTransaction) throws -> Bool {
        let last = try Int64.fetchOne(
            db,
            cached: "SELECT last FROM gone_delivery WHERE first <= \(delivery) ORDER BY first DESC LIMIT 1")
        return last.map { $0 >= delivery } ?? false
    }
}
