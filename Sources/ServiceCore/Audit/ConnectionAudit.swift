import FoundationEssentials
import Synchronization

/// Wraps what a connection can do so that what it did is kept, and what nobody knows of it is found out.
struct ConnectionAudit: Sendable {
    let connection: ConnectionID
    let reading: TrailReading
    /// What its reads are laid over; nil where they are told as they come.
    let inHand: RowsInHand?
    let who: String
    let clock: @Sendable () -> Date
    let seen = SeenRows()
    let lost = LostEdits()
    let made = MadeElsewhere()
    let recent = RecentWrites()
    let listeners = ChangeListeners()

    init(
        connection: ConnectionID, trail: any AuditTrail, inHand: RowsInHand?, who: String,
        clock: @escaping @Sendable () -> Date
    ) {
        self.connection = connection
        reading = TrailReading(trail)
        self.inHand = inHand
        self.who = who
        self.clock = clock
    }

    func audited(_ rows: RowOperations) -> RowOperations {
        let schema = rows.schema
        var audited = rows
        audited.operations.list = rows.operations.list.map { noting($0, schema.kind) }
        audited.operations.find = rows.operations.find.map { noting($0, schema.kind) }
        audited.operations.create = rows.operations.create.map { self.audited($0, "create", schema) }
        audited.operations.update = rows.operations.update.map { self.audited($0, "edit", schema) }
        audited.operations.delete = rows.operations.delete.map { self.audited($0, schema.kind) }
        audited.operations.actions = rows.operations.actions.map {
            $0.effect == .check ? $0 : self.audited($0, schema.kind)
        }
        return audited
    }

    // MARK: Reading

    private func noting(_ find: @escaping RowOperations.Find, _ kind: ResourceKind) -> RowOperations.Find {
        { key async throws(ServiceError) in
            await hearOthers()
            let row = try await find(key)
            if row == nil {
                if let absence = made.absence(of: key, kind, at: clock()) { throw absence }
                await settleRemovals(of: kind) { $0.isCalled(key) }
            }
            return await shown([row].compactMap(\.self), kind).first
        }
    }

    private func noting(_ list: Listing<Row>, _ kind: ResourceKind) -> Listing<Row> {
        var noting = list
        noting.gathering = list.gathering.map { self.noting($0, kind) }
        if let all = list.all {
            noting.all = { () async throws(ServiceError) in
                await hearOthers()
                return await shown(try await all(), kind)
            }
        }
        noting.page = { request async throws(ServiceError) in
            await hearOthers()
            var page = try await list.page(request)
            page.items = await shown(page.items, kind)
            return page
        }
        return noting
    }

    private func noting(_ gathering: Gathering<Row>, _ kind: ResourceKind) -> Gathering<Row> {
        var noting = gathering
        noting.load = { filter async throws(ServiceError) in
            await hearOthers()
            let rows = try await gathering.load(filter)
            let ids = Set(rows.map(\.id))
            if filter.isEmpty { await settleRemovals(of: kind) { !ids.contains($0.target) } }
            return await shown(rows, kind)
        }
        noting.pages = { filter, take async throws(ServiceError) in
            await hearOthers()
            // Which of the rows that may be gone no page has; empty once the reading was stopped before its end.
            let missing = Mutex(await Set(lost.removals(of: kind).map(\.target)))
            try await gathering.pages(filter) { page async throws(ServiceError) in
                missing.withLock { $0.subtract(page.map(\.id)) }
                let goesOn = try await take(await shown(page, kind))
                if !goesOn { missing.withLock { $0 = [] } }
                return goesOn
            }
            let gone = missing.withLock { $0 }
            if filter.isEmpty { await settleRemovals(of: kind) { gone.contains($0.target) } }
        }
        return noting
    }

    /// What was read, as far as it is sure.
    private func shown(_ rows: [Row], _ kind: ResourceKind) async -> [Row] {
        seen.note(rows)
        recent.see(rows)
        await settle(kind)
        await settleHeard(rows)
        return await lost.doubting(rows, at: clock())
    }

    // MARK: Writing

    private func audited(
        _ submission: Submission<Row>, _ verb: String, _ schema: ResourceSchema
    ) -> Submission<Row> {
        var audited = submission
        audited.form = { row async throws(ServiceError) in
            await hearOthers()
            let form = try await submission.form(row)
            return row == nil ? warning(form, named: schema.words.nameField) : form
        }
        audited.submit = { row, values async throws(ServiceError) in
            var edit = AuditedEdit(what: "\(verb) \(schema.kind.commandName)", kind: schema.kind)
            (edit.targets, edit.before) = (row.map { [$0.id] } ?? [], row.map { [$0] } ?? [])
            if row == nil {
                edit.makes(values, schema)
                await hearOthers()
                if let repetition = made.repetition(of: values, schema, at: clock()) { throw repetition }
            }
            edit.isWeighty = submission.confirmation(values).level > 0
            if let recipients = submission.recipients { edit.audience = { _ in try? recipients(values) } }
            return try await carryOut(edit) { () async throws(ServiceError) in
                try await submission.submit(row, values)
            }
        }
        if let submitAll = submission.submitAll {
            audited.submitAll = { filled async throws(ServiceError) in
                var edit = AuditedEdit(what: "\(verb) \(schema.kind.commandName)", kind: schema.kind)
                (edit.targets, edit.before) = (filled.map(\.row.id), filled.map(\.row))
                return try await carryOut(edit) { () async throws(ServiceError) in
                    try await submitAll(filled)
                }
            }
        }
        return audited
    }

    private func audited(_ deletion: Deletion<Row>, _ kind: ResourceKind) -> Deletion<Row> {
        var audited = deletion
        audited.perform = { ids async throws(ServiceError) in
            var edit = edit("delete \(kind.commandName)", on: ids, kind)
            edit.removes = true
            return try await carryOut(edit) { () async throws(ServiceError) in try await deletion.perform(ids)
            }
        }
        return audited
    }

    private func audited(_ action: ResourceAction<Row>, _ kind: ResourceKind) -> ResourceAction<Row> {
        var audited = action
        audited.perform = { ids, values async throws(ServiceError) in
            var edit = edit(action.title, on: ids, kind)
            edit.reason = values.text("reason") ?? ""
            edit.isWeighty = action.effect == .irreversible
            if let recipients = action.recipients {
                edit.audience = { try? await recipients($0, values) }
            }
            return try await carryOut(edit) { () async throws(ServiceError) in
                try await action.perform(ids, values)
            }
        }
        return audited
    }

    func edit(_ what: String, on ids: [ResourceID], _ kind: ResourceKind) -> AuditedEdit {
        AuditedEdit(what: what, kind: kind, targets: ids, before: ids.compactMap { seen[$0] })
    }
}
