import ServiceCore

extension SendClean {
    /// Domains to send from (`WIRE.md` §6).
    struct SendingDomains: SendCleanDomainKind {
        let context: Context
        let kind = ResourceKind.sendingDomain

        func operations() -> ResourceOperations<SendingDomain> {
            ResourceOperations(
                list: listing(sort: RowOrder("domain")),
                find: { key async throws(ServiceError) in try await find(key) },
                create: creation, delete: deletion,
                actions: [
                    check(
                        title: "check DKIM and SPF",
                        help: "Has SendClean look up the domain's DKIM and SPF records now."),
                    verification,
                ])
        }

        func all() async throws(ServiceError) -> [SendingDomain] {
            let list = try await context.client.listSendingDomains()
            let account = await context.owner.username()
            return try list.rows {
                SendingDomain(sendClean: &$0, id: { context.id(kind, $0) }, account: account)
            }
        }

        func add(_ domain: String) async throws(ServiceError) {
            try await context.client.addSendingDomain(domain)
        }

        func remove(_ domain: String) async throws(ServiceError) {
            try await context.client.deleteSendingDomain(domain)
        }

        func name(_ row: SendingDomain) -> String { row.domain }

        func fresh(_ domain: String, account: String) -> SendingDomain {
            .untold(context.id(kind, domain), account: account, domain: domain)
        }

        func look(_ row: SendingDomain) async throws(ServiceError) -> SendingDomain {
            var looked = row
            var found = RowReading(try await context.client.checkSendingDomain(row.domain))
            looked.readState(&found)
            looked.oddity = found.oddity ?? row.oddity
            looked.checked = context.clock.date()
            return looked
        }

        func records(_ row: SendingDomain) -> [(label: String, state: DNSState)] {
            [("DKIM", row.dkimState), ("SPF", row.spfState)]
        }

        /// Instructions go to a mailbox there; the code comes back outside this API.
        private var verification: ResourceAction<SendingDomain> {
            ResourceAction(
                .verify, help: "Sends instructions to a mailbox of the domain.",
                availability: { $0.isVerified == true ? .disabled("already verified") : .available },
                form: { domain in
                    FormDescription(
                        title: "Verify \(domain.domain)",
                        fields: [
                            FormField(
                                "mailbox", "Mailbox", value: "postmaster", isRequired: true,
                                help: "The part before @\(domain.domain) that the instructions go to.")
                        ])
                },
                perform: { ids, values async throws(ServiceError) in
                    let mailbox = try values.sendCleanLine("mailbox", "The mailbox")
                    let edits = try await RowEdits(try await rows(ids)) { row async throws(ServiceError) in
                        try await context.client.verifySendingDomain(row.domain, mailbox: mailbox)
                        return row
                    }
                    return edits.outcome { "the instructions for \($0) are out to \(mailbox)" }
                })
        }
    }
}
