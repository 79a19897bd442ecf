extension MergedKind {
    /// An action on rows of any connection: each connection carries out its own, one after the other.
    ///
    /// Rows of a connection that does not offer it say so. Nil where no connection does.
    ///
    /// - Parameter rows: those that are meant; what their connections do decides whether it can be taken back.
    package func action(_ name: String, for rows: [Row] = []) -> ResourceAction<Row>? {
        let own = members.compactMap { member in
            member.operations.actions.first { $0.name == name }.map { (member.connection.id, $0) }
        }
        guard let first = own.first?.1 else { return nil }
        let actions = Dictionary(own, uniquingKeysWith: { first, _ in first })
        var merged = first
        let effects = rows.compactMap { actions[$0.id.connection]?.effect }
        if let effect = effects.first(where: { $0 == .irreversible }) ?? effects.first {
            merged.effect = effect
        }
        merged.confirmation = { actions[$0.id.connection]?.confirmation($0) ?? .none }
        merged.availability = { row in
            actions[row.id.connection]?.availability(row)
                ?? .disabled("\(row.id.connection) does not offer it")
        }
        merged.form = Self.form(actions, title: first.title)
        merged.recipients = Self.recipients(actions)
        merged.perform = { ids, values async throws(ServiceError) in
            try await Self.eachConnection(of: ids) { connection, part async throws(ServiceError) in
                try await actions[connection]?.perform(part, values)
            }
        }
        return merged
    }

    /// A row whose connection asks for nothing has a form without fields.
    private static func form(
        _ actions: [ConnectionID: ResourceAction<Row>], title: String
    ) -> (@Sendable (Row) async throws(ServiceError) -> FormDescription)? {
        guard actions.values.contains(where: { $0.form != nil }) else { return nil }
        return { row async throws(ServiceError) in
            try await actions[row.id.connection]?.form?(row) ?? FormDescription(title: title, fields: [])
        }
    }

    /// The marked rows of an action that sends are all of one connection, as its form is.
    private static func recipients(_ actions: [ConnectionID: ResourceAction<Row>]) -> MessageAudience.Ask? {
        guard actions.values.contains(where: { $0.recipients != nil }) else { return nil }
        return { ids, values async throws(ServiceError) in
            let action = ids.first.flatMap { actions[$0.connection] }
            return try await action?.recipients?(ids, values) ?? MessageAudience(count: ids.count)
        }
    }

    /// Deletes rows of any connection; nil where none can.
    package var deletion: Deletion<Row>? {
        let own = members.compactMap { member in
            member.operations.delete.map { (member.connection.id, $0) }
        }
        guard var merged = own.first?.1 else { return nil }
        let deletions = Dictionary(own, uniquingKeysWith: { first, _ in first })
        merged.confirmation = { deletions[$0.id.connection]?.confirmation($0) ?? .yesNo }
        merged.consequence = { row async throws(ServiceError) in
            try await deletions[row.id.connection]?.consequence?(row)
        }
        merged.restoration = { row async throws(ServiceError) in
            try await deletions[row.id.connection]?.restoration(row) ?? .nothingKept
        }
        merged.perform = { ids async throws(ServiceError) in
            try await Self.eachConnection(of: ids) { connection, part async throws(ServiceError) in
                try await deletions[connection]?.perform(part)
            }
        }
        return merged
    }

    /// Does the parts one after the other.
    ///
    /// Where a later part fails, what was done is told with what failed, and can be taken back as far as it goes.
    ///
    /// - Throws: where the first part fails, so that nothing was done.
    static func eachConnection(
        of ids: [ResourceID],
        _ perform: (ConnectionID, [ResourceID]) async throws(ServiceError) -> EditOutcome?
    ) async throws(ServiceError) -> EditOutcome {
        var outcome: EditOutcome?
        for (connection, part) in parts(of: ids) {
            do throws(ServiceError) {
                guard let next = try await perform(connection, part) else { throw cannot(connection) }
                outcome = outcome?.joined(with: next) ?? next
            } catch {
                guard let outcome else { throw error }
                return outcome.cutShort(by: error, on: connection)
            }
        }
        guard let outcome else { throw ServiceError(.invalid, "No row was meant.") }
        return outcome
    }

    /// The ids by connection, in the order in which the connections come first.
    private static func parts(of ids: [ResourceID]) -> [(ConnectionID, [ResourceID])] {
        var order: [ConnectionID] = []
        for id in ids where !order.contains(id.connection) { order.append(id.connection) }
        let parts = Dictionary(grouping: ids, by: \.connection)
        return order.map { ($0, parts[$0] ?? []) }
    }

    private static func cannot(_ connection: ConnectionID) -> ServiceError {
        ServiceError(.unsupported, "\(connection) does not offer that.")
    }
}

extension EditOutcome {
    /// The first parts of an edit whose next part failed.
    func cutShort(by error: ServiceError, on connection: ConnectionID) -> EditOutcome {
        var part = self
        part.message += ", but on \(connection): \(error.message)"
        part.isAsWished = false
        guard error.code == .outcomeUnknown else { return part }
        part.lost += [error.lost].compactMap(\.self)
        part.reversal = nil
        part.finality = "nobody knows what was done on \(connection)"
        return part
    }

    /// Two parts of one edit as one; it can be taken back where both can.
    func joined(with other: EditOutcome) -> EditOutcome {
        var both = self
        both.message += " · " + other.message
        both.rows += other.rows
        both.revealed += other.revealed
        both.findings += other.findings
        both.isAsWished = isAsWished && other.isAsWished
        both.isEdit = isEdit || other.isEdit
        both.undone += other.undone
        both.gone += other.gone
        both.lost += other.lost
        both.entries += other.entries
        both.finality = finality ?? other.finality
        both.reversal = nil
        if let reversal, let next = other.reversal {
            both.reversal = reversal.with(next)
        }
        return both
    }
}

extension Reversal {
    /// Takes the later part of an edit back, then this one; what of them is left stays to be taken back.
    fileprivate func undone(after later: Reversal) async throws(ServiceError) -> EditOutcome {
        let last = try await later.undo()
        do throws(ServiceError) {
            var both = try await undo()
            let rest = [both.rest, last.rest].compactMap(\.self)
            both = both.joined(with: last)
            both.rest = rest.count == 2 ? rest[0].with(rest[1]) : rest.first
            return both
        } catch {
            var part = last
            part.message += ", but not: \(summary)"
            part.findings.append(error.sentences)
            part.isAsWished = false
            part.lost += [error.lost].compactMap(\.self)
            let own = error.lost.map { resumed(after: $0) } ?? self
            part.rest = last.rest.map { own.with($0) } ?? own
            return part
        }
    }

    /// Both as one, the later taken back first.
    fileprivate func with(_ later: Reversal) -> Reversal {
        Reversal(summary + ", " + later.summary) { () async throws(ServiceError) in
            try await undone(after: later)
        }
    }
}
