package import ServiceCore
import Store

/// What can be done with the webhooks of the embedded platform.
extension OwnedKind<Webhook> {
    func operations() -> ResourceOperations<Webhook> {
        var form = OwnedForm<Webhook>("url", "events", "description", "store_log")
        form.isNameUnique = false
        form.more = { [vault = context.vault] _ in try Webhook.identity(vault: vault) }
        form.reveal = Self.revelation
        var operations = operations(form)
        operations.actions = [keyReset, replay]
        return operations
    }

    private var keyReset: ResourceAction<Webhook> {
        rotation(
            .resetKey, notice: { "\($0) has a new key; the old one signs no more" }, reveal: Self.revelation
        ) { [vault = context.vault] in try Webhook.key(vault: vault) }
    }

    private var replay: ResourceAction<Webhook> {
        var change = RowChange<Webhook>(
            .replay, notice: { "\($0) is told again what it did not take" },
            apply: { session, hook in
                try HookOutQueries.replay(try table.rowID(hook), at: session.now, in: session.database)
            })
        change.availability = {
            ($0.untakenEvents ?? 0) > 0 ? .available : .disabled("it has taken everything")
        }
        change.reversal = .none(because: "what was posted is posted")
        return editor.action(change, .replay)
    }

    private static let revelation: @Sendable (Webhook) -> [EditOutcome.Revelation] = { hook in
        hook.key.map { [.init("Webhook key", $0, of: hook.url)] } ?? []
    }
}

extension Tenant {
    package var webhooks: TenantRows<Webhook> { TenantRows(self) { $0.operations() } }
}

extension Webhook: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<Webhook> {
        OwnedTable(
            name: "hook", connection: context.connection, nameColumn: "url",
            computed: {
                """
                , (SELECT count(*) FROM hook_out WHERE hook = t.id AND \(sql: Predicate.hookUntaken))
                AS untaken_events
                , (SELECT min(event_at) FROM hook_out WHERE hook = t.id AND \(sql: Predicate.hookUntaken))
                AS untaken_since
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
                .shown("untaken_events", \.untakenEvents), .shown("untaken_since", \.untakenSince),
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

    /// Whether a URL answers as SendClean wants it of a hook, asked before the hook is made or changed.
    ///
    /// It is asked for, and where that answer has not the sentence, posted an empty list of events: some receivers
    /// answer to the one alone, some to the other.
    ///
    /// - Throws: `.invalid` on the field `url` for any other answer and for none; nothing where the platform's options
    ///   switch the check off.
    package func checkWebhook(_ url: String) async throws(ServiceError) {
        guard context.options.checksWebhooks else { return }
        let fetch = context.fetch
        do throws(ServiceError) {
            if try await fetch.get(url, limit: 4096, isCut: true).isBlessed { return }
            let empty = Array(#"{"SendCleantes_events":[]}"#.utf8)
            if try await fetch.post(url, body: empty, type: "application/json").isBlessed { return }
        } catch {
            throw ServiceError(.invalid, error.message, hint: error.hint, field: "url")
        }
        throw ServiceError(
            .invalid, "The URL did not answer “\(HookVerdict.phrase)”.",
            hint: "Let it answer every request with that sentence.", field: "url")
    }
}

extension FetchAnswer {
    fileprivate var isBlessed: Bool { text.contains(HookVerdict.phrase) }
}
