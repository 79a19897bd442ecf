package import FoundationEssentials
import Mail
import ServiceCore
import Store

/// A message that came in for bounces and of which nothing could be made.
package struct UnclassifiedReport: Sendable, Hashable {
    package let time: Date
    /// A clause: `it names no message of ours`.
    package let why: String
    /// As its head has them, in one line each.
    package let from: String
    package let to: String
    package let subject: String
    package let bytes: Int
}

/// The messages of which nothing could be made: all are counted, the newest kept, without their text.
///
/// The last `id` is how many there were. `digest` is what a message is known by that comes twice.
enum UnclassifiedReports {
    static let migration = "19 unclassified reports"

    static let create = """
        CREATE TABLE unclassified_report (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            why TEXT NOT NULL,
            sender TEXT NOT NULL,
            recipient TEXT NOT NULL,
            subject TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            digest BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX unclassified_report_once ON unclassified_report (digest);
        """

    static let kept = 1_000

    /// - Returns: false where the same message was counted before.
    static func keep(
        _ report: ReceivedReport, because why: String, at now: Date, in db: WriteTransaction
    ) throws -> Bool {
        let known = try Int.fetchOne(
            db, "SELECT 1 FROM unclassified_report WHERE digest = \(report.digest)")
        guard known == nil else { return false }
        let id = try db.insert(
            into: "unclassified_report",
            [
                ("at", now.storedTime), ("why", why), ("sender", Self.cut(report.mail.from)),
                ("recipient", Self.cut(report.recipients.first ?? "")),
                ("subject", Self.cut(report.mail.subject)), ("bytes", report.bytes),
                ("digest", report.digest),
            ])
        try db.execute("DELETE FROM unclassified_report WHERE id <= \(id - Int64(kept))")
        return true
    }

    /// The newest first, and how many there ever were.
    static func newest(_ limit: Int, in db: ReadTransaction) throws -> (
        reports: [UnclassifiedReport], all: Int
    ) {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT id, at, why, sender, recipient, subject, bytes FROM unclassified_report
            ORDER BY id DESC LIMIT \(limit)
            """)
        let reports = rows.map { row in
            UnclassifiedReport(
                time: Date(storedTime: row[1]), why: row[2], from: row[3], to: row[4], subject: row[5],
                bytes: row[6])
        }
        return (reports, rows.first.map { Int($0[0] as Int64) } ?? 0)
    }

    private static func cut(_ text: String) -> String { String(text.prefix(200)) }
}
