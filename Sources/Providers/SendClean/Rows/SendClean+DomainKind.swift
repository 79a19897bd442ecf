import ServiceCore

/// What tracking and sending domains have in common: a name that is added, checked and deleted.
protocol SendCleanDomainKind: SendCleanRowKind {
    func add(_ domain: String) async throws(ServiceError)
    func remove(_ domain: String) async throws(ServiceError)
    func name(_ row: Element) -> String
    /// The row of a domain that was just added.
    func fresh(_ domain: String, account: String) -> Element
    /// The row with what the platform found now.
    func look(_ row: Element) async throws(ServiceError) -> Element
    /// What was looked up, each with its state.
    func records(_ row: Element) -> [(label: String, state: DNSState)]
}

extension SendCleanDomainKind {
    var creation: Submission<Element> {
        let title = "New \(Element.words.singular)"
        return Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: title, fields: FormLines("domain").fields(of: fresh("", account: "")))
            },
            submit: { _, values async throws(ServiceError) in
                try await create(try values.sendCleanLine("domain", "The domain"))
            })
    }

    /// The platform stores domains in lower case (`WIRE.md` §5), so that is how one is added.
    private func create(_ typed: String) async throws(ServiceError) -> EditOutcome {
        let domain = typed.lowercased()
        // One that was there already is not ours to take away again.
        let wasThere = await isListed(domain)
        let row = fresh(domain, account: await context.owner.username())
        let settling = SendClean.settling([row.id], wished: [Row(row)]) {
            () async throws(ServiceError) -> Sight<Void> in
            guard try await find(domain) != nil else { return .notShown }
            return wasThere == false
                ? .done(()) : .unclear("SendClean lists \(domain), which may have been there before.")
        } outcome: { _ async throws(ServiceError) in
            EditOutcome(
                "\(domain) created", rows: [Row(row)],
                reversal: Reversal("create \(domain)") { () async throws(ServiceError) in
                    var outcome = try await delete([row.id])
                    outcome.message = "undone: create \(domain)"
                    return outcome
                })
        }
        return try await settling.outcome { () async throws(ServiceError) in try await add(domain) }
    }

    var deletion: Deletion<Element> {
        Deletion { ids async throws(ServiceError) in try await delete(ids) }
    }

    private func delete(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        let tell: SendClean.RowEdits<Element>.Telling = { $0.outcome { "\($0) deleted" }.withoutRows }
        return tell(
            try await SendClean.RowEdits(try await rows(ids)) { row async throws(ServiceError) in
                try await removing(row, tell) { () async throws(ServiceError) in try await remove(name(row)) }
            })
    }

    func check(title: String, help: String) -> ResourceAction<Element> {
        ResourceAction(
            .check, title: title, help: help,
            perform: { ids, _ async throws(ServiceError) in
                let edits = try await SendClean.RowEdits(try await rows(ids), call: look)
                return checked(edits)
            })
    }

    private func checked(_ edits: SendClean.RowEdits<Element>) -> EditOutcome {
        let rows = edits.done.map(\.after)
        let right = rows.filter { row in records(row).allSatisfy { $0.state == .right } }
        var outcome = edits.outcome { _ in
            guard rows.count == 1, let row = rows.first else {
                let counted = NumberText.counted(
                    rows.count, Element.words.singular, Element.words.plural)
                return "\(counted) checked: \(right.count) right, \(rows.count - right.count) not"
            }
            let troubles = records(row).filter { $0.state != .right }
            return troubles.isEmpty
                ? "\(name(row)) is right"
                : troubles.map { "\($0.label) of \(name(row)) is \($0.state.word)" }.joined(separator: "; ")
        }
        let looked = rows.flatMap { row in
            records(row).map { "\($0.label) of \(name(row)): \($0.state.word)" }
        }
        // Of one record the notice says all.
        outcome.findings = (looked.count > 1 ? looked : []) + outcome.findings
        outcome.isAsWished = outcome.isAsWished && right.count == rows.count
        return outcome
    }
}
