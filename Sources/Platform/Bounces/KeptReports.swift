import FoundationEssentials
import Mail
import ServiceCore
import Store

/// The messages that came in for bounces and changed nothing: the newest of each outcome, with how they begin.
///
/// `digest` is what a message is known by that comes twice.
enum KeptReports {
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

    /// Of each outcome.
    static let kept = 1_000

    /// - Returns: false where the same message was kept before.
    static func keep(
        _ report: ReceivedReport, as outcome: BounceReport.Outcome, because why: String, at now: Date,
        in db: WriteTransaction
    ) throws -> Bool {
        let known = try Int.fetchOne(
            db, "SELECT 1 FROM unclassified_report WHERE digest = \(report.digest)")
        guard known == nil else { return false }
        try db.insert(
            into: "unclassified_report",
            [
                ("at", now.storedTime), ("outcome", outcome.rawValue), ("why", why),
                ("sender", Self.cut(report.mail.from)),
                ("recipient", Self.cut(report.recipients.first ?? "")),
                ("subject", Self.cut(report.mail.subject)), ("bytes", report.bytes),
                ("text", report.mail.beginning), ("digest", report.digest),
            ])
        try forgetOldest(of: outcome, in: db)
        return true
    }

    private static func forgetOldest(of outcome: BounceReport.Outcome, in db: WriteTransaction) throws {
        let last = try Int64.fetchOne(
            db,
            """
            SELECT id FROM unclassified_report WHERE outcome = \(outcome.rawValue)
            ORDER BY id DESC LIMIT 1 OFFSET \(kept)
            """)
        guard let last else { return }
        try db.execute(
            "DELETE FROM unclassified_report WHERE outcome = \(outcome.rawValue) AND id <= \(last)")
    }

    private static func cut(_ text: String) -> String { String(text.prefix(200)) }
}

/// Which of them were understood, and how they begin; an older file kept neither.
enum ReportTextColumns {
    static let migration = "25 bounce report texts"

    static let add = """
        ALTER TABLE unclassified_report ADD COLUMN outcome TEXT NOT NULL DEFAULT 'unclassified';
        ALTER TABLE unclassified_report ADD COLUMN text TEXT NOT NULL DEFAULT '';
        CREATE INDEX unclassified_report_outcome ON unclassified_report (outcome, id);
        """
}

extension KeptReports {
    private static let query = """
        SELECT id, at, outcome, why, sender, recipient, subject, bytes, text FROM unclassified_report
        """

    static func walk(_ connection: ConnectionID) -> IDWalk<BounceReport>.Table {
        IDWalk.Table(
            count: { db in try Int.fetchOne(db, "SELECT count(*) FROM unclassified_report") ?? 0 },
            rowID: { native, db in
                try Int64(native).flatMap { id in
                    try Int64.fetchOne(db, "SELECT id FROM unclassified_report WHERE id = \(id)")
                }
            },
            entries: { db, stretch in
                try SQLRow.fetchAll(db, "\(sql: query) \(stretch.sql("id"))").map {
                    ($0[0], report($0, connection))
                }
            })
    }

    static func find(_ id: Int64, _ connection: ConnectionID, in db: ReadTransaction) throws -> BounceReport?
    {
        try SQLRow.fetchOne(db, "\(sql: query) WHERE id = \(id)").map { report($0, connection) }
    }

    private static func report(_ row: SQLRow, _ connection: ConnectionID) -> BounceReport {
        let id: Int64 = row[0]
        var report = BounceReport(
            id: ResourceID(connection, .bounceReport, String(id)), time: Date(storedTime: row[1]),
            outcome: BounceReport.Outcome(rawValue: row[2]) ?? .unclassified, why: row[3], bytes: row[7])
        (report.sender, report.recipient, report.subject, report.text) = (row[4], row[5], row[6], row[8])
        return report
    }
}
