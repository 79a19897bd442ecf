package import ServiceCore
import Store

extension TrackingDomain: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<TrackingDomain> {
        let target = context.options.hosts.tracking
        return OwnedTable(
            name: "tracking_domain", connection: context.connection, identity: .domain,
            blank: { id, account in
                var domain = TrackingDomain(id: id, account: account, domain: "")
                domain.cnameTarget = target
                return domain
            },
            columns: [
                .edited("name", \.domain), .shown("cname_state", \.cnameState),
                StoredColumn { $1.isTracking = $0["tracking_state"] == DNSState.right },
                .shown("checked_at", \.checked), .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the tracking domains of the embedded platform.
extension OwnedKind<TrackingDomain> {
    func operations() -> ResourceOperations<TrackingDomain> {
        var form = OwnedForm<TrackingDomain>("domain")
        form.isEditable = false
        form.notes = ["Its CNAME must lead to \(context.options.hosts.tracking)."]
        var operations = operations(form)
        operations.actions = [
            check(
                title: "check CNAME", help: "Looks up whether the domain's CNAME leads here.", look: look,
                states: { [("cname_state", $0.cnameState), ("tracking_state", $0.cnameState)] })
        ]
        return operations
    }

    private func look(_ domain: TrackingDomain) async -> CheckedRow<TrackingDomain> {
        let target = context.options.hosts.tracking
        let outcome = await context.dns.tracking(domain: domain.domain, target: target)
        var checked = domain
        checked.cnameState = domain.cnameState.after(outcome)
        let record = "CNAME of \(domain.domain)"
        return CheckedRow(
            row: checked, findings: [outcome.finding(record, wanted: target)],
            troubles: [outcome.trouble(record, wanted: target)].compactMap(\.self), state: outcome.state)
    }
}

extension Tenant {
    package var trackingDomains: TenantRows<TrackingDomain> { TenantRows(self) { $0.operations() } }
}
