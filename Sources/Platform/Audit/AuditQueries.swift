import Foundation
package import ServiceCore
package import Store

/// The audit trail's table: appending with the hash chain, reading newest first.
package enum AuditQueries {
    /// - Returns: the id of the new entry.
    package static func append(_ record: AuditRecord, in db: WriteTransaction) throws -> Int64 {
        let last = try SQLRow.fetchOne(
            db, cached: "SELECT id, coalesce(link, hash) AS link FROM audit ORDER BY id DESC LIMIT 1")
        let id = ((last?["id"] as Int64?) ?? 0) + 1
        let (columns, salt) = (try columns(of: record, id: id), AuditHash.salt())
        let digest = AuditHash.digest(of: AuditHash.words.map { columns[$0] ?? nil }, salt: salt)
        let hash = AuditHash.link(
            AuditHash.frame.map { columns[$0] ?? nil }, digest: digest, old: nil,
            after: last?["link"] ?? AuditHash.origin)
        let values =
            AuditHash.oldColumns.map { (columns[$0] ?? nil)?.sqlValue ?? SQLValue.null }
            + [salt.sqlValue, digest.sqlValue, hash.sqlValue]
        try db.execute(
            cached: """
                INSERT INTO audit (\(sql: AuditHash.oldColumns.joined(separator: ", ")), salt, digest, hash)
                VALUES (\(list: values))
                """)
        return id
    }

    /// The same for the steps to today's tables, before chains went over digests ("2 address keys").
    static func appendAsOfOld(_ record: AuditRecord, in db: WriteTransaction) throws {
        let last = try SQLRow.fetchOne(db, "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
        let columns = try columns(of: record, id: ((last?["id"] as Int64?) ?? 0) + 1)
        let texts = AuditHash.oldColumns.map { columns[$0] ?? nil }
        let hash = AuditHash.old(of: texts, after: last?["hash"] ?? AuditHash.origin)
        let values = texts.map { $0?.sqlValue ?? SQLValue.null } + [hash.sqlValue]
        try db.execute(
            """
            INSERT INTO audit (\(sql: AuditHash.oldColumns.joined(separator: ", ")), hash)
            VALUES (\(list: values))
            """)
    }

    static let walk = IDWalk<AuditEntry>.Table(
        count: { db in try Int.fetchOne(db, "SELECT count(*) FROM audit") ?? 0 },
        rowID: { native, db in try Int64(native).flatMap { try find($0, in: db) == nil ? nil : $0 } },
        entries: { db, stretch in
            try SQLRow.fetchAll(db, "\(entries) \(stretch.sql("a.id"))").map {
                ($0["id"], entry($0))
            }
        })

    /// The entries of a connection since a time and after an entry, made while it stood for this place.
    ///
    /// Read from the newest back, so that a trail of millions costs no more than what was done lately.
    static func recent(
        of connection: ConnectionID, at place: String, since time: Date, after last: Int64,
        in db: ReadTransaction
    ) throws -> TrailStretch {
        let rows = try SQLRow.fetchCursor(
            db, "\(entries) WHERE a.id > \(last) ORDER BY a.id DESC LIMIT \(mostRecent)")
        var (entries, newest): ([AuditEntry], Int64?) = ([], nil)
        while let row = try rows.next() {
            newest = newest ?? row["id"]
            guard row["at"] as Int64 >= time.storedTime else { break }
            guard row["connection"] == connection.name, row["console"] == place else { continue }
            entries.append(entry(row))
        }
        return TrailStretch(entries.reversed(), last: newest.map { String($0) })
    }

    /// More than people do in the time that a platform's reads lag.
    private static let mostRecent = 20_000

    /// Whether it was kept after an entry what came of the same edit of the same row.
    static func hasVerdict(
        on record: AuditRecord, after lost: Int64, in db: ReadTransaction
    ) throws -> Bool {
        let target = record.target
        return try SQLRow.fetchAll(
            db,
            """
            \(entries) WHERE a.target_kind = \(target.kind.rawValue) AND a.target = \(target.native)
                AND a.id > \(lost) AND connection = \(record.connection.name) AND console = \(record.place)
                AND action = \(record.action)
            """
        ).contains { entry($0).isVerdict }
    }

    package static func find(_ id: Int64, in db: ReadTransaction) throws -> AuditEntry? {
        try SQLRow.fetchOne(db, "\(entries) WHERE a.id = \(id)").map(entry)
    }

    /// The entries that are asked for, newest first.
    static func entries(_ request: TrailRequest, in db: ReadTransaction) throws -> [AuditEntry] {
        try SQLRow.fetchAll(
            db, "\(entries) WHERE \(condition(request.subject)) ORDER BY a.id DESC LIMIT \(request.limit)"
        ).map(entry)
    }

    private static func condition(_ subject: TrailRequest.Subject) -> SQL {
        switch subject {
        case .all: .constant(true)
        case .entry(let id): "a.id = \(Int64(id) ?? 0)"
        case .row(let id):
            """
            a.target_kind = \(id.kind.rawValue) AND a.target = \(id.native)
            AND a.connection = \(id.connection.name)
            """
        case .called(let name, let kind):
            "a.target_kind = \(kind.rawValue) AND (a.target = \(name) OR a.title = \(name))"
        }
    }

    /// Entries with what became of them: which other took them back, and whether what they deleted is kept.
    private static let entries: SQL = """
        SELECT a.*, (SELECT min(u.id) FROM audit u WHERE u.undo_of = a.id AND u.outcome = 'done') AS undone_by,
        EXISTS (SELECT 1 FROM deleted_row d WHERE d.entry = a.id) AS is_kept,
        a.target_kind = 'filter' AND a.console = '' AND a.id <= coalesce((SELECT CAST(m.value AS INTEGER)
            FROM meta m WHERE m.key = \(MetaKey.lastPlainFilter.rawValue)), 0) AS is_plain FROM audit a
        """

    private static func columns(of record: AuditRecord, id: Int64) throws -> [String: String?] {
        [
            "id": String(id), "at": String(record.time.storedTime), "who": record.who,
            "console": record.place,
            "connection": record.connection.name, "action": record.action,
            "target_kind": record.target.kind.rawValue, "target": record.target.native, "title": record.title,
            "why": record.reason, "before": try AuditSide.json(record.changes, \.before),
            "after": try AuditSide.json(record.changes, \.after), "undo": record.undo,
            "undo_of": record.undoOf.map { String($0) }, "outcome": record.outcome.rawValue,
        ]
    }

    private static func entry(_ row: SQLRow) -> AuditEntry {
        let connection = ConnectionID(row["connection"])
        let id: Int64 = row["id"]
        let before = AuditSide.values(row["before"])
        let after = AuditSide.values(row["after"])
        var told = AuditEntry(
            id: ResourceID(connection, .audit, String(id)), time: Date(storedTime: row["at"]),
            who: row["who"], what: row["action"],
            target: ResourceID(
                connection, ResourceKind(rawValue: row["target_kind"]), row["target"]),
            targetName: row["title"],
            changes: Set(before.keys).union(after.keys).sorted().map { field in
                FieldChange(
                    field: field, label: field, before: before[field]?.fieldValue ?? .none,
                    after: after[field]?.fieldValue ?? .none)
            },
            reason: row["why"], outcome: AuditEntry.Outcome(rawValue: row["outcome"]) ?? .done,
            undoOf: (row["undo_of"] as Int64?).map { String($0) })
        if row["is_plain"] { told.changes = told.changes.map(\.quotingPlainFilter) }
        told.undoneBy = (row["undone_by"] as Int64?).map { String($0) }
        (told.isKept, told.place) = (row["is_kept"], row["console"])
        return told
    }
}
