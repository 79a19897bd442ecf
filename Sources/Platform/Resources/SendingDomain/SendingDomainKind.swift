import ServiceCore

/// What can be done with the sending domains of the embedded platform.
struct SendingDomainKind: Sendable {
    let kind: OwnedKind<SendingDomain>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: SendingDomainQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<SendingDomain> {
        var operations = kind.operations(sort: RowOrder("domain"))
        operations.create = creation
        operations.actions = [check, verification]
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
                    ] + FormField.dkim(Self.defaultSelector))
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
        let key = try SigningKeyChange.asked(
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

    private var check: ResourceAction<SendingDomain> {
        ResourceAction(
            "check", title: "check DKIM and SPF", help: "Looks up the domain's DKIM and SPF records in DNS.",
            effect: .check,
            perform: { ids, _ async throws(ServiceError) in
                try await kind.check(ids, look: look) { result, time in
                    [
                        ("dkim_state", result.row.dkimState.stored),
                        ("spf_state", result.row.spfState.stored),
                    ] + result.columns(at: time, before: result.row.checked)
                }
            })
    }

    private func look(_ domain: SendingDomain) async -> CheckedRow<SendingDomain> {
        let term = kind.context.options.hosts.spfTerm
        let dns = kind.context.dns
        async let dkim = dns.dkim(
            domain: domain.domain, selector: domain.dkimSelector, value: domain.dkimValue)
        async let spf = dns.spf(domain: domain.domain, needs: [term])
        let outcomes = await (dkim: dkim, spf: spf)
        var checked = domain
        checked.dkimState = domain.dkimState.after(outcomes.dkim)
        checked.spfState = domain.spfState.after(outcomes.spf)
        let record = "DKIM at \(domain.dkimSelector)._domainkey.\(domain.domain)"
        return CheckedRow(
            row: checked,
            findings: [
                outcomes.dkim.finding(record, wanted: domain.dkimValue),
                outcomes.spf.finding("SPF of \(domain.domain)", wanted: term),
            ],
            troubles: [
                outcomes.dkim.trouble("DKIM of \(domain.domain)", wanted: domain.dkimValue),
                outcomes.spf.trouble("SPF of \(domain.domain)", wanted: term),
            ].compactMap(\.self), state: [outcomes.dkim.state, outcomes.spf.state].together)
    }
}
