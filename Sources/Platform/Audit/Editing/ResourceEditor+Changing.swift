package import ServiceCore

extension ResourceEditor {
    /// Applies a change to these rows, one audit entry each.
    ///
    /// Of several rows those that the rule leaves out stay as they are and the notice says so.
    ///
    /// - Throws: `.refused` where the rule leaves none; `.notFound` where one is gone; nothing is changed then.
    package func perform(
        _ change: RowChange<R>, on ids: [ResourceID]
    ) async throws(ServiceError) -> EditOutcome {
        let result = try await editor.edit { session in try apply(change, to: ids, in: session) }
        var message = change.notice(Self.subject(result.edits.map(\.after)))
        if let reason = result.skipped.first {
            message += ", \(NumberText.grouped(result.skipped.count)) not (\(reason))"
        }
        return EditOutcome(
            message, rows: result.edits.map { Row($0.after) },
            revealed: result.edits.flatMap { change.reveal($0.after) },
            reversal: reversal(of: change, result.edits), finality: change.finality
        ).noting(result.edits.map(\.entry))
    }

    /// The same within an edit that is under way.
    func apply(
        _ change: RowChange<R>, to ids: [ResourceID], in session: EditSession
    ) throws -> (edits: [RowEdit<R>], skipped: [String]) {
        var edits: [RowEdit<R>] = []
        var skipped: [String] = []
        for id in ids {
            let before = try loadExisting(session.database, id.native)
            if let reason = change.availability(before).obstacle {
                skipped.append(reason)
            } else {
                edits.append(try edit(before, by: change, in: session))
            }
        }
        guard let first = skipped.first, edits.isEmpty else { return (edits, skipped) }
        let row = try ids.first.map { try loadExisting(session.database, $0.native) }
        let subject =
            row.map {
                ids.count == 1
                    ? Row($0).name : NumberText.counted(ids.count, R.words.singular, R.words.plural)
            } ?? ""
        throw ServiceError(.refused, "\(change.name) changes nothing on \(subject): \(first).")
    }

    private func edit(_ before: R, by change: RowChange<R>, in session: EditSession) throws -> RowEdit<R> {
        var after = before
        try change.apply(session, &after)
        if !change.isWritten {
            try save(session, after)
            after = try loadExisting(session.database, before.id.native)
        }
        let entry = try session.record(
            change.name, from: before, to: after, reason: change.reason, undo: change.undoWords)
        return RowEdit(before: before, after: after, entry: entry, now: after)
    }

    func reversal(of change: RowChange<R>, _ edits: [RowEdit<R>]) -> Reversal? {
        guard change.finality == nil else { return nil }
        return undo("\(change.name) \(Self.subject(edits.map(\.after)))", edits, by: reverting(change))
    }

    /// What takes a change of one row back that can be taken back.
    func reverting(_ change: RowChange<R>) -> RowChange<R>.Reverting {
        if case .by(let reverting) = change.reversal { return reverting }
        return { session, edit in try save(session, edit.before) }
    }
}

extension RowChange {
    /// Why it cannot be taken back; nil where it can.
    var finality: String? {
        if case .none(let reason) = reversal { reason } else { nil }
    }

    /// What the audit trail says of taking it back.
    var undoWords: String? { finality == nil ? "undo \(name)" : nil }
}

extension ResourceEditor {
    /// A change as an action of its kind, under the change's own rule.
    ///
    /// - Parameters:
    ///   - title: what the kind calls it here, where otherwise than elsewhere; the same of `help`.
    package func action(
        _ change: RowChange<R>, _ action: ActionDescription, title: String? = nil, help: String? = nil,
        confirmation: @escaping @Sendable (R) -> Confirmation = { _ in .none }
    ) -> ResourceAction<R> {
        ResourceAction(
            action, title: title, help: help, effect: change.effect, confirmation: confirmation,
            availability: change.availability,
            perform: { ids, _ async throws(ServiceError) in try await perform(change, on: ids) })
    }
}

extension RowChange {
    fileprivate var effect: ResourceAction<R>.Effect {
        finality == nil ? .reversible : .irreversible
    }
}

extension EditOutcome {
    /// The same with its entries of the trail.
    func noting(_ entries: [Int64]) -> EditOutcome {
        var noted = self
        noted.entries = entries.map { String($0) }
        return noted
    }
}
