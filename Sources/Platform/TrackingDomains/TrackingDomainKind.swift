package import ServiceCore
import Store

/// What can be done with the tracking domains of the embedded platform.
struct TrackingDomainKind: Sendable {
    let kind: OwnedKind<TrackingDomain>

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context,
            table: TrackingDomainQueries.table(context.connection, hosts: context.options.hosts))
    }

    func operations() -> ResourceOperations<TrackingDomain> {
        var operations = kind.operations(sort: RowOrder("domain"))
        operations.create = creation
        operations.actions = [check]
        return operations
    }

    private var creation: Submission<TrackingDomain> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New tracking domain",
                    fields: [
                        try await kind.accountField(nil, account: nil),
                        FormField("domain", "Domain", isRequired: true),
                    ], notes: ["Its CNAME must lead to \(kind.context.options.hosts.tracking)."]
                ).ruled { values throws(ServiceError) in
                    _ = try values.required("domain", "The domain", .domain)
                }
            },
            submit: { _, values async throws(ServiceError) in
                let name = try values.required("domain", "The domain", .domain)
                return try await kind.editor.create { session in
                    let account = try kind.owner(values, in: session.database)
                    try kind.table.requireFree(name, account: account, field: "domain", in: session.database)
                    let domain = TrackingDomain(
                        id: ResourceID(kind.context.connection, .trackingDomain, ""), account: "",
                        domain: name)
                    return try kind.table.insert(
                        domain, account: account, at: session.now.storedTime, in: session.database)
                }
            })
    }

    private var check: ResourceAction<TrackingDomain> {
        kind.check(
            title: "check CNAME", help: "Looks up whether the domain's CNAME leads here.", look: look,
            states: { [("cname_state", $0.cnameState.stored), ("tracking_state", $0.cnameState.stored)] })
    }

    private func look(_ domain: TrackingDomain) async -> CheckedRow<TrackingDomain> {
        let target = kind.context.options.hosts.tracking
        let outcome = await kind.context.dns.tracking(domain: domain.domain, target: target)
        var checked = domain
        checked.cnameState = domain.cnameState.after(outcome)
        let record = "CNAME of \(domain.domain)"
        return CheckedRow(
            row: checked, findings: [outcome.finding(record, wanted: target)],
            troubles: [outcome.trouble(record, wanted: target)].compactMap(\.self), state: outcome.state)
    }
}

extension Tenant {
    package var trackingDomains: TenantRows<TrackingDomain> {
        let kind = TrackingDomainKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension TrackingDomain: Revisioned {}
