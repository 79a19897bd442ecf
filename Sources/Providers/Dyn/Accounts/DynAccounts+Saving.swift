import ServiceCore

extension DynAccounts {
    /// Writes a change; gives the account as Dyn answers it.
    private func save(
        _ change: DynAccountChange, _ tell: @escaping @Sendable (Account) -> EditOutcome
    ) async throws(ServiceError) -> Account {
        var account = change.to
        if change.changesFields {
            account = change.told(by: try await saveFields(change) { tell(change.told(by: $0)) })
        }
        let names = change.headerNames
        if !names.isEmpty { account = try await saveHeaderNames(names, of: account, tell) }
        known[account.id.native] = account
        return account
    }

    /// A save that can be taken back while nobody has changed the same fields since.
    func edit(
        _ changes: [DynAccountChange], notice: @escaping @Sendable (String) -> String,
        summary: @escaping @Sendable (String) -> String
    ) async throws(ServiceError) -> EditOutcome {
        let tell: @Sendable ([(item: DynAccountChange, value: Account)]) -> EditOutcome = { saved in
            told(saved, notice: notice, summary: summary)
        }
        let saved = try await Turns(changes, part: { EditPart($0.to.id) }) {
            change async throws(ServiceError) in
            try await save(change) { tell([(change, $0)]) }
        }
        return saved.outcome(tell(saved.done))
    }

    private func told(
        _ saved: [(item: DynAccountChange, value: Account)], notice: (String) -> String,
        summary: (String) -> String
    ) -> EditOutcome {
        let (changes, accounts) = (saved.map(\.item), saved.map(\.value))
        let done = zip(changes, accounts).map { DynAccountChange(from: $0.from, to: $1) }
        let subject = accounts.map(\.id).subject("account")
        let isRestorable = changes.allSatisfy(\.isRestorable)
        return EditOutcome(
            notice(subject), rows: accounts.map { Row($0) },
            reversal: isRestorable ? reversal(of: done, wanted: changes, summary(subject)) : nil,
            finality: isRestorable ? nil : "Dyn had not told what it was before")
    }

    private func reversal(
        of done: [DynAccountChange], wanted: [DynAccountChange], _ summary: String
    ) -> Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            var backwards: [DynAccountChange] = []
            for (change, wanted) in zip(done, wanted) {
                var now = try await existing(change.to.id)
                if !wanted.headerNames.isEmpty { now = try await withHeaderNames(now) }
                let back = DynAccountChange(from: wanted.to, to: wanted.from)
                let fields = Set(Row.changes(from: Row(back.from), to: Row(back.to)).map(\.field))
                let since = Row.changes(from: Row(change.to), to: Row(now))
                guard !since.contains(where: { fields.contains($0.field) && $0.after != .none }) else {
                    throw ServiceError(
                        .conflict, "\(now.username) has changed since; nothing was undone.",
                        hint: "Look at it again and edit it as it is now.")
                }
                backwards.append(back.onto(now))
            }
            let tell: @Sendable ([Account]) -> EditOutcome = { accounts in
                EditOutcome("undone: \(summary)", rows: accounts.map { Row($0) })
            }
            let saved = try await Turns(backwards, part: { EditPart($0.to.id) }) {
                back async throws(ServiceError) in
                try await save(back) { tell([$0]) }
            }
            return saved.outcome(tell(saved.values))
        }
    }

    private func saveFields(
        _ change: DynAccountChange, _ tell: @escaping @Sendable (Account) -> EditOutcome
    ) async throws(ServiceError) -> Account {
        let settling = Settling(
            on: "Dyn",
            [change.to.id], from: [Row(change.from)], wished: [Row(change.to)]
        ) { () async throws(ServiceError) in
            let now = try await existing(change.to.id)
            return change.onto(now).changesFields ? .notShown : .done(now)
        } outcome: { account in
            tell(account)
        }
        return try await settling.value { () async throws(ServiceError) in
            try await client.saveAccount(change.fields, as: change.to, operation: "accounts.update")
        }
    }

    /// Writes these header names; gives the account with all four as Dyn answers them.
    ///
    /// - Parameter names: by their place from 0 to 3; the others stay.
    func saveHeaderNames(
        _ names: [Int: String], of account: Account,
        _ tell: @escaping @Sendable (Account) -> EditOutcome
    ) async throws(ServiceError) -> Account {
        guard let key = account.apiKey else {
            throw ServiceError(
                .unsupported, "The header names of \(account.username) are changed with its own API key.",
                hint: "Add a connection with that key.", field: "x_header_1")
        }
        var wished = account
        for (place, name) in names { wished.set(Account.headerField(place), \.xHeaders[place], name) }
        let settling = Settling(on: "Dyn", [account.id], from: [Row(account)], wished: [Row(wished)]) {
            () async throws(ServiceError) -> Sight<Account> in
            let now = try await client.headerNames(key: key)
            return names.allSatisfy { now[$0.key] == $0.value }
                ? .done(account.naming(headers: now)) : .notShown
        } outcome: { named in
            tell(named)
        }
        return try await settling.value { () async throws(ServiceError) in
            account.naming(headers: try await client.saveHeaderNames(names, key: key))
        }
    }
}
