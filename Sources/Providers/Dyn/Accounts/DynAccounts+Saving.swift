import ServiceCore

extension DynAccounts {
    /// Writes a change; gives the account as Dyn answers it.
    func save(_ change: DynAccountChange) async throws(ServiceError) -> Account {
        var account = change.to
        if change.changesFields { account = try await saveFields(change) }
        let names = change.headerNames
        if !names.isEmpty { account = try await saveHeaderNames(names, of: account) }
        known[account.id.native] = account
        return account
    }

    /// A save that can be taken back while nobody has changed the same fields since.
    func edit(
        _ changes: [DynAccountChange], notice: (String) -> String, summary: (String) -> String
    ) async throws(ServiceError) -> EditOutcome {
        let saved = try await inTurn(changes) { change async throws(ServiceError) in try await save(change) }
        let done = zip(changes, saved).map { DynAccountChange(from: $0.from, to: $1) }
        let subject = saved.map(\.id).subject("account")
        let isRestorable = changes.allSatisfy(\.isRestorable)
        return EditOutcome(
            notice(subject), rows: saved.map { Row($0) },
            reversal: isRestorable ? reversal(of: done, wanted: changes, summary(subject)) : nil,
            finality: isRestorable ? nil : "Dyn had not told what it was before")
    }

    private func reversal(
        of done: [DynAccountChange], wanted: [DynAccountChange], _ summary: String
    ) -> Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            var backwards: [DynAccountChange] = []
            for (change, wanted) in zip(done, wanted) {
                guard let now = try await find(change.to.id.native) else {
                    throw ServiceError(.notFound, "\(change.to.username) is gone.", hint: "Refresh the list.")
                }
                let back = DynAccountChange(from: wanted.to, to: wanted.from)
                let fields = Set(Row.changes(from: Row(back.from), to: Row(back.to)).map(\.field))
                let since = Row.changes(from: Row(change.to), to: Row(now))
                guard !since.contains(where: { fields.contains($0.field) }) else {
                    throw ServiceError(
                        .conflict, "\(now.username) has changed since; nothing was undone.",
                        hint: "Look at it again and edit it as it is now.")
                }
                backwards.append(back.onto(now))
            }
            let saved = try await inTurn(backwards) { back async throws(ServiceError) in
                try await save(back)
            }
            return EditOutcome("undone: \(summary)", rows: saved.map { Row($0) })
        }
    }

    private func saveFields(_ change: DynAccountChange) async throws(ServiceError) -> Account {
        try await LostAnswer.settle(
            { () async throws(ServiceError) in
                try await client.saveAccount(
                    change.fields, as: change.to, operation: "accounts.update")
            },
            byLooking: { () async throws(ServiceError) in
                guard let now = try await listed([change.to.username]).first else { return nil }
                return change.onto(now).changesFields ? nil : now
            })
    }

    /// Writes these header names; gives the account with all four as Dyn answers them.
    ///
    /// - Parameter names: by their place from 0 to 3; the others stay.
    func saveHeaderNames(
        _ names: [Int: String], of account: Account
    ) async throws(ServiceError) -> Account {
        guard let key = account.apiKey else {
            throw ServiceError(
                .unsupported, "The header names of \(account.username) are changed with its own API key.",
                hint: "Add a connection with that key.", field: "x_header_1")
        }
        let now = try await LostAnswer.settle(
            { () async throws(ServiceError) in try await client.saveHeaderNames(names, key: key) },
            byLooking: { () async throws(ServiceError) in
                let now = try await client.headerNames(key: key)
                return names.allSatisfy { now[$0.key] == $0.value } ? now : nil
            })
        return account.naming(headers: now)
    }
}
