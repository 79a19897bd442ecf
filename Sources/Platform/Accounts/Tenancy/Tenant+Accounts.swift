package import ServiceCore
import Store

/// The account itself, and the others where it is an administrator's.
extension Tenant {
    /// The account as it is now.
    package func account() async throws(ServiceError) -> Account {
        let kind = AccountKind(context: context)
        let account = try await context.store.read { [id] db in try kind.queries.find(String(id), in: db) }
        guard let account else { throw ServiceError(.notFound, "The account is gone.") }
        return account
    }

    /// The account of a user name, whatever its case; nil where there is none.
    package func account(called username: String) async throws(ServiceError) -> Account? {
        try requireAdmin()
        let kind = AccountKind(context: context)
        return try await context.store.read { db in
            guard let id = try AccountQueries.rowID(named: username, in: db) else { return nil }
            return try kind.queries.find(String(id), in: db)
        }
    }

    /// The accounts whose keys work, the oldest first; disabled ones are left out.
    ///
    /// - Parameter name: an account name, compared exactly; nil for all.
    package func accounts(
        named name: String? = nil, from start: Int, limit: Int
    ) async throws(ServiceError) -> [Account] {
        try requireAdmin()
        let kind = AccountKind(context: context)
        return try await context.store.read { db in
            try kind.queries.page(named: name, from: start, limit: limit, in: db)
        }
    }

    /// What is wrong with one value of an account's form; nil where nothing is.
    package static func fault(ofAccount field: FieldID, _ text: String) -> ServiceError? {
        var scratch = Account(id: ResourceID("", .account, ""), username: "")
        do throws(ServiceError) {
            try AccountFields.lines.read(FormValues([field: text]), into: &scratch)
            return nil
        } catch {
            return error
        }
    }

    /// Makes an account by the values of the board's form.
    ///
    /// - Throws: `.conflict` on `username` where it is taken; `.invalid` naming the field that is wrong.
    package func createAccount(_ values: FormValues) async throws(ServiceError) -> Account {
        try requireAdmin()
        let kind = AccountKind(context: context)
        let outcome = try await kind.create(try kind.draft(values))
        guard let account = outcome.rows.first?.resource as? Account else {
            throw ServiceError(.storage, "The new account cannot be read back.")
        }
        return account
    }

    /// Changes an account, whatever has happened to it since it was read; what is not named stays.
    ///
    /// - Parameters:
    ///   - username: nil for the account itself; another one is an administrator's to change.
    ///   - password: the new one, nil where it stays.
    ///   - makesKey: gives it a new API key; the old one stops working at once.
    /// - Throws: `.notFound` for an unknown user name; `.invalid` naming the field that is wrong.
    package func changeAccount(
        _ username: String? = nil, _ values: FormValues, password: Secret? = nil, makesKey: Bool = false
    ) async throws(ServiceError) -> Account {
        if username != nil { try requireAdmin() }
        let kind = AccountKind(context: context)
        let hash = try await hash(of: password)
        return try await context.editor.edit { [id] session in
            let db = session.database
            let found = try username.map { try AccountQueries.rowID(named: $0, in: db) } ?? id
            guard let row = found, let before = try kind.queries.find(String(row), in: db) else {
                throw ServiceError(.notFound, "There is no such account.", field: "username")
            }
            var account = before
            try values.readClearing(into: &account)
            if account != before { try kind.queries.save(account, in: db) }
            if let hash { try kind.queries.setPassword(hash, of: account, in: db) }
            if makesKey { try kind.queries.setKey(NewSecret.apiKey(), of: account, in: db) }
            guard account != before || hash != nil || makesKey else { return before }
            let after = try kind.editor.loadExisting(db, String(row))
            try session.record(makesKey ? "new-key" : "edit", from: before, to: after)
            return after
        }
    }

    /// Removes another account with all that is its own.
    ///
    /// - Throws: `.notFound` for an unknown user name; `.refused` for the account itself, and where it is sending.
    package func deleteAccount(_ username: String) async throws(ServiceError) {
        guard let account = try await account(called: username) else {
            throw ServiceError(.notFound, "There is no such account.", field: "username")
        }
        guard account.id.native != String(id) else {
            throw ServiceError(.refused, "An account cannot delete itself.", field: "username")
        }
        _ = try await AccountKind(context: context).operations().delete?.perform([account.id])
    }

    private func requireAdmin() throws(ServiceError) {
        guard !isAdmin else { return }
        throw ServiceError(.forbidden, "\(username) is no administrator's account.")
    }

    private func hash(of password: Secret?) async throws(ServiceError) -> PasswordHash? {
        guard let password else { return nil }
        return try await offCooperativePool { () throws(ServiceError) in try PasswordHash(of: password) }
    }
}

extension FormValues {
    /// Reads an account's fields like the board's form, where an empty company or phone number clears it too.
    fileprivate func readClearing(into account: inout Account) throws(ServiceError) {
        var filled = self
        let places: [(FieldID, WritableKeyPath<Account, String>)] = [
            ("company", \.companyName), ("phone", \.phone),
        ]
        for (field, place) in places where self[field] != nil && text(field) == nil {
            filled[field] = nil
            account[keyPath: place] = ""
        }
        try AccountFields.lines.read(filled, into: &account)
    }
}
