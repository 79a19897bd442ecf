import FoundationEssentials
import ServiceCore
import Store

/// Two contacts of one account that are one person: the older stays with what both had, the stricter mark wins, and
/// the audit trail keeps the younger as it was.
struct MergedContacts {
    let db: WriteTransaction
    let now: Date
    let older: Int64
    let younger: Int64

    func run() throws {
        guard let kept = try row(older), let gone = try row(younger) else { return }
        try record(gone)
        try db.execute(
            """
            INSERT OR IGNORE INTO grp_member (grp, contact) SELECT grp, \(older) FROM grp_member
            WHERE contact = \(younger);
            """)
        for table in ["event", "delivery"] {
            try db.execute("UPDATE \(sql: table) SET contact = \(older) WHERE contact = \(younger)")
        }
        try db.execute("UPDATE OR IGNORE frozen_audience SET contact = \(older) WHERE contact = \(younger)")
        try db.execute("DELETE FROM frozen_audience WHERE contact = \(younger)")
        // First, since no two contacts have one number or one address.
        try db.execute("DELETE FROM contact WHERE id = \(younger)")
        try db.update("contact", id: older, joined(kept, gone))
    }

    private func row(_ id: Int64) throws -> SQLRow? {
        try SQLRow.fetchOne(db, "SELECT * FROM contact WHERE id = \(id)")
    }

    private func joined(_ kept: SQLRow, _ gone: SQLRow) throws -> ColumnValues {
        let (first, last) = (text("first_name", kept, gone), text("last_name", kept, gone))
        let phone: String? = kept["phone"] ?? gone["phone"]
        let email: String? = kept["email"]
        let fields = JSONText.map(gone["fields"]).merging(JSONText.map(kept["fields"])) { _, own in own }
        let newer = number("last_event_at", kept) >= number("last_event_at", gone) ? kept : gone
        let marked: SQLRow = (kept["invalid_at"] as Int64?) != nil ? kept : gone
        // A mark that lets mail pass holds only where both had it.
        let isWhitelisted = [kept, gone].allSatisfy { ($0["whitelisted_at"] as Int64?) != nil }
        return [
            ("first_name", first), ("last_name", last), ("phone", phone),
            ("age", (kept["age"] ?? gone["age"]) as Int?), ("sex", (kept["sex"] ?? gone["sex"]) as String?),
            ("fields", try JSONText.text(fields)),
            ("allows_email", min(number("allows_email", kept), number("allows_email", gone))),
            ("allows_sms", min(number("allows_sms", kept), number("allows_sms", gone))),
            ("invalid_at", marked["invalid_at"] as Int64?), ("invalid_why", marked["invalid_why"] as String?),
            ("whitelisted_at", isWhitelisted ? kept["whitelisted_at"] as Int64? : nil),
            ("hard_count", max(number("hard_count", kept), number("hard_count", gone))),
            ("soft_count", max(number("soft_count", kept), number("soft_count", gone))),
            ("last_hard_at", latest("last_hard_at", kept, gone)),
            ("last_ok_at", latest("last_ok_at", kept, gone)),
            ("last_event_at", newer["last_event_at"] as Int64?),
            ("last_event_kind", newer["last_event_kind"] as Int?), ("updated_at", now.storedTime),
            ("name_sort", SearchFolding.nameSortKey(last: last, first: first)),
            ("search", SearchFolding.searchText(email: email, first: first, last: last, phone: phone)),
        ]
    }

    private func text(_ column: String, _ kept: SQLRow, _ gone: SQLRow) -> String {
        let own: String = kept[column]
        return own.isEmpty ? gone[column] : own
    }

    private func number(_ column: String, _ row: SQLRow) -> Int64 { (row[column] as Int64?) ?? 0 }

    private func latest(_ column: String, _ kept: SQLRow, _ gone: SQLRow) -> Int64? {
        [kept, gone].compactMap { $0[column] as Int64? }.max()
    }

    /// What the trail keeps of the younger; the rest follows from it or is counted.
    private static let told = [
        "email", "numid", "phone", "first_name", "last_name", "age", "sex", "fields", "allows_email",
        "allows_sms",
        "invalid_at", "invalid_why", "whitelisted_at", "hard_count", "soft_count", "created_at",
    ]

    private func record(_ gone: SQLRow) throws {
        let groups = try String.fetchAll(
            db,
            """
            SELECT g.name FROM grp_member m JOIN grp g ON g.id = m.grp WHERE m.contact = \(younger)
            ORDER BY g.name
            """)
        var changes = Self.told.compactMap { column -> FieldChange? in
            guard let value: String = gone[column], !value.isEmpty else { return nil }
            return FieldChange(field: column, label: column, before: .text(value), after: .none)
        }
        if !groups.isEmpty {
            changes.append(FieldChange(field: "groups", label: "groups", before: .list(groups), after: .none))
        }
        let connection = PlatformOptions.standardConnection
        try AuditQueries.appendAsOfOld(
            AuditRecord(
                time: now, who: UpgradeReport.who, connection: connection, action: "merge",
                target: ResourceID(connection, .contact, String(younger)),
                title: (gone["email"] as String?) ?? String(younger),
                reason: "the same address as contact \(older), which has its groups and marks now",
                changes: changes), in: db)
    }
}
