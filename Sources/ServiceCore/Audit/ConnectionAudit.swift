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
        var audited = rows
        audited.operations.list = rows.operations.list.map(noting)
        audited.operations.find = rows.operations.find.map { noting($0) }
        audited.operations.create = rows.operations.create.map { self.audited($0, "create", kind) }
        audited.operations.update = rows.operations.update.map { self.audited($0, "edit", kind) }
        audited.operations.delete = rows.operations.delete.map { self.audited($0, kind) }
        audited.operations.actions = rows.operations.actions.map {
            $0.effect == .check ? $0 : self.audited($0)
        }
        return audited
    }

    private func noting(
        _ find: @escaping @Sendable (String) async throws(ServiceError) -> Row?
    ) -> @Sendable (String) async throws(ServiceError) -> Row? {
        { key async throws(ServiceError) in
            let row = try await find(key)
            seen.note([row].compactMap(\.self))
            return row
        }
    }

    private func noting(_ list: Listing<Row>) -> Listing<Row> {
        var noting = list
        noting.gathering = list.gathering.map { self.noting($0) }
        noting.page = { request async throws(ServiceError) in
            let page = try await list.page(request)
            seen.note(page.items)
            return page
        }
        return noting
    }

    private func noting(_ gathering: Gathering<Row>) -> Gathering<Row> {
        var noting = gathering
        noting.load = { filter async throws(ServiceError) in
            let rows = try await gathering.load(filter)
            seen.note(rows)
            return rows
        }
        return noting
    }

    private func audited(
        _ submission: Submission<Row>, _ verb: String, _ kind: ResourceKind
    ) -> Submission<Row> {
        var audited = submission
        audited.submit = { row, values async throws(ServiceError) in
            let outcome = try await submission.submit(row, values)
            let target = row?.id ?? outcome.rows.first?.id ?? ResourceID(connection, kind, "")
            return await kept(
                outcome, "\(verb) \(kind.commandName)", [target], before: [row].compactMap(\.self))
        }
        return audited
    }

    private func audited(_ deletion: Deletion<Row>, _ kind: ResourceKind) -> Deletion<Row> {
        var audited = deletion
        audited.perform = { ids async throws(ServiceError) in
            let before = ids.compactMap { seen[$0] }
            return await kept(
                try await deletion.perform(ids), "delete \(kind.commandName)", ids, before: before,
                isGone: true)
        }
        return audited
    }

    private func audited(_ action: ResourceAction<Row>) -> ResourceAction<Row> {
        var audited = action
        audited.perform = { ids, values async throws(ServiceError) in
            let before = ids.compactMap { seen[$0] }
            return await kept(try await action.perform(ids, values), action.title, ids, before: before)
        }
        return audited
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
        if let recipients = control.recipients {
            audited.recipients = { self.audited(recipients($0)) }
        }
        return audited
    }

    func audited(_ messages: MessageOperations) -> MessageOperations {
        var audited = messages
        audited.send = { ids, values async throws(ServiceError) in
            await kept(try await messages.send(ids, values), "send message", ids, before: [])
        }
        return audited
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
        var audited = reversal
        audited.undo = { () async throws(ServiceError) in
            let before = ids.compactMap { seen[$0] }
            return await kept(try await reversal.undo(), "undo: \(reversal.summary)", ids, before: before)
        }
        return audited
    }
}
