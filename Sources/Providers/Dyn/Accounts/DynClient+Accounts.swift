import ServiceCore

extension DynClient {
    private static let accountPages = DynPages(
        operation: "accounts.list", path: "accounts", list: "accounts", size: 25)

    /// The accounts that the master key sees, in Dyn's order.
    ///
    /// - Parameters:
    ///   - name: an account name, not a user name, that Dyn compares exactly.
    ///   - known: what is known of accounts; the list does not tell all of it.
    func accounts(
        named name: String? = nil, over known: Remembered<Account>,
        until isEnough: ([Account]) -> Bool = { _ in false }
    ) async throws(ServiceError) -> [Account] {
        var pages = Self.accountPages
        pages.query.add("accountname", name)
        var accounts: [Account] = []
        try await read(pages) { page throws(ServiceError) in
            accounts += try page.rows { account(&$0, beside: page.data, over: known) }
            return isEnough(accounts)
        }
        return accounts.withoutRepetitions
    }

    /// - Parameter fields: everything but the key; the tracking flags must be among them.
    func saveAccount(
        _ fields: Parameters, over known: Remembered<Account>, operation: String
    ) async throws(ServiceError) -> Account {
        do throws(ServiceError) {
            let data = try await post(operation, "accounts", fields)
            let account = try data.row { self.account(&$0, beside: data, over: known) }
            known[account.id.native] = account
            return account
        } catch {
            throw error.onAccountField()
        }
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

    /// - Parameter names: all four; an empty one is cleared.
    func saveHeaderNames(_ names: [String], key: Secret) async throws(ServiceError) -> [String] {
        var form: Parameters = [:]
        for (index, name) in names.enumerated() { form.add("xheader\(index + 1)", name) }
        do throws(ServiceError) {
            return Self.headerNames(
                try await post("accounts.set-xheaders", "accounts/xheaders", form, key: key))
        } catch {
            throw error.onAccountField()
        }
    }

    /// A fresh account may answer `{}`, which means that none is set.
    private static func headerNames(_ data: JSONReader) -> [String] {
        (1...4).map { data.word("xheader\($0)") }
    }

    /// - Parameters:
    ///   - list: where `emailcap` stands when it is not in the item, as in lists.
    ///   - known: what the item does not tell is taken from here.
    private func account(
        _ row: inout RowReading, beside list: JSONReader, over known: Remembered<Account>
    ) -> Account {
        let username = row.name("username")
        let before = known[username] ?? Account(id: id(.account, username), username: username)
        var account = before
        for text in DynAccountText.all {
            let isTold = text.names.contains { row.item[$0].ifPresent != nil }
            let told = text.names.compactMap { row.text($0) }
            if isTold { account[keyPath: text.place] = told.first ?? "" }
        }
        for postback in DynPostback.all {
            // Where Dyn does not tell of the flag, a postback with a new URL is on.
            let url = account[keyPath: postback.url.place]
            if url != before[keyPath: postback.url.place] {
                account[keyPath: postback.active.place] = !url.isEmpty
            }
        }
        for flag in DynAccountFlag.tracking + DynPostback.all.map(\.active) {
            if let value = row.flag(flag.name) { account[keyPath: flag.place] = value }
        }
        account.apiKey = row.secret("apikey") ?? account.apiKey
        account.created = row.date("created") ?? account.created
        account.userType = row.text("usertype") ?? account.userType
        account.emailsSent = row.integer("emailsent") ?? account.emailsSent
        account.maxSampleCount = row.integer("max_sample_count") ?? account.maxSampleCount
        account.emailCap =
            row.integer("emailcap") ?? (try? list["emailcap"].integer()) ?? account.emailCap
        return account
    }
}
