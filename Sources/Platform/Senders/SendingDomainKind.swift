package import ServiceCore
import Store

/// What can be done with the sending domains of the embedded platform.
struct SendingDomainKind: Sendable {
    let kind: OwnedKind<SendingDomain>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: SendingDomainQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<SendingDomain> {
        var operations = kind.operations(sort: RowOrder("domain"))
        operations.create = creation
        operations.actions = [kind.recordCheck(of: "domain"), verification]
        return operations
    }

    private static let defaultSelector = "sendboard"

    private var creation: Submission<SendingDomain> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New sending domain",
                    fields: [
                        try await kind.accountField(nil, account: nil),
                        FormField("domain", "Domain", isRequired: true),
                    ] + FormField.dkim(Self.defaultSelector)
                ).ruled { values throws(ServiceError) in
                    _ = try values.required("domain", "The domain", .domain)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var values = values
        if values["dkim_selector"] == nil { values["dkim_selector"] = Self.defaultSelector }
        var domain = SendingDomain(
            id: ResourceID(kind.context.connection, .sendingDomain, ""), account: "",
            domain: try values.required("domain", "The domain", .domain))
        domain.dkimSelector = try values.required("dkim_selector", "The DKIM selector", .dkimSelector)
        let key = try await SigningKeyChange.asked(
            by: values, selector: "", in: SigningKeys(table: kind.table.name), vault: kind.context.vault)
        domain.dkimValue = key?.record ?? ""
        let (draft, form) = (domain, values)
        return try await kind.editor.create { session in
            let db = session.database
            let account = try kind.owner(form, in: db)
            try kind.table.requireFree(draft.domain, account: account, field: "domain", in: db)
            let native = try kind.table.insert(draft, account: account, at: session.now.storedTime, in: db)
            if let id = Int64(native) { try key?.apply(to: id, in: session) }
            return native
        }
    }
}

extension Tenant {
    package var sendingDomains: TenantRows<SendingDomain> {
        let kind = SendingDomainKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}

extension SendingDomain: Revisioned {}
