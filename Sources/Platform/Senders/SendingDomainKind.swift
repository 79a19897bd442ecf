package import ServiceCore
import Store

extension SendingDomain: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<SendingDomain> {
        OwnedTable(
            name: "sending_domain", connection: context.connection, identity: .domain,
            blank: { SendingDomain(id: $0, account: $1, domain: "") },
            columns: [
                .edited("name", \.domain), .edited("dkim_selector", \.dkimSelector),
                .edited("dkim_value", \.dkimValue), .shown("dkim_state", \.dkimState),
                .shown("spf_state", \.spfState),
                StoredColumn(
                    read: { $1.isVerified = $0["verify_state"] == DNSState.right },
                    write: { [("verify_state", $0.isVerified == true ? DNSState.right : .unchecked)] }),
                .shown("checked_at", \.checked), .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the sending domains of the embedded platform.
extension OwnedKind<SendingDomain> {
    func operations() -> ResourceOperations<SendingDomain> {
        var form = OwnedForm<SendingDomain>("domain")
        form.isEditable = false
        var operations = operations(signing(form, standard: "sendboard"))
        operations.actions = [recordCheck(of: "domain"), verification]
        return operations
    }
}

extension Tenant {
    package var sendingDomains: TenantRows<SendingDomain> { TenantRows(self) { $0.operations() } }
}
