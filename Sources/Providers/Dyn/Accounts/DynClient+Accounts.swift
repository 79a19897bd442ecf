import ServiceCore

extension DynClient {
    private static let accountPages = DynPages(
        operation: "accounts.list", path: "accounts", list: "accounts", key: "username", size: 25)

    /// The accounts that the master key sees, in Dyn's order.
    ///
    /// - Parameters:
    ///   - name: an account name, not a user name, that Dyn compares exactly.
    ///   - known: what is known of accounts; the list does not tell all of it.
    ///   - take: gets the pages.
    func accounts(
        named name: String? = nil, over known: Remembered<Account>, take: Gathering<Account>.Take
    ) async throws(ServiceError) {
        var pages = Self.accountPages
        pages.query.add("accountname", name)
        var start = 0
        defer { accountPlaces.keep() }
        try await currentRows(of: pages, isWhole: name == nil, isTold: Self.isListed) {
            rows async throws(ServiceError) in
            if name == nil { accountPlaces.note(rows.map(\.username), from: start) }
            start += rows.count
            return try await take(rows)
        } _: { row, page in
            account(&row, beside: page.data) { known[$0] }
        }
    }

    /// Those of these accounts that stand on the pages which had them last: one call a page, however long the list is.
    func accounts(
        wherePlaced usernames: [String], over known: Remembered<Account>
    ) async throws(ServiceError) -> [Account] {
        let size = Self.accountPages.size
        let starts = Set(usernames.compactMap { accountPlaces[$0].map { $0 / size * size } })
        var accounts: [Account] = []
        for start in starts.sorted() {
            try await read(Self.accountPages, from: start) { page throws(ServiceError) in
                accounts += try page.rows { account(&$0, beside: page.data) { known[$0] } }
                return false
            }
        }
        let found = Set(usernames).compactMap { name in accounts.first { $0.username == name } }
        return inHand.laid(over: found, isWhole: false, isTold: Self.isListed)
    }

    /// The header names are read with an account's own key.
    private static let isListed: @Sendable (FieldID) -> Bool = { !Account.headerFields.contains($0) }

    /// - Parameters:
    ///   - fields: everything but the key.
    ///   - wanted: the account as it is meant to be, from which comes what the answer does not tell.
    func saveAccount(
        _ fields: Parameters, as wanted: Account, operation: String
    ) async throws(ServiceError) -> Account {
        let data = try await post(operation, "accounts", fields, fields: Self.accountFields)
        return try data.row { account(&$0, asked: wanted.username, beside: data) { _ in wanted } }
    }

    func deleteAccount(_ username: String) async throws(ServiceError) {
        do throws(ServiceError) {
            _ = try await post("accounts.delete", "accounts/delete", ["username": .text(username)])
        } catch {
            throw error.ofUnknown("There is no account \(username) any more.")
        }
    }

    /// The four custom header names of the key's own account.
    func headerNames(key: Secret) async throws(ServiceError) -> [String] {
        Self.headerNames(try await get("accounts.xheaders", "accounts/xheaders", key: key))
    }

    /// - Parameter names: by their place from 0 to 3; an empty one is cleared, one that is left out stays.
    /// - Returns: all four.
    func saveHeaderNames(_ names: [Int: String], key: Secret) async throws(ServiceError) -> [String] {
        var form: Parameters = [:]
        for (index, name) in names.sorted(by: { $0.key < $1.key }) { form.add("xheader\(index + 1)", name) }
        return Self.headerNames(
            try await post(
                "accounts.set-xheaders", "accounts/xheaders", form, key: key, fields: Self.accountFields))
    }

    /// A fresh account may answer `{}`, which means that none is set.
    private static func headerNames(_ data: JSONReader) -> [String] {
        (1...4).map { data.word("xheader\($0)") }
    }

    /// - Parameters:
    ///   - asked: whose it is, where the item need not say.
    ///   - list: where `emailcap` stands when it is not in the item, as in lists.
    ///   - known: what is known of the account with this user name, from which comes what the item does not tell.
    private func account(
        _ row: inout RowReading, asked: String? = nil, beside list: JSONReader,
        over known: (String) -> Account?
    ) -> Account {
        let username = if let asked { row.text("username") ?? asked } else { row.name("username") }
        row.check("username", as: .address)
        var account = known(username) ?? .untoldByDyn(id(.account, username), username)
        for text in DynAccountText.all {
            guard let told = row.emptiableText(text.names) else { continue }
            if let rule = text.rule {
                row.check(text.names, as: RowRule(name: rule.name, isRight: rule.isRight))
            }
            account[keyPath: text.place] = told
            account.untold.remove(text.id)
        }
        for flag in DynAccountFlag.all {
            if let value = row.flag(flag.name) { account[keyPath: flag.place] = value }
        }
        account.apiKey = row.secret("apikey") ?? account.apiKey
        account.created = row.date("created") ?? account.created
        account.userType = row.text("usertype") ?? account.userType
        if !account.userType.isEmpty { account.untold.remove("type") }
        account.emailsSent = row.count("emailsent") ?? account.emailsSent
        account.maxSampleCount = row.count("max_sample_count") ?? account.maxSampleCount
        account.emailCap =
            row.count("emailcap") ?? (try? list["emailcap"].integer()) ?? account.emailCap
        return account
    }
}

extension Account {
    /// An account of which Dyn has told the user name alone.
    static func untoldByDyn(_ id: ResourceID, _ username: String) -> Account {
        var account = untold(id, username: username)
        account.untold.formUnion(Set(DynAccountText.all.map(\.id)).union(headerFields))
        account.leaveEmptyTextsUntold()
        return account
    }

    /// The same with the four header names, which are known from then on.
    func naming(headers: [String]) -> Account {
        var account = self
        account.xHeaders = headers
        account.untold.subtract(Self.headerFields)
        return account
    }
}
