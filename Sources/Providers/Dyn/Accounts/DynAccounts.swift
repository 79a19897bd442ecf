import ServiceCore

/// What can be done with Dyn's accounts; all of it but the header names wants the master key.
struct DynAccounts: Sendable {
    let client: DynClient
    /// Accounts as answers have told them; the list does not tell all of their fields.
    let known = Remembered<Account>()
    /// Accounts as the forms that are open show them.
    let shown = Remembered<Account>()

    func operations() -> ResourceOperations<Account> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("username"),
                Gathering(
                    narrowedBy: ["account_name"],
                    pages: { filter, take async throws(ServiceError) in
                        let name = filter.exactly("account_name")
                        try await client.accounts(named: name, over: known, take: take)
                    })),
            find: { username async throws(ServiceError) in try await find(username) },
            create: creation, update: change, delete: deletion, actions: trackingActions + [newKey])
    }

    /// One account with its header names.
    private func find(_ username: String) async throws(ServiceError) -> Account? {
        guard let account = try await listed([username]).first else { return nil }
        return try await withHeaderNames(account)
    }

    /// The account with its header names, which are read with its own key.
    func withHeaderNames(_ account: Account) async throws(ServiceError) -> Account {
        var account = account
        if let key = account.apiKey {
            do throws(ServiceError) {
                let names = try await ifOffered(try await client.headerNames(key: key))
                if let names {
                    account = client.inHand.laid(over: account.naming(headers: names)) {
                        Account.headerFields.contains($0)
                    }
                }
            } catch {
                // The key of an account that was shut off is refused; the rest of the row is still true.
                guard error.code == .unauthorized else { throw error }
            }
        }
        known[account.id.native] = account
        return account
    }

    /// The accounts to build an edit on: by their pages, else as they are in hand, so that no edit reads the whole list.
    ///
    /// - Throws: `.notFound` where one of them is gone.
    func existing(_ ids: [ResourceID]) async throws(ServiceError) -> [Account] {
        var accounts = try await client.accounts(wherePlaced: ids.map(\.native), over: known)
        let found = Set(accounts.map(\.id))
        accounts += Set(ids).subtracting(found).compactMap { client.inHand.row($0) }
        if accounts.count < Set(ids).count { accounts = try await listed(ids.map(\.native)) }
        guard accounts.count == Set(ids).count else { throw Self.gone }
        return accounts
    }

    func existing(_ id: ResourceID) async throws(ServiceError) -> Account {
        guard let account = try await existing([id]).first else { throw Self.gone }
        return account
    }

    /// The accounts of these names: by their pages, else by a walk through the list that ends with the last of them.
    func listed(_ usernames: [String]) async throws(ServiceError) -> [Account] {
        let placed = try await client.accounts(wherePlaced: usernames, over: known)
        if placed.count == Set(usernames).count { return placed }
        let wanted = Set(usernames.map { $0.lowercased() })
        let isWanted: (Account) -> Bool = { wanted.contains($0.username.lowercased()) }
        var found: [Account] = []
        try await client.accounts(over: known) { page in
            found += page.filter(isWanted)
            return found.count < wanted.count
        }
        return found
    }

    private var deletion: Deletion<Account> {
        Deletion(
            confirmation: { .naming($0) },
            perform: { ids async throws(ServiceError) in
                try await known.deleting(ids, "account") { id async throws(ServiceError) in
                    try await listed([id]).isEmpty
                } by: { id async throws(ServiceError) in
                    try await client.deleteAccount(id)
                }
            })
    }
}

extension Filter {
    /// The text that a field must equal, where the filter says so.
    func exactly(_ field: FieldID) -> String? {
        for term in terms where !term.isNegated {
            if case .field(field, .equals, .text(let text)) = term.test { return text }
        }
        return nil
    }
}
