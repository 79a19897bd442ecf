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

    private func marking(
        _ find: @escaping @Sendable (String) async throws(ServiceError) -> Row?
    ) -> @Sendable (String) async throws(ServiceError) -> Row? {
        { key async throws(ServiceError) in try await find(key).map(rows.marked) }
    }

    private func marking(_ list: Listing<Row>) -> Listing<Row> {
        var marking = list
        marking.gathering = list.gathering?.map(rows.marked)
        marking.page = { request async throws(ServiceError) in try await list.page(request).map(rows.marked) }
        return marking
    }

    // MARK: Writing

    private func noting(_ submission: Submission<Row>, makes: Bool) -> Submission<Row> {
        var noting = submission
        noting.submit = { row, values async throws(ServiceError) in
            noted(try await submission.submit(row, values), makes: makes && row == nil)
        }
        return noting
    }

    private func noting(_ deletion: Deletion<Row>) -> Deletion<Row> {
        var noting = deletion
        noting.perform = { ids async throws(ServiceError) in
            var outcome = try await deletion.perform(ids)
            let left = Set(outcome.undone + outcome.lost.flatMap(\.targets))
            outcome.gone += ids.filter { !left.contains($0) }
            return noted(outcome)
        }
        return noting
    }

    private func noting(_ action: ResourceAction<Row>) -> ResourceAction<Row> {
        var noting = action
        noting.perform = { ids, values async throws(ServiceError) in
            noted(try await action.perform(ids, values))
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

    /// Takes in what an edit did, and what will take it back.
    private func noted(_ outcome: EditOutcome, makes: Bool = false) -> EditOutcome {
        guard outcome.isEdit else { return outcome }
        makes ? rows.made(outcome.rows) : rows.wrote(outcome.rows)
        rows.removed(outcome.gone)
        var noted = outcome
        noted.reversal = outcome.reversal.map { reversal in
            var noting = reversal
            noting.undo = { () async throws(ServiceError) in
                var undone = try await reversal.undo()
                // What takes a creation back removes what was made.
                if makes, undone.rows.isEmpty { undone.gone += outcome.rows.map(\.id) }
                return self.noted(undone)
            }
            return noting
        }
        return noted
    }
}
