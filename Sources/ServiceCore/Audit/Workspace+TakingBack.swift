// Which entries of the audit trail can be taken back, and how: by the operations that people have, so that the same rules
// hold and the same trail is left.

extension Workspace {
    /// Why an entry stays, as far as that is known without asking its platform; nil where it may be taken back.
    package func finality(of entry: AuditEntry) -> String? {
        if let other = entry.undoneBy { return "entry \(other) took it back" }
        switch entry.outcome {
        case .done: break
        case .refused: return "it was refused"
        case .notDone: return "it was not done"
        case .stillUnknown: return "nobody knows whether it was done"
        }
        guard let connection = self[entry.target.connection] else {
            return "the connection “\(entry.target.connection)” is not on this board"
        }
        if connection.isReadOnly { return "“\(connection.id)” is read-only" }
        if connection.place != entry.place { return "“\(connection.id)” was another place then" }
        if entry.isRestorable { return trail?.restore == nil ? "nothing may be written here" : nil }
        if entry.undoOf != nil { return "it took an edit back; make that edit again" }
        guard let operations = connection.resources[entry.target.kind] else {
            return "“\(connection.id)” has no such rows"
        }
        return operations.finality(of: entry)
    }

    /// Makes ready to take an entry back, and reads its row to see what has changed since.
    ///
    /// - Throws: `.refused` with why it stays; `.notFound` where its row is gone; what its platform throws.
    package func takingBack(_ entry: AuditEntry) async throws(ServiceError) -> TakingBack {
        if let reason = finality(of: entry) { throw entry.stays(because: reason) }
        if entry.isRestorable, let restore = trail?.restore {
            var plan = TakingBack(entry) { () async throws(ServiceError) in try await restore(entry) }
            plan.changes = entry.ownChanges.map(\.reversed)
            return plan
        }
        guard let operations = self[entry.target.connection]?.resources[entry.target.kind] else {
            throw entry.stays(because: "nothing here has such rows")
        }
        let row = try await operations.row(of: entry)
        var plan = try await operations.plan(entry, row)
        plan.since = row.differences(from: entry.ownChanges) { $0.after }
        return plan
    }
}

extension RowOperations {
    /// What an entry's edit was, as far as it can be taken back.
    private enum Deed {
        case made
        case edited(Submission<Row>)
        case done(opposite: ResourceAction<Row>)
    }

    /// - Throws: why it stays, as a part of a sentence.
    private func deed(of entry: AuditEntry) throws(Staying) -> Deed {
        // Platforms of others name the kind behind the verb.
        switch entry.what.prefix(while: { $0 != " " }) {
        case "create" where operations.delete != nil || lifting != nil: return .made
        case "edit":
            guard let update = operations.update else { throw Staying("such rows cannot be edited here") }
            return .edited(update)
        case "delete": throw Staying("nothing of it is kept")
        default: break
        }
        let done = operations.actions.first { $0.name == entry.what || $0.title == entry.what }
        guard let done, let opposite = schema.opposite(of: done.name).flatMap(action), opposite.form == nil
        else { throw Staying("nothing takes “\(entry.what)” back") }
        return .done(opposite: opposite)
    }

    /// What lifts an entry of a list from which nothing is deleted.
    private var lifting: ResourceAction<Row>? { action(ActionDescription.allow.name) }

    fileprivate func finality(of entry: AuditEntry) -> String? {
        do throws(Staying) {
            _ = try deed(of: entry)
            return nil
        } catch { return error.reason }
    }

    fileprivate func row(of entry: AuditEntry) async throws(ServiceError) -> Row {
        guard let find = operations.find else { throw entry.stays(because: "its row cannot be looked up") }
        if let row = try await find(entry.target.native) { return row }
        throw ServiceError(
            .notFound, "The \(schema.words.singular) “\(entry.targetName)” is gone.",
            hint: "What deleted it may be taken back first.")
    }

    fileprivate func plan(_ entry: AuditEntry, _ row: Row) async throws(ServiceError) -> TakingBack {
        let deed: Deed
        do throws(Staying) { deed = try self.deed(of: entry) } catch {
            throw entry.stays(because: error.reason)
        }
        switch deed {
        case .made: return try await removal(of: row, madeBy: entry)
        case .edited(let update): return try await edit(of: row, by: update, takingBack: entry)
        case .done(let opposite): return try act(opposite, on: row, takingBack: entry)
        }
    }

    // MARK: Each deed

    private func removal(of row: Row, madeBy entry: AuditEntry) async throws(ServiceError) -> TakingBack {
        guard let delete = operations.delete else {
            let lifting = lifting
            return TakingBack(entry) { () async throws(ServiceError) in
                guard let lifting else { throw entry.stays(because: "nothing is deleted there") }
                return try await lifting.perform([row.id], FormValues())
            }
        }
        let consequence = try await delete.consequence?(row)
        // What goes with it would be gone for good.
        if let consequence, try await delete.restoration(row).finality != nil {
            throw ServiceError(
                .conflict, "“\(row.name)” has been used since; it would go \(consequence).",
                hint: "Delete it if it should go with all that is its own.")
        }
        var plan = TakingBack(entry) { () async throws(ServiceError) in try await delete.perform([row.id]) }
        plan.consequence = consequence
        plan.changes = entry.ownChanges.filter { !$0.after.isEmpty }.map(\.reversed)
        return plan
    }

    private func edit(
        of row: Row, by update: Submission<Row>, takingBack entry: AuditEntry
    ) async throws(ServiceError) -> TakingBack {
        let form = try await update.form(row)
        var (values, changes, staying) = (form.initialValues, [FieldChange](), [FieldChange]())
        for change in row.differences(from: entry.ownChanges, { $0.before }).map(\.reversed) {
            let takes = form[change.field].map { $0.kind != .fixed } ?? false
            guard takes, let text = row.formText(change.after, of: change.field) else {
                staying.append(change)
                continue
            }
            values[change.field] = text
            changes.append(change)
        }
        guard !changes.isEmpty else {
            let labels = staying.map(\.label).joined(separator: ", ")
            throw entry.stays(
                because: staying.isEmpty ? "it is as it was already" : "no form here asks for it (\(labels))")
        }
        var plan = TakingBack(entry) { [values] () async throws(ServiceError) in
            try await update.submit(row, values)
        }
        (plan.changes, plan.staying) = (changes, staying)
        return plan
    }

    private func act(
        _ opposite: ResourceAction<Row>, on row: Row, takingBack entry: AuditEntry
    ) throws(ServiceError) -> TakingBack {
        if let reason = opposite.availability(row).obstacle {
            throw entry.stays(because: "“\(row.name)” is \(reason)")
        }
        var plan = TakingBack(entry) { () async throws(ServiceError) in
            try await opposite.perform([row.id], FormValues())
        }
        plan.changes = row.differences(from: entry.ownChanges) { $0.before }.map(\.reversed)
        return plan
    }
}

/// Why an entry cannot be taken back, as a part of a sentence.
private struct Staying: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension AuditEntry {
    fileprivate func stays(because reason: String) -> ServiceError {
        ServiceError(
            .refused, "“\(summary)” cannot be taken back: \(reason).",
            hint: "The audit trail says what was there before.")
    }
}
