import FoundationEssentials
import GRDB
import ServiceCore

/// What happened to one account's mail and to its contacts, of some kinds; text messages are left out.
struct AccountMailEvents {
    let db: Database
    let account: Int64
    let kinds: [EventKind]

    /// How many happened between two times, both inclusive.
    func count(_ span: ClosedRange<Int64>) throws -> Int {
        let sql = Self.countSQL(kinds, besidesSMS: try hasSMS)
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments(span)) ?? 0
    }

    static func countSQL(_ kinds: [EventKind], besidesSMS: Bool) -> String {
        """
        SELECT count(*) FROM event e WHERE e.account = :account AND e.kind IN (\(numbers(kinds)))
        AND e.at BETWEEN :from AND :through\(besidesSMS ? isMail : "")
        """
    }

    /// A window of them, the oldest first.
    func page(_ span: ClosedRange<Int64>, skipping offset: Int, limit: Int) throws -> [MailEvent] {
        let sql = Self.pageSQL(kinds, besidesSMS: try hasSMS)
        let window: StatementArguments = ["limit": limit, "offset": offset]
        return try SQLRow.fetchAll(db.cachedStatement(sql: sql), arguments: arguments(span) + window)
            .compactMap(MailEvent.init)
    }

    /// Each kind is walked along its index in the order of time and the walks are merged, so that nothing is sorted
    /// but the page itself.
    static func pageSQL(_ kinds: [EventKind], besidesSMS: Bool) -> String {
        let walks = kinds.map { kind in
            """
            SELECT e.at AS at, e.id AS id FROM event e WHERE e.account = :account
            AND e.kind = \(StoredEventKind(kind).rawValue) AND e.at BETWEEN :from AND :through\(besidesSMS ? isMail : "")
            """
        }
        return """
            SELECT e.id, e.kind, e.at, \(EventQueries.person) FROM (
            \(walks.joined(separator: "\nUNION ALL\n"))
            ORDER BY at, id LIMIT :limit OFFSET :offset
            ) AS page JOIN event e ON e.id = page.id ORDER BY page.at, page.id
            """
    }

    /// The events of a batch that follow one, in the order in which they were written.
    func ofBatch(_ batch: Int64, after id: Int64, limit: Int) throws -> [MailEvent] {
        try SQLRow.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.id, e.kind, e.at, \(EventQueries.person) FROM event e
                    WHERE e.batch = ? AND e.id > ? AND e.account = ? AND +e.kind IN (\(Self.numbers(kinds)))
                    ORDER BY e.id LIMIT ?
                    """), arguments: [batch, id, account, limit]
        ).compactMap(MailEvent.init)
    }

    /// The newest events of a contact, the oldest of them first.
    func ofContact(_ contact: Int64, _ address: String, limit: Int) throws -> [MailEvent] {
        try SQLRow.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.id, e.kind, e.at, ? FROM event e
                    WHERE e.contact = ? AND +e.account = ? AND +e.kind IN (\(Self.numbers(kinds)))
                    AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = e.batch AND +b.\(Predicate.batchSMS))
                    ORDER BY e.at DESC, e.id DESC LIMIT ?
                    """), arguments: [address, contact, account, limit]
        ).compactMap(MailEvent.init).reversed()
    }

    /// Whether the account has sent text messages at all; only then are events looked at one by one.
    private var hasSMS: Bool {
        get throws {
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (\(Self.smsBatches))"), arguments: ["account": account]
            )
                ?? false
        }
    }

    static let smsBatches = "SELECT b.id FROM batch b WHERE b.account = :account AND b.\(Predicate.batchSMS)"
    private static let isMail = " AND (e.batch IS NULL OR e.batch NOT IN (\(smsBatches)))"

    private static func numbers(_ kinds: [EventKind]) -> String {
        kinds.map { String(StoredEventKind($0).rawValue) }.joined(separator: ", ")
    }

    private func arguments(_ span: ClosedRange<Int64>) -> StatementArguments {
        ["account": account, "from": span.lowerBound, "through": span.upperBound]
    }
}

extension MailEvent {
    fileprivate init?(_ row: SQLRow) {
        guard let kind = StoredEventKind(rawValue: row[1]) else { return nil }
        self.init(id: row[0], person: row[3], kind: kind.kind, time: Date(storedTime: row[2]))
    }
}
