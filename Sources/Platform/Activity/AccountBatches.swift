package import FoundationEssentials
package import ServiceCore
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

/// Batches of mail and what happened to them, and the events of all mail.
extension Tenant {
    package func batch(_ uuid: String) async throws(ServiceError) -> MailBatch? {
        try await context.store.read { db in try AccountBatches(db: db, account: id).batch(uuid) }
    }

    /// The events of a batch, in the order in which they were written.
    ///
    /// - Parameter last: the one to continue after; nil begins.
    package func events(
        of batch: MailBatch, after last: MailEvent?, limit: Int, _ kinds: [EventKind]
    ) async throws(ServiceError) -> [MailEvent] {
        try await context.store.read { db in
            try AccountMailEvents(db: db, account: id, kinds: kinds)
                .ofBatch(batch.id, after: last?.id ?? 0, limit: limit)
        }
    }

    /// What an archived batch keeps of each message.
    ///
    /// - Parameter last: the one to continue after; nil begins.
    package func trace(
        of batch: MailBatch, after last: MailTrace?, limit: Int
    ) async throws(ServiceError) -> [MailTrace] {
        try await context.store.read { db in
            try AccountBatches(db: db, account: id)
                .trace(batch.id, after: last?.place ?? .start, limit: limit)
        }
    }

    /// How much happened between two times, both inclusive; nothing where they are the wrong way round.
    package func eventCount(
        from: Date, through: Date, _ kinds: [EventKind]
    ) async throws(ServiceError) -> Int {
        guard let span = Self.span(from, through) else { return 0 }
        return try await context.store.read { db in
            try AccountMailEvents(db: db, account: id, kinds: kinds).count(span)
        }
    }

    /// A window of what happened between two times, the oldest first, and how much happened in all.
    package func events(
        from: Date, through: Date, skipping offset: Int, limit: Int, _ kinds: [EventKind]
    ) async throws(ServiceError) -> (events: [MailEvent], total: Int) {
        guard let span = Self.span(from, through) else { return ([], 0) }
        return try await context.store.read { db in
            let events = AccountMailEvents(db: db, account: id, kinds: kinds)
            let total = try events.count(span)
            guard offset < total else { return ([], total) }
            return (try events.page(span, skipping: offset, limit: limit), total)
        }
    }

    private static func span(_ from: Date, _ through: Date) -> ClosedRange<Int64>? {
        from <= through ? from.storedTime...through.storedTime : nil
    }
}
