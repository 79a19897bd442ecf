import ServiceCore

extension SendClean.Domains {
    func check(title: String, help: String) -> ResourceAction<Element> {
        ResourceAction(
            .check, title: title, help: help,
            perform: { ids, _ async throws(ServiceError) in
                checked(try await SendClean.RowEdits(try await rows(ids), call: look))
            })
    }

    /// The row with what the platform found now.
    private func look(_ row: Element) async throws(ServiceError) -> Element {
        var looked = row
        var found = RowReading(try await context.client.checkDomain(Element.word, row.domain))
        looked.readState(&found)
        looked.oddity = found.oddity ?? row.oddity
        looked.checked = context.clock.date()
        return looked
    }

    private func checked(_ edits: SendClean.RowEdits<Element>) -> EditOutcome {
        let rows = edits.done.map(\.after)
        let right = rows.filter { row in row.records.allSatisfy { $0.state == .right } }
        var outcome = edits.outcome { _ in
            guard rows.count == 1, let row = rows.first else {
                let counted = NumberText.counted(
                    rows.count, Element.words.singular, Element.words.plural)
                return "\(counted) checked: \(right.count) right, \(rows.count - right.count) not"
            }
            let troubles = row.records.filter { $0.state != .right }
            return troubles.isEmpty
                ? "\(row.domain) is right"
                : troubles.map { "\($0.label) of \(row.domain) is \($0.state.word)" }.joined(separator: "; ")
        }
        let looked = rows.flatMap { row in
            row.records.map { "\($0.label) of \(row.domain): \($0.state.word)" }
        }
        // Of one record the notice says all.
        outcome.findings = (looked.count > 1 ? looked : []) + outcome.findings
        outcome.isAsWished = outcome.isAsWished && right.count == rows.count
        return outcome
    }
}

extension SendClean.Domains<TrackingDomain> {
    /// Domains for opens and clicks.
    func operations() -> ResourceOperations<TrackingDomain> {
        ResourceOperations(
            list: listing(sort: RowOrder("domain")), find: find, create: creation, delete: deletion,
            actions: [check(title: "check CNAME", help: "Has SendClean look up the domain's CNAME now.")])
    }
}

extension SendClean.Domains<SendingDomain> {
    /// Domains to send from.
    func operations() -> ResourceOperations<SendingDomain> {
        ResourceOperations(
            list: listing(sort: RowOrder("domain")), find: find, create: creation, delete: deletion,
            actions: [
                check(
                    title: "check DKIM and SPF",
                    help: "Has SendClean look up the domain's DKIM and SPF records now."),
                verification,
            ])
    }

    /// Instructions go to a mailbox there; the code comes back outside this API.
    private var verification: ResourceAction<SendingDomain> {
        ResourceAction(
            .verify, help: "Sends instructions to a mailbox of the domain.",
            availability: SendingDomain.isOpenToVerification,
            form: { $0.verificationForm(sends: "the instructions go") },
            perform: { ids, values async throws(ServiceError) in
                let mailbox = try values.sendCleanLine("mailbox", "The mailbox")
                let edits = try await SendClean.RowEdits(try await rows(ids)) {
                    row async throws(ServiceError) in
                    try await context.client.verifySendingDomain(row.domain, mailbox: mailbox)
                    return row
                }
                return edits.outcome { "the instructions for \($0) are out to \(mailbox)" }
            })
    }
}
