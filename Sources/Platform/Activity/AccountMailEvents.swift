import FoundationEssentials
import ServiceCore
import Store

/// What happened to one account's mail and to its contacts, of some kinds; text messages are left out.
struct AccountMailEvents {
    let db: ReadTransaction
    let account: Int64
    let kinds: [EventKind]

    /// How many happened between two times, both inclusive.
    func count(_ span: ClosedRange<Int64>) throws -> Int {
        try Int.fetchOne(db, cached: countSQL(span, besidesSMS: try hasSMS)) ?? 0
    }

    func countSQL(_ span: ClosedRange<Int64>, besidesSMS: Bool) -> SQL {
        """
        SELECT count(*) FROM event e WHERE e.account = \(account) AND e.kind IN (\(sql: Self.numbers(kinds)))
        AND e.at BETWEEN \(span.lowerBound) AND \(span.upperBound)\(besidesSMS ? isMail : "")
        """
    }

    /// A window of them, the oldest first.
    func page(_ span: ClosedRange<Int64>, skipping offset: Int, limit: Int) throws -> [MailEvent] {
        try SQLRow.fetchAll(
            db, cached: pageSQL(span, besidesSMS: try hasSMS, skipping: offset, limit: limit)
        ).compactMap(MailEvent.init)
    }

    /// Each kind is walked along its index in the order of time and the walks are merged, so that nothing is sorted
    /// but the page itself.
    func pageSQL(_ span: ClosedRange<Int64>, besidesSMS: Bool, skipping offset: Int, limit: Int) -> SQL {
        let walks = kinds.map { kind in
            SQL(
                """
                SELECT e.at AS at, e.id AS id FROM event e WHERE e.account = \(account)
                AND e.kind = \(sql: kind.number)
                AND e.at BETWEEN \(span.lowerBound) AND \(span.upperBound)\(besidesSMS ? isMail : "")
                """)
        }
        return """
            SELECT e.id, e.kind, e.at, \(sql: EventQueries.person) FROM (
            \(walks.joined("\nUNION ALL\n"))
            ORDER BY at, id LIMIT \(limit) OFFSET \(offset)
            ) AS page JOIN event e ON e.id = page.id ORDER BY page.at, page.id
            """
    }

    /// The events of a batch that follow one, in the order in which they were written.
    func ofBatch(_ batch: Int64, after id: Int64, limit: Int) throws -> [MailEvent] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT e.id, e.kind, e.at, \(sql: EventQueries.person) FROM event e
                WHERE e.batch = \(batch) AND e.id > \(id) AND e.account = \(account)
                AND \(unindexed: "e.kind") IN (\(sql: Self.numbers(kinds)))
                ORDER BY e.id LIMIT \(limit)
                """
        ).compactMap(MailEvent.init)
    }

    /// The newest events of a contact, the oldest of them first.
    func ofContact(_ contact: Int64, _ address: String, limit: Int) throws -> [MailEvent] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT e.id, e.kind, e.at, \(address) FROM event e
                WHERE e.contact = \(contact) AND \(unindexed: "e.account") = \(account)
                AND \(unindexed: "e.kind") IN (\(sql: Self.numbers(kinds)))
                AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = e.batch AND \(unindexed: "b.\(Predicate.batchSMS)"))
                ORDER BY e.at DESC, e.id DESC LIMIT \(limit)
                """
        ).compactMap(MailEvent.init).reversed()
    }

    /// Whether the account has sent text messages at all; only then are events looked at one by one.
    private var hasSMS: Bool {
        get throws {
            try Bool.fetchOne(db, cached: "SELECT EXISTS (\(smsBatches))") ?? false
        }
    }

    var smsBatches: SQL {
        "SELECT b.id FROM batch b WHERE b.account = \(account) AND b.\(sql: Predicate.batchSMS)"
    }

    private var isMail: SQL { " AND (e.batch IS NULL OR e.batch NOT IN (\(smsBatches)))" }

    private static func numbers(_ kinds: [EventKind]) -> String {
        kinds.map { String($0.number) }.joined(separator: ", ")
    }
}

extension MailEvent {
    fileprivate init?(_ row: SQLRow) {
        guard let kind = EventKind(number: row[1]) else { return nil }
        self.init(id: row[0], person: row[3], kind: kind, time: Date(storedTime: row[2]))
    }
}
