import FoundationEssentials
import Store

/// The batches of mail of one account.
struct AccountBatches {
    let db: ReadTransaction
    let account: Int64

    func batch(_ uuid: String) throws -> MailBatch? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT b.id, b.uuid, c.numid, b.archives FROM batch b LEFT JOIN campaign c
                ON c.id = b.campaign
                WHERE b.uuid = \(uuid.lowercased()) AND b.account = \(account) AND b.channel = 'email'
                """
        ).map { row in
            MailBatch(
                id: row[0], uuid: row[1], campaign: row[2], isArchived: row[3])
        }
    }

    /// The archived messages of a batch that follow one, in the order in which they were handed in.
    func trace(_ batch: Int64, after place: MailTrace.Place, limit: Int) throws -> [MailTrace] {
        try SQLRow.fetchAll(db, cached: traceSQL(batch, after: place, limit: limit)).map { row in
            let message = try? FrozenMessage(json: row[2])
            return MailTrace(
                place: MailTrace.Place(submission: row[0], ordinal: row[1]), address: row[3],
                time: Date(storedTime: row[4]), subject: message?.subject ?? "", bytes: row[5])
        }
    }

    func traceSQL(_ batch: Int64, after place: MailTrace.Place, limit: Int) -> SQL {
        """
        SELECT s.id, d.ordinal, s.message, \(sql: StoredAddress.shown("d")), a.at, a.size
        FROM submission s JOIN delivery d ON d.submission = s.id JOIN archive a ON a.delivery = d.id
        WHERE s.batch = \(batch) AND s.id >= \(place.submission) AND a.segment IS NOT NULL
        AND d.ordinal > CASE WHEN s.id = \(place.submission) THEN \(place.ordinal) ELSE -1 END
        AND (SELECT b.account FROM batch b WHERE b.id = s.batch) = \(account)
        ORDER BY s.id, d.ordinal LIMIT \(limit)
        """
    }
}
