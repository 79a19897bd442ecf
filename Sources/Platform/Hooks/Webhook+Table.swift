package import ServiceCore
import Store

extension Webhook: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<Webhook> {
        OwnedTable(
            name: "hook", connection: context.connection, nameColumn: "url",
            computed: {
                """
                , (SELECT count(*) FROM hook_out WHERE hook = t.id AND \(sql: Predicate.hookUntaken))
                AS untaken_events
                """
            },
            blank: { Webhook(id: $0, account: $1, url: "") },
            columns: [
                .edited("url", \.url), .edited("description", \.label), .edited("stores_log", \.storesLog),
                StoredColumn(
                    read: { $1.events = ($0["events"] as String).split(separator: ",").map(String.init) },
                    write: { [("events", ($0.events ?? []).joined(separator: ","))] }),
                StoredColumn { [vault = context.vault] in
                    $1.key = vault.openIfPossible($0["key_sealed"], for: .hookKey)
                },
                .shown("webhook_id", \.number), .shown("created_at", \.created),
                .shown("last_success_at", \.lastSuccess), .shown("total_events", \.totalEvents),
                .shown("last_answer", \.lastAnswer), .shown("last_answer_at", \.lastAnswered),
                .shown("untaken_events", \.untakenEvents),
            ])
    }

    /// The columns of a new hook: the number that SendClean knows it by, and its key.
    static func identity(vault: Vault) throws -> ColumnValues {
        let digits = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()
        return [("webhook_id", "\(Int.random(in: 1...9))\(digits)")] + (try key(vault: vault))
    }

    /// A new key, sealed.
    static func key(vault: Vault) throws -> ColumnValues {
        [("key_sealed", try vault.seal(NewSecret.apiKey(), for: .hookKey))]
    }
}

extension Tenant {
    /// The webhook that SendClean knows by this number.
    package func webhook(number: String) async throws(ServiceError) -> Webhook? {
        let table = Webhook.table(context)
        return try await context.store.read { [account = id] db in
            let id = try Int64.fetchOne(
                db, cached: "SELECT id FROM hook WHERE webhook_id = \(number) AND account = \(account)")
            return try id.flatMap { try table.find(native: String($0), of: account, in: db) }
        }
    }
}
