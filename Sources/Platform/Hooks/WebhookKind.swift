package import ServiceCore

/// What can be done with the webhooks of the embedded platform.
struct WebhookKind: Sendable {
    let kind: OwnedKind<Webhook>

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context, table: WebhookQueries.table(context.connection, vault: context.vault))
    }

    func operations() -> ResourceOperations<Webhook> {
        var form = PlainForm(
            blank: Webhook(id: ResourceID(kind.context.connection, .webhook, ""), account: "", url: ""),
            "url", "events", "description", "store_log")
        form.more = { [vault = kind.context.vault] _ in try WebhookQueries.identity(vault: vault) }
        form.reveal = Self.revelation
        var operations = kind.operations(sort: RowOrder("url"), form: form)
        operations.actions = [keyReset, replay]
        return operations
    }

    private var keyReset: ResourceAction<Webhook> {
        kind.rotation(
            .resetKey, notice: { "\($0) has a new key; the old one signs no more" }, reveal: Self.revelation
        ) { [vault = kind.context.vault] id, db in
            try WebhookQueries.setKey(NewSecret.apiKey(), of: id, vault: vault, in: db)
        }
    }

    private var replay: ResourceAction<Webhook> {
        var change = RowChange<Webhook>(
            .replay, notice: { "\($0) is told again what it did not take" },
            apply: { [table = kind.table] session, hook in
                try HookOutQueries.replay(try table.rowID(hook), at: session.now, in: session.database)
            })
        change.availability = {
            ($0.untakenEvents ?? 0) > 0 ? .available : .disabled("it has taken everything")
        }
        change.reversal = .none(because: "what was posted is posted")
        return kind.editor.action(change, .replay)
    }

    private static let revelation: @Sendable (Webhook) -> [EditOutcome.Revelation] = { hook in
        hook.key.map { [.init("Webhook key", $0, of: hook.url)] } ?? []
    }
}

extension Tenant {
    package var webhooks: TenantRows<Webhook> {
        let kind = WebhookKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension Webhook: Revisioned {}
