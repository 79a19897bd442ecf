import Foundation
import ServiceCore
import Store

/// The table of webhooks.
enum WebhookQueries {
    static func table(_ connection: ConnectionID, vault: Vault) -> OwnedTable<Webhook> {
        OwnedTable(
            name: "hook", nameColumn: "url", connection: connection,
            computed: {
                """
                , (SELECT count(*) FROM hook_out WHERE hook = t.id AND \(sql: Predicate.hookUntaken))
                AS untaken_events
                """
            },
            read: { row, id, account in
                var hook = Webhook(id: id, account: account, url: row["url"])
                hook.number = row["webhook_id"]
                hook.events = (row["events"] as String).split(separator: ",").map(String.init)
                hook.label = row["description"]
                hook.key = vault.openIfPossible(row["key_sealed"], for: .hookKey)
                hook.storesLog = row["stores_log"]
                hook.created = Date(storedTime: row["created_at"])
                hook.lastSuccess = (row["last_success_at"] as Int64?).map { Date(storedTime: $0) }
                hook.totalEvents = row["total_events"]
                hook.lastAnswer = row["last_answer"]
                hook.lastAnswered = (row["last_answer_at"] as Int64?).map { Date(storedTime: $0) }
                hook.untakenEvents = row["untaken_events"]
                hook.revision = row["rev"]
                return hook
            },
            write: { hook in
                [
                    ("url", hook.url), ("events", (hook.events ?? []).joined(separator: ",")),
                    ("description", hook.label), ("stores_log", hook.storesLog),
                ]
            })
    }

    /// The columns of a new hook: the number that SendClean knows it by, and its key.
    static func identity(vault: Vault) throws -> ColumnValues {
        let digits = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()
        return [("webhook_id", "\(Int.random(in: 1...9))\(digits)")]
            + (try key(NewSecret.apiKey(), vault: vault))
    }

    /// The row of an account with such a number.
    static func native(of number: String, account: Int64, in db: ReadTransaction) throws -> String? {
        try Int64.fetchOne(
            db, cached: "SELECT id FROM hook WHERE webhook_id = \(number) AND account = \(account)"
        ).map { String($0) }
    }

    static func setKey(_ secret: Secret, of id: Int64, vault: Vault, in db: WriteTransaction) throws {
        try db.update("hook", id: id, try key(secret, vault: vault), isEdit: false)
    }

    private static func key(_ secret: Secret, vault: Vault) throws -> ColumnValues {
        [("key_sealed", try vault.seal(secret, for: .hookKey))]
    }
}
