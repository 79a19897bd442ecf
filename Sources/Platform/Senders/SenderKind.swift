package import ServiceCore
import Store

extension ApprovedSender: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<ApprovedSender> {
        let record = context.options.hosts.spfRecord
        return OwnedTable(
            name: "sender", connection: context.connection, nameColumn: "address", identity: .address,
            blank: { ApprovedSender(id: $0, account: $1, address: "") },
            columns: [
                StoredColumn(
                    read: { $1.address = $0["written"] ?? $0["address"] },
                    write: {
                        let address = StoredAddress($0.address)
                        return [("address", address.key), ("written", address.written)]
                    }),
                StoredColumn { $1.isReady = $0["status"] == "ready" },
                .edited("seeding", \.isSeeded), .edited("dkim_selector", \.dkimSelector),
                .edited("dkim_value", \.dkimValue), .shown("dkim_state", \.dkimState),
                StoredColumn { row, sender in
                    let spf: String = row["spf_value"]
                    sender.spf = spf.isEmpty ? record : spf
                },
                .shown("spf_state", \.spfState), .shown("checked_at", \.checked),
                .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the approved senders of the embedded platform.
extension OwnedKind<ApprovedSender> {
    func operations() -> ResourceOperations<ApprovedSender> {
        var form = OwnedForm<ApprovedSender>("seeding")
        form.once = FormLines("address")
        form.isRenamable = false
        var operations = operations(signing(form))
        operations.actions = [seeding(on: true), seeding(on: false), recordCheck(of: "sender")]
        return operations
    }

    private func seeding(on isOn: Bool) -> ResourceAction<ApprovedSender> {
        let action = isOn ? ActionDescription.seed : .unseed
        var change = RowChange<ApprovedSender>(
            action, notice: { "\($0): seeding \(isOn ? "on" : "off")" },
            apply: { _, sender in sender.isSeeded = isOn })
        change.availability = { sender in
            sender.isSeeded == isOn ? .already(isOn ? "already seeded" : "not seeded") : .available
        }
        return editor.action(change, action)
    }
}

extension Tenant {
    package var senders: TenantRows<ApprovedSender> { TenantRows(self) { $0.operations() } }
}
