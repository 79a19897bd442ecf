package import ServiceCore

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
