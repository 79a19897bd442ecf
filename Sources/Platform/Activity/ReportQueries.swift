import Foundation
import Mail
import ServiceCore
import Store

/// Finds the events of a report: each kind along the index of the account's events, or from one person's messages.
struct ReportQueries {
    private let db: ReadTransaction
    private let isUnique: Bool
    /// No two of them hold for one event.
    let branches: [SQL]

    init(_ report: MailReport, account: Int64, in db: ReadTransaction) throws {
        self.db = db
        isUnique = report.isUnique
        let rest = try Self.filters(report, account: account, in: db)
        branches = Self.starts(report, account: account).map { SQL.all([$0] + rest) }
    }

    /// The ids of a page, the newest first; of what is asked for once each, the first of its kind.
    func page(from start: Int, limit: Int) throws -> [Int64] {
        guard isUnique else {
            let window = KeysetWindow(
                db: db, source: "event e", key: "e.at", id: "e.id", isAscending: false, branches: branches)
            let request = ListRequest(position: .offset(start), limit: limit)
            return try window.page(request).ids
        }
        let query = Self.firsts(SQL.any(branches))
        return try Int64.fetchAll(
            db, "\(query) ORDER BY first DESC LIMIT \(limit) OFFSET \(start)")
    }

    func count() throws -> Int {
        guard isUnique else {
            return try branches.reduce(0) { sum, branch in
                sum + (try Int.fetchOne(db, "SELECT count(*) FROM event e WHERE \(branch)") ?? 0)
            }
        }
        let query = Self.firsts(SQL.any(branches))
        return try Int.fetchOne(db, "SELECT count(*) FROM (\(query)) AS firsts") ?? 0
    }

    private static func firsts(_ condition: SQL) -> SQL {
        """
        SELECT min(e.id) AS first FROM event e LEFT JOIN link l ON l.id = e.link
        WHERE \(condition) GROUP BY \(sql: person), coalesce(l.url, '')
        """
    }
}

extension ReportQueries {
    /// Whom an event is about, as shown.
    static let shownPerson = """
        coalesce((SELECT \(StoredAddress.shown("d")) FROM delivery d WHERE d.id = e.delivery),
        \(StoredAddress.shown("e")), '')
        """

    /// The same as it is known by.
    static let person = "coalesce((SELECT d.address FROM delivery d WHERE d.id = e.delivery), e.address, '')"

    private static func starts(_ report: MailReport, account: Int64) -> [SQL] {
        let (start, end) = report.span.stored
        let kinds = report.kinds.map(\.number)
        guard let recipient = report.recipient else {
            return kinds.map { kind in
                SQL(
                    """
                    e.account = \(account) AND e.kind = \(kind) AND e.at >= \(start) AND e.at < \(end)
                    """)
            }
        }
        // Without indices for the rest, all the account's events are never walked instead of one person's.
        return [
            SQL(
                """
                e.id IN (SELECT n.id FROM delivery d JOIN event n ON n.delivery = d.id
                WHERE d.address = \(recipient)
                UNION SELECT id FROM event WHERE address = \(recipient) AND \(sql: Predicate.eventAddressed))
                AND \(unindexed: "e.account") = \(account)
                AND \(unindexed: "e.kind") IN (\(sql: kinds.map(String.init).joined(separator: ", ")))
                AND \(unindexed: "e.at") >= \(start) AND \(unindexed: "e.at") < \(end)
                """)
        ]
    }

    private static func filters(
        _ report: MailReport, account: Int64, in db: ReadTransaction
    ) throws -> [SQL] {
        var parts: [SQL] = []
        if try hasTextMessages(account, in: db) {
            parts.append(
                SQL("NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = e.batch AND b.channel = 'sms')"))
        }
        if let domain = report.domain {
            let at = SQL.dialect.position(of: "'@'", in: SQL(text: person))
            parts.append(SQL("substr(\(sql: person), \(at) + 1) = \(domain)"))
        }
        if let sender = report.sender {
            parts.append(ofMessage("u.sender = \(sender)"))
        }
        let named = try ReportRows(account: account, in: db).headerNames
        for header in report.headers {
            guard let name = named[header.name.lowercased()] else { continue }
            // JSON escapes the quotes within texts, so this is found nowhere but where a header stands.
            let json = try JSONText.text(["name": name, "value": header.value])
            parts.append(ofMessage("\(SQL.dialect.position(of: "\(json)", in: "u.message")) > 0"))
        }
        return parts
    }

    private static func ofMessage(_ condition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM delivery d JOIN submission u ON u.id = d.submission
        WHERE d.id = e.delivery AND \(condition))
        """
    }

    /// Most accounts have none, and then no event need be asked by what it came.
    private static func hasTextMessages(_ account: Int64, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db, cached: "SELECT EXISTS (SELECT 1 FROM batch WHERE account = \(account) AND channel = 'sms')")
            == true
    }
}
