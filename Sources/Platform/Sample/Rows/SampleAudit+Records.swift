import FoundationEssentials
import ServiceCore
import Store

/// The entries, each about a row that is there.
extension SampleAudit {
    func record(of deed: Deed, at time: Int64, in db: ReadTransaction) throws -> AuditRecord? {
        let id = try Int64.fetchOne(
            db, "SELECT id FROM \(sql: deed.table) WHERE \(sql: deed.column) = \(deed.name)")
        return id.map { id in
            var record = record(
                time, deed.who, deed.action, deed.kind, id, deed.name,
                deed.changes.map {
                    FieldChange(field: $0.field, label: $0.label, before: $0.before, after: $0.after)
                })
            record.reason = deed.reason
            record.undo = deed.isReversible ? "undo \(deed.action)" : nil
            return record
        }
    }

    /// The newest of the contacts that have been whitelisted.
    func whitelisting(in db: ReadTransaction) throws -> [AuditRecord] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT id, email, whitelisted_at FROM contact WHERE whitelisted_at > \(scene.ago(days: 40))
            ORDER BY whitelisted_at DESC LIMIT 6
            """
        ).map { row in
            var record = record(
                row[2], Self.kim, "whitelist", .contact, row[0], row[1],
                [Self.change("whitelisted", "Whitelisted", .flag(false), .flag(true))])
            record.undo = "undo whitelist"
            return record
        }
    }

    /// Entries for complaints that were lifted, with the reason that was asked for.
    func lifting(in db: ReadTransaction) throws -> [AuditRecord] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT id, address, lifted_at, lifted_by, lifted_why FROM suppression
            WHERE lifted_at IS NOT NULL AND reason <> 'bounce' ORDER BY lifted_at DESC LIMIT 6
            """
        ).map { row in
            var record = record(
                row[2], row[3], "allow", .suppression, row[0], row[1],
                [Self.change("state", "State", .text("suppressed"), .text("lifted"))])
            record.reason = row[4]
            return record
        }
    }

    func launches(in db: ReadTransaction) throws -> [AuditRecord] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT id, title, CASE WHEN launched_at IS NULL THEN 'scheduled' ELSE 'preparing' END,
            coalesce(launched_at, (SELECT min(b.created_at) FROM batch b
            WHERE b.campaign = campaign.id)) FROM campaign WHERE launch_key IS NOT NULL
            """
        ).map { row in
            record(
                row[3], Self.ana, "launch", .campaign, row[0], row[1],
                [Self.change("state", "State", .text("draft"), .text(row[2] as String))])
        }
    }

    func stops(in db: ReadTransaction) throws -> [AuditRecord] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT id, title, state, coalesce((SELECT max(changed_at) FROM delivery
                WHERE lane = campaign.id AND attempts > 0), launched_at)
            FROM campaign WHERE state IN ('paused', 'aborted')
            """
        ).map { row in
            let isPause = (row[2] as String) == "paused"
            return record(
                row[3], isPause ? Self.ana : Self.kim, isPause ? "pause" : "abort", .campaign, row[0], row[1],
                [Self.change("state", "State", .text("running"), .text(row[2] as String))])
        }
    }

    private func record(
        _ time: Int64, _ who: String, _ action: String, _ kind: ResourceKind, _ id: Int64, _ title: String,
        _ changes: [FieldChange]
    ) -> AuditRecord {
        AuditRecord(
            time: Date(storedTime: time), who: who, connection: "embedded", action: action,
            target: ResourceID("embedded", kind, String(id)), title: title, changes: changes)
    }

    private static func change(
        _ field: FieldID, _ label: String, _ before: FieldValue, _ after: FieldValue
    ) -> FieldChange {
        FieldChange(field: field, label: label, before: before, after: after)
    }
}
