package import ServiceCore
import Store

extension SendingDomain: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<SendingDomain> {
        OwnedTable(
            name: "sending_domain", connection: context.connection, identity: .domain,
            blank: { SendingDomain(id: $0, account: $1, domain: "") },
            columns: [
                .edited("name", \.domain), .edited("dkim_selector", \.dkimSelector),
                .edited("dkim_value", \.dkimValue), .edited("bounce_domain", \.bounceDomain),
                .shown("dkim_state", \.dkimState),
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
        var form = OwnedForm<SendingDomain>("bounce_domain")
        form.once = FormLines("domain")
        form.isRenamable = false
        form.check = { _, domain throws(ServiceError) in
            if domain.bounceDomain.isEmpty { return }
            domain.bounceDomain = try BounceDomain.checked(domain.bounceDomain)
        }
        form.checkDeletion = { session, domain in
            let relay = try Int64.fetchOne(
                session.database, "SELECT relay FROM sending_domain WHERE id = \(try table.rowID(domain))")
            guard relay != nil else { return }
            throw ServiceError(
                .refused, "\(domain.domain) names a relay of its own.",
                hint: "sendboard relay leave --domain \(domain.domain)")
        }
        var operations = operations(signing(form, standard: "sendboard"))
        operations.actions = [recordCheck(of: "domain"), verification]
        return operations
    }
}

extension Tenant {
    package var sendingDomains: TenantRows<SendingDomain> { TenantRows(self) { $0.operations() } }
}

extension OwnedKind<SendingDomain> {
    /// Proves that somebody at the domain wants it here: a code goes to a mailbox there and comes back.
    var verification: ResourceAction<SendingDomain> {
        ResourceAction(
            .verify,
            availability: SendingDomain.isOpenToVerification,
            form: {
                $0.verificationForm(
                    sends: "the code goes",
                    [FormField("code", "Code", help: "Empty to send one; then what came in the mail.")])
            },
            perform: { ids, values async throws(ServiceError) in
                if let code = try values.line("code") { return try await accept(code, ids) }
                return try await sendCode(to: try values.required("mailbox", "The mailbox", .mailbox), ids)
            })
    }

    private func sendCode(to mailbox: String, _ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        let code = NewSecret.password(length: 10)
        let kept = Self.kept(code.reveal(), context.vault)
        var change = RowChange<SendingDomain>(
            .verify, notice: { "the code for \($0) is out to \(mailbox)" },
            apply: { session, domain in
                let values: ColumnValues = [
                    ("verify_mailbox", mailbox), ("verify_token", kept), ("verify_sent_at", session.now),
                ]
                try session.database.update(
                    table.name, id: try table.rowID(domain), values, isEdit: false)
            })
        change.availability = SendingDomain.isOpenToVerification
        change.reversal = .none(because: "the message with the code is out")
        // No message leaves a sandbox, so the code is shown in its place.
        change.reveal = { domain in [.init("Code for \(mailbox)@\(domain.domain)", code)] }
        return try await editor.perform(change, on: ids)
    }

    private func accept(_ code: String, _ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        let typed = Self.kept(code, context.vault)
        var change = RowChange<SendingDomain>(
            .verify, notice: { "\($0) verified" },
            apply: { session, domain in
                let sent = try String.fetchOne(
                    session.database,
                    "SELECT verify_token FROM sending_domain WHERE id = \(try table.rowID(domain))")
                guard let sent, Secret(sent).matches(typed) else {
                    throw ServiceError(
                        .refused, "That is not the code of \(domain.domain).",
                        hint: "Leave the code empty to have a new one sent.", field: "code")
                }
                domain.isVerified = true
            })
        change.availability = SendingDomain.isOpenToVerification
        change.reversal = .none(because: "the domain is proven")
        return try await editor.perform(change, on: ids)
    }

    /// The form in which a code is kept: it can be recognised, not read.
    private static func kept(_ code: String, _ vault: Vault) -> String {
        Hex.text(Array(vault.lookupValue(Secret(code), for: .verificationCode)))
    }
}
