import Foundation
import Mail
import ServiceCore
import Store

/// Reads the events of a report with what is told of their messages, each message once.
struct ReportRows {
    private let db: ReadTransaction
    /// The headers that the account has named, as it spells them, by their lower-case form.
    let headerNames: [String: String]

    init(account: Int64, in db: ReadTransaction) throws {
        self.db = db
        headerNames = try MailQueries.headerNames(account: account, in: db)
    }

    /// The events of these ids, in their order.
    func entries(_ ids: [Int64]) throws -> [MailReport.Entry] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT e.id, e.kind, e.at, \(sql: ReportQueries.shownPerson) AS person, e.ip, l.url,
            e.rule, e.detail, d.submission FROM event e LEFT JOIN delivery d ON d.id = e.delivery
            LEFT JOIN link l ON l.id = e.link WHERE e.id IN (\(sql: Self.list(ids)))
            """)
        let messages = try messages(Set(rows.compactMap { $0["submission"] as Int64? }))
        let entries = Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row["id"] as Int64, entry(row, (row["submission"] as Int64?).flatMap { messages[$0] }))
            })
        return ids.compactMap { entries[$0] }
    }

    private struct Message {
        let sender: String
        let headers: [MailHeader]
    }

    private func entry(_ row: SQLRow, _ message: Message?) -> MailReport.Entry {
        MailReport.Entry(
            kind: EventKind(number: row["kind"]) ?? .unknown,
            time: Date(storedTime: row["at"]), recipient: row["person"], sender: message?.sender ?? "",
            headers: message?.headers ?? [], ip: row["ip"] ?? "", link: row["url"] ?? "",
            rule: row["rule"] ?? "", detail: row["detail"] ?? "")
    }

    private func messages(_ ids: Set<Int64>) throws -> [Int64: Message] {
        // A message that names thousands of people is long, so it is read only where its headers are wanted.
        let text = headerNames.isEmpty ? "NULL" : "message"
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, sender, \(sql: text) FROM submission WHERE id IN (\(sql: Self.list(ids)))")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let headers = try (row[2] as String?).map { try Self.headers($0) } ?? []
                let named = headers.filter { headerNames[$0.name.lowercased()] != nil }
                return (row[0], Message(sender: row[1], headers: named))
            })
    }

    /// Nothing else of a message is read, long as it may be.
    private static func headers(_ json: String) throws -> [MailHeader] {
        struct Head: Decodable {
            let headers: [MailHeader]?
        }
        return try (JSONText.read(json) as Head).headers ?? []
    }

    private static func list(_ ids: some Collection<Int64>) -> String {
        ids.map(String.init).joined(separator: ", ")
    }
}
