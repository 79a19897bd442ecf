package import ServiceCore

/// What can be done with the approved senders of the embedded platform.
struct SenderKind: Sendable {
    let kind: OwnedKind<ApprovedSender>

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context,
            table: SenderQueries.table(context.connection, hosts: context.options.hosts))
    }

    var keys: SigningKeys { SigningKeys(table: kind.table.name) }

    func operations() -> ResourceOperations<ApprovedSender> {
        var operations = kind.operations(sort: RowOrder("address"))
        operations.create = creation
        operations.update = change
        operations.actions = [seeding(on: true), seeding(on: false), kind.recordCheck(of: "sender")]
        return operations
    }

    private func seeding(on isOn: Bool) -> ResourceAction<ApprovedSender> {
        let action = isOn ? ActionDescription.seed : .unseed
        var change = RowChange<ApprovedSender>(
            action, notice: { "\($0): seeding \(isOn ? "on" : "off")" },
            apply: { _, sender in sender.isSeeded = isOn })
        change.availability = { sender in
            sender.isSeeded == isOn ? .disabled(isOn ? "already seeded" : "not seeded") : .available
        }
        return kind.editor.action(change, action)
    }
}

extension Tenant {
    package var senders: TenantRows<ApprovedSender> {
        let kind = SenderKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension ApprovedSender: Revisioned {}
