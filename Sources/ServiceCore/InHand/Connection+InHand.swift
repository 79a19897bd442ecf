extension Connection {
    /// The same connection, each edit of which is noted until the reads show it.
    ///
    /// - Parameter rows: what the connection's own operations lay over what they read.
    package func noting(in rows: RowsInHand) -> Connection {
        let noter = EditNoter(rows: rows)
        var noting = self
        noting.resources = resources.mapValues(noter.noting)
        noting.campaigns = campaigns.map(noter.noting)
        noting.changes = { rows.changes() }
        return noting
    }
}

/// Wraps what a connection can do so that what was written is known, and marked as long as no read shows it.
private struct EditNoter: Sendable {
    let rows: RowsInHand

    func noting(_ kind: RowOperations) -> RowOperations {
        var noting = kind
        noting.operations.list = kind.operations.list.map(marking)
        noting.operations.find = kind.operations.find.map(marking)
        noting.operations.create = kind.operations.create.map { self.noting($0, makes: true) }
        noting.operations.update = kind.operations.update.map { self.noting($0, makes: false) }
        noting.operations.delete = kind.operations.delete.map(self.noting)
        noting.operations.actions = kind.operations.actions.map {
            $0.effect == .check ? $0 : self.noting($0)
        }
        return noting
    }

    // MARK: Reading

    private func marking(_ find: @escaping RowOperations.Find) -> RowOperations.Find {
        { key async throws(ServiceError) in try await find(key).map(rows.marked) }
    }

    private func marking(_ list: Listing<Row>) -> Listing<Row> {
        var marking = list
        marking.gathering = list.gathering?.map(rows.marked)
        marking.page = { request async throws(ServiceError) in try await list.page(request).map(rows.marked) }
        if let all = list.all {
            marking.all = { () async throws(ServiceError) in try await all().map(rows.marked) }
        }
        return marking
    }

    // MARK: Writing

    private func noting(_ submission: Submission<Row>, makes: Bool) -> Submission<Row> {
        var noting = submission
        noting.submit = { row, values async throws(ServiceError) in
            try await carryOut({ outcome, _ in noted(outcome, makes: makes && row == nil) }) {
                () async throws(ServiceError) in
                try await submission.submit(row, values)
            }
        }
        if let submitAll = submission.submitAll {
            noting.submitAll = { filled async throws(ServiceError) in
                try await carryOut({ outcome, _ in noted(outcome) }) { () async throws(ServiceError) in
                    try await submitAll(filled)
                }
            }
        }
        return noting
    }

    private func noting(_ deletion: Deletion<Row>) -> Deletion<Row> {
        var noting = deletion
        noting.perform = { ids async throws(ServiceError) in
            try await carryOut({ noted($0, removing: $1?.targets ?? ids) }) { () async throws(ServiceError) in
                try await deletion.perform(ids)
            }
        }
        return noting
    }

    private func noting(_ action: ResourceAction<Row>) -> ResourceAction<Row> {
        var noting = action
        noting.perform = { ids, values async throws(ServiceError) in
            let refusals = ids.compactMap { id in
                rows.refusal(id, action.availability).map { (id: id, told: "\($0.name): \($0.reason)") }
            }
            let open = ids.filter { id in !refusals.contains { $0.id == id } }
            let told = refusals.map(\.told)
            guard !open.isEmpty || ids.isEmpty else {
                return EditOutcome(told.joined(separator: "; "), isEdit: false, undone: ids)
            }
            var outcome = try await carryOut({ outcome, _ in noted(outcome) }) {
                () async throws(ServiceError) in
                try await action.perform(open, values)
            }
            outcome.findings += told
            outcome.undone += refusals.map(\.id)
            return outcome
        }
        return noting
    }

    func noting(_ control: CampaignControl) -> CampaignControl {
        var noting = control
        noting.launch = { id, key async throws(ServiceError) in
            let launched = try await control.launch(id, key)
            rows.wrote([Row(launched.campaign)])
            return launched
        }
        return noting
    }

    /// Takes in what an edit did, or what a lost part of it turns out to have done.
    private typealias Taking = @Sendable (EditOutcome, LostEdit?) -> EditOutcome

    private func carryOut(
        _ take: @escaping Taking, _ edit: () async throws(ServiceError) -> EditOutcome
    ) async throws(ServiceError) -> EditOutcome {
        func noting(_ lost: LostEdit) -> LostEdit {
            var noting = lost
            noting.look = { () async throws(ServiceError) in try await lost.look().map { take($0, lost) } }
            return noting
        }
        do throws(ServiceError) {
            var outcome = take(try await edit(), nil)
            outcome.lost = outcome.lost.map(noting)
            return outcome
        } catch {
            var told = error
            told.lost = error.lost.map(noting)
            throw told
        }
    }

    /// Takes in that these rows are gone, but for those that were not reached or of which nobody knows.
    private func noted(_ outcome: EditOutcome, removing ids: [ResourceID]) -> EditOutcome {
        var outcome = outcome
        let left = Set(outcome.undone + outcome.lost.flatMap(\.targets))
        outcome.gone += ids.filter { !left.contains($0) }
        return noted(outcome)
    }

    /// Takes in what an edit did, and what will take it back.
    private func noted(_ outcome: EditOutcome, makes: Bool = false) -> EditOutcome {
        guard outcome.isEdit else { return outcome }
        makes ? rows.made(outcome.rows) : rows.wrote(outcome.rows, noted: EditNotes.current)
        rows.removed(outcome.gone)
        var noted = outcome
        noted.reversal = outcome.reversal.map { self.noting($0, of: outcome, makes: makes) }
        noted.rest = outcome.rest.map { self.noting($0, of: outcome, makes: makes) }
        return noted
    }

    private func noting(_ reversal: Reversal, of outcome: EditOutcome, makes: Bool) -> Reversal {
        var noting = reversal
        noting.undo = { () async throws(ServiceError) in
            try await carryOut(
                { undone, _ in
                    var undone = undone
                    // What takes a creation back removes what was made.
                    if makes, undone.rows.isEmpty { undone.gone += outcome.rows.map(\.id) }
                    return self.noted(undone)
                }, reversal.undo)
        }
        return noting
    }
}
