import FoundationEssentials

/// Wraps what a connection can do so that what it did is kept.
struct ConnectionAudit: Sendable {
    let connection: ConnectionID
    let trail: any AuditTrail
    let who: String
    let clock: @Sendable () -> Date
    private let seen = SeenRows()

    init(
        connection: ConnectionID, trail: any AuditTrail, who: String, clock: @escaping @Sendable () -> Date
    ) {
        self.connection = connection
        self.trail = trail
        self.who = who
        self.clock = clock
    }

    // MARK: Rows

    func audited(_ rows: RowOperations) -> RowOperations {
        let kind = rows.schema.kind
        var operations = rows.operations
        operations.list = operations.list.map(noting)
        if let find = operations.find {
            operations.find = { key async throws(ServiceError) in
                let row = try await find(key)
                seen.note([row].compactMap(\.self))
                return row
            }
        }
        operations.create = operations.create.map { audited($0, "create", kind) }
        operations.update = operations.update.map { audited($0, "edit", kind) }
        operations.delete = operations.delete.map { audited($0, kind) }
        operations.actions = operations.actions.map { $0.effect == .check ? $0 : audited($0) }
        return RowOperations(schema: rows.schema, operations: operations)
    }

    private func noting(_ list: Listing<Row>) -> Listing<Row> {
        let gathering = list.gathering.map { gathering in
            Gathering<Row>(cap: gathering.cap, narrowedBy: gathering.narrowedBy) {
                filter async throws(ServiceError) in
                let rows = try await gathering.load(filter)
                seen.note(rows)
                return rows
            }
        }
        return Listing<Row>(
            sortable: list.sortable, unsortable: list.unsortable, gathering: gathering, count: list.count,
            page: { request async throws(ServiceError) in
                let page = try await list.page(request)
                seen.note(page.items)
                return page
            })
    }

    private func audited(_ submission: Submission<Row>, _ verb: String, _ kind: ResourceKind) -> Submission<
        Row
    > {
        Submission<Row>(
            form: submission.form,
            submit: { row, values async throws(ServiceError) in
                let outcome = try await submission.submit(row, values)
                let target = row?.id ?? outcome.rows.first?.id ?? ResourceID(connection, kind, "")
                return await kept(
                    outcome, "\(verb) \(kind.commandName)", [target], before: [row].compactMap(\.self))
            })
    }

    private func audited(_ deletion: Deletion<Row>, _ kind: ResourceKind) -> Deletion<Row> {
        Deletion<Row>(
            confirmation: deletion.confirmation, consequence: deletion.consequence,
            perform: { ids async throws(ServiceError) in
                let before = ids.compactMap { seen[$0] }
                return await kept(
                    try await deletion.perform(ids), "delete \(kind.commandName)", ids, before: before,
                    isGone: true)
            })
    }

    private func audited(_ action: ResourceAction<Row>) -> ResourceAction<Row> {
        ResourceAction<Row>(
            action.name, title: action.title, help: action.help, effect: action.effect,
            confirmation: action.confirmation, availability: action.availability, form: action.form,
            recipients: action.recipients,
            perform: { ids, values async throws(ServiceError) in
                let before = ids.compactMap { seen[$0] }
                return await kept(try await action.perform(ids, values), action.title, ids, before: before)
            })
    }

    // MARK: Sending

    func audited(_ control: CampaignControl) -> CampaignControl {
        func edit(
            _ verb: String, _ perform: (@Sendable (ResourceID) async throws(ServiceError) -> EditOutcome)?
        ) -> (@Sendable (ResourceID) async throws(ServiceError) -> EditOutcome)? {
            guard let perform else { return nil }
            return { id async throws(ServiceError) in
                await kept(try await perform(id), verb, [id], before: [])
            }
        }
        var audited = control
        audited.pause = edit("pause campaign", control.pause)
        audited.resume = edit("resume campaign", control.resume)
        audited.abort = edit("abort campaign", control.abort)
        audited.launch = { id, key async throws(ServiceError) in
            let outcome = try await control.launch(id, key)
            _ = await kept(EditOutcome("launched"), "launch campaign", [id], before: [])
            return outcome
        }
        return audited
    }

    func audited(_ messages: MessageOperations) -> MessageOperations {
        MessageOperations(
            form: messages.form,
            send: { ids, values async throws(ServiceError) in
                await kept(try await messages.send(ids, values), "send message", ids, before: [])
            }, recipients: messages.recipients)
    }

    // MARK: Entries

    /// Keeps one entry for each row; what cannot be kept is told, since the edit itself has been made.
    private func kept(
        _ outcome: EditOutcome, _ what: String, _ ids: [ResourceID], before: [Row], isGone: Bool = false
    ) async -> EditOutcome {
        var outcome = outcome
        for id in ids {
            let after = isGone ? nil : outcome.rows.first { $0.id == id }
            let old = before.first { $0.id == id }
            let isKnown = after != nil || isGone
            do throws(ServiceError) {
                try await trail.record(
                    AuditEntry(
                        id: ResourceID(connection, .audit, ""), time: clock(), who: who, what: what,
                        target: id,
                        targetName: (after ?? old ?? seen[id])?.name ?? id.native,
                        changes: isKnown ? Row.changes(from: old, to: after) : []))
            } catch {
                outcome.isAsWished = false
                outcome.findings.append("The audit trail could not be written: \(error.message)")
            }
        }
        seen.note(outcome.rows)
        outcome.reversal = outcome.reversal.map { audited($0, ids) }
        return outcome
    }

    private func audited(_ reversal: Reversal, _ ids: [ResourceID]) -> Reversal {
        Reversal(reversal.summary) { () async throws(ServiceError) in
            let before = ids.compactMap { seen[$0] }
            return await kept(try await reversal.undo(), "undo: \(reversal.summary)", ids, before: before)
        }
    }
}
