import Store
import Testing

@testable import Platform

/// Every row of an account, whichever table it stands in.
enum OwnedRows {
    /// How rows belong to an account where their table has no column for it.
    private static let owners = [
        "account": "id = ?1",
        "archive":
            "delivery IN (SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.account = ?1)",
        "attachment": "submission IN (\(submissions))", "campaign_domain": "campaign IN (\(campaigns))",
        "campaign_tally": "campaign IN (\(campaigns))", "counter": "campaign IN (\(campaigns))",
        "delivery": "submission IN (\(submissions))", "frozen_audience": "submission IN (\(submissions))",
        "gateway_receipt":
            "delivery IN (SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.account = ?1)",
        "grp_member": "grp IN (SELECT id FROM grp WHERE account = ?1)", "link": "campaign IN (\(campaigns))",
        "list_import_part": "import IN (SELECT id FROM list_import WHERE account = ?1)",
        "smtp_user_hour": "smtp_user IN (SELECT id FROM smtp_user WHERE account = ?1)",
        "submission": "id IN (\(submissions))",
    ]
    private static let campaigns = "SELECT id FROM campaign WHERE account = ?1"
    private static let submissions =
        "SELECT s.id FROM submission s JOIN batch b ON b.id = s.batch WHERE b.account = ?1"
    /// The platform's own tables, and those of all accounts together.
    private static let nobodys = Set(
        [
            "audit", "content", "engine", "gone_delivery", "grdb_migrations", "hold", "hook_rest", "meta",
            "own_relay", "relay_day", "request_log", "signing_key", "simulated_answer", "sqlite_sequence",
            "unclassified_report",
        ]
            + ["contact_text", "contact_fields_text"].flatMap { index in
                [index] + ["config", "data", "idx", "letters"].map { "\(index)_\($0)" }
            })

    /// - Throws: where a table is in neither list above, and so nobody knows whose its rows are.
    static func of(_ account: Int64, in platform: EmbeddedPlatform) async throws -> [String] {
        let (tables, rows) = try await platform.context.store.read { db in
            let tables = try String.fetchAll(
                db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            let rows = try tables.flatMap { table -> [String] in
                let columns = try Self.columns(of: table, in: db)
                guard let condition = columns.contains("account") ? "account = ?1" : owners[table] else {
                    return []
                }
                // Every value as it would be written in SQL, so that no two are told alike.
                let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ' ' || ")
                return try String.fetchAll(
                    db, SQL(text: "SELECT '\(table) ' || \(row) FROM \(table) WHERE \(condition)", [account]))
            }
            return (try tables.filter { try !Self.columns(of: $0, in: db).contains("account") }, rows)
        }
        try #require(Set(tables) == Set(owners.keys).union(nobodys))
        return rows
    }

    private static func columns(of table: String, in db: ReadTransaction) throws -> [String] {
        try String.fetchAll(db, "SELECT name FROM pragma_table_info(\(table))")
    }
}
