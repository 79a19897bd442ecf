import ServiceCore

extension DynClient {
    private static let accountPages = DynPages(
        operation: "accounts.list", path: "accounts", list: "accounts", size: 25)

    /// The accounts that the master key sees, in Dyn's order.
    ///
    /// - Parameter name: an account name, not a user name, that Dyn compares exactly.
    func accounts(
        named name: String? = nil, until isEnough: ([Account]) -> Bool = { _ in false }
    ) async throws(ServiceError) -> [Account] {
        var pages = Self.accountPages
        pages.query.add("accountname", name)
        var accounts: [Account] = []
        try await read(pages) { page, data throws(ServiceError) in
            for item in page { accounts.append(try account(item, beside: data)) }
            return isEnough(accounts)
        }
        return accounts
    }

    /// - Parameter fields: everything but the key; the tracking flags must be among them.
    func saveAccount(_ fields: Parameters, operation: String) async throws(ServiceError) -> Account {
        do throws(ServiceError) {
            let data = try await post(operation, "accounts", fields)
            return try account(data, beside: data)
        } catch {
            throw error.onAccountField()
        }
    }

    func deleteAccount(_ username: String) async throws(ServiceError) {
        _ = try await post("accounts.delete", "accounts/delete", ["username": .text(username)])
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

    /// - Parameter list: where `emailcap` stands when it is not in the item, as in lists.
    private func account(_ item: JSONReader, beside list: JSONReader) throws(ServiceError) -> Account {
        let username = try item["username"].text()
        var account = Account(id: id(.account, username), username: username)
        for text in DynAccountText.all {
            account[keyPath: text.place] = text.names.lazy.map { item.word($0) }.first { !$0.isEmpty } ?? ""
        }
        for flag in DynAccountFlag.tracking {
            account[keyPath: flag.place] = (try? item[flag.name].flag()) ?? false
        }
        for postback in DynPostback.all {
            // Where Dyn does not tell of the flag, a postback is on while it has a URL.
            account[keyPath: postback.active.place] =
                (try? item[postback.active.name].ifPresent?.flag())
                ?? !account[keyPath: postback.url.place].isEmpty
        }
        account.apiKey = try? item["apikey"].ifPresent?.secret()
        account.created = try? item["created"].date()
        account.userType = item.word("usertype")
        account.emailsSent = (try? item["emailsent"].integer()) ?? 0
        account.maxSampleCount = try? item["max_sample_count"].integer()
        account.emailCap = (try? item["emailcap"].integer()) ?? (try? list["emailcap"].integer())
        return account
    }
}
