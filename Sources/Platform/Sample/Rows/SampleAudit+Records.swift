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
            SELECT id, email, whitelisted_at FROM contact WHERE whitelisted_at > \(scene.ago(days: 90))
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
