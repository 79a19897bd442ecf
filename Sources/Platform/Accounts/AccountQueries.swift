import Foundation
import ServiceCore
import Store

/// Reads and writes the table of accounts.
struct AccountQueries: Sendable {
    let connection: ConnectionID
    let vault: Vault

    func all(in db: ReadTransaction) throws -> [Account] {
        try SQLRow.fetchAll(db, "SELECT * FROM account ORDER BY id").map(account)
    }

    func find(_ native: String, in db: ReadTransaction) throws -> Account? {
        guard let id = Int64(native) else { return nil }
        return try SQLRow.fetchOne(db, cached: "SELECT * FROM account WHERE id = \(id)").map(
            account)
    }

    /// Those that may be used, the oldest first.
    ///
    /// - Parameter name: an account name, compared exactly; nil for all.
    func page(named name: String?, from start: Int, limit: Int, in db: ReadTransaction) throws -> [Account] {
        let named: SQL = name == nil ? "" : "AND account_name = \(name)"
        return try SQLRow.fetchAll(
            db,
            cached: """
                SELECT * FROM account WHERE is_active = 1 \(named) ORDER BY id LIMIT \(limit) OFFSET \(start)
                """
        ).map(account)
    }

    /// By its id or its user name.
    func find(byKey key: String, in db: ReadTransaction) throws -> Account? {
        if let account = try find(key, in: db) { return account }
        guard let id = try Self.rowID(named: key, in: db) else { return nil }
        return try find(String(id), in: db)
    }

    /// Writes the fields that a person edits; a change of SMS credits is granted apart.
    func save(_ account: Account, in db: WriteTransaction) throws {
        try db.update(
            "account", id: try Self.rowID(account), profile(account) + flags(account) + delivery(account))
    }

    func delete(_ account: Account, in db: WriteTransaction) throws {
        try db.execute("DELETE FROM account WHERE id = \(try Self.rowID(account))")
    }

    /// - Returns: the new account's native id.
    func insert(_ draft: AccountDraft, credentials: AccountCredentials, at now: Date, in db: WriteTransaction)
        throws
        -> String
    {
        let values: ColumnValues = [
            ("uuid", UUID().uuidString.lowercased()),
            ("short_name", try Self.freeShortName(for: draft.account.username, in: db)),
            ("username", draft.account.username), ("type", draft.account.isAdmin == true ? "master" : "sub"),
            ("password", credentials.password.text), ("created_at", now.storedTime),
        ]
        let more = profile(draft.account) + flags(draft.account) + delivery(draft.account)
        let id = try db.insert(into: "account", values + (try key(credentials.apiKey)) + more)
        try Self.grant(draft.smsCredits, to: id, note: "account made", at: now, in: db)
        return String(id)
    }

    func setKey(_ secret: Secret, of account: Account, in db: WriteTransaction) throws {
        try db.update("account", id: try Self.rowID(account), try key(secret), isEdit: false)
    }

    func setPassword(_ hash: PasswordHash, of account: Account, in db: WriteTransaction) throws {
        try db.update("account", id: try Self.rowID(account), [("password", hash.text)], isEdit: false)
    }

    private func key(_ secret: Secret) throws -> ColumnValues {
        [
            ("api_key_sealed", try vault.seal(secret, for: .accountKey)),
            ("api_key_hmac", vault.lookupValue(secret, for: .accountKey)),
        ]
    }

    private func profile(_ account: Account) -> ColumnValues {
        [
            ("account_name", account.accountName), ("contact_name", account.contactName),
            ("company_name", account.companyName), ("phone", account.phone),
            ("address", account.address.street), ("city", account.address.city),
            ("state", account.address.state), ("zip_code", account.address.zipCode),
            ("country", account.address.country), ("time_zone", account.timeZone),
        ]
    }

    private func flags(_ account: Account) -> ColumnValues {
        [
            ("is_active", account.isActive), ("is_verified", account.isVerified),
            ("is_admin", account.isAdmin),
            ("tracks_opens", account.tracking.opens), ("tracks_links", account.tracking.links),
            ("tracks_unsubscribes", account.tracking.unsubscribes),
        ]
    }

    private func delivery(_ account: Account) -> ColumnValues {
        [
            ("bounce_url", account.bouncePostback.url),
            ("bounce_url_active", account.bouncePostback.isActive),
            ("spam_url", account.spamPostback.url), ("spam_url_active", account.spamPostback.isActive),
            ("unsubscribe_url", account.unsubscribePostback.url),
            ("unsubscribe_url_active", account.unsubscribePostback.isActive),
            ("xheader1", account.xHeaders[0]), ("xheader2", account.xHeaders[1]),
            ("xheader3", account.xHeaders[2]), ("xheader4", account.xHeaders[3]),
            ("email_cap", account.emailCap),
        ]
    }

    private func account(_ row: SQLRow) throws -> Account {
        var account = Account(
            id: ResourceID(connection, .account, String(row["id"] as Int64)), username: row["username"])
        readProfile(row, into: &account)
        readDelivery(row, into: &account)
        account.apiKey = vault.openIfPossible(row["api_key_sealed"], for: .accountKey)
        account.revision = row["rev"]
        return account
    }

    private func readProfile(_ row: SQLRow, into account: inout Account) {
        account.accountName = row["account_name"]
        account.contactName = row["contact_name"]
        account.companyName = row["company_name"]
        account.phone = row["phone"]
        account.address.street = row["address"]
        account.address.city = row["city"]
        account.address.state = row["state"]
        account.address.zipCode = row["zip_code"]
        account.address.country = row["country"]
        account.timeZone = row["time_zone"]
        account.created = Date(storedTime: row["created_at"])
        account.userType = row["type"]
        account.isActive = row["is_active"]
        account.isVerified = row["is_verified"]
        account.isAdmin = row["is_admin"]
    }

    private func readDelivery(_ row: SQLRow, into account: inout Account) {
        account.tracking.opens = row["tracks_opens"]
        account.tracking.links = row["tracks_links"]
        account.tracking.unsubscribes = row["tracks_unsubscribes"]
        account.bouncePostback.url = row["bounce_url"]
        account.bouncePostback.isActive = row["bounce_url_active"]
        account.spamPostback.url = row["spam_url"]
        account.spamPostback.isActive = row["spam_url_active"]
        account.unsubscribePostback.url = row["unsubscribe_url"]
        account.unsubscribePostback.isActive = row["unsubscribe_url_active"]
        account.xHeaders = ["xheader1", "xheader2", "xheader3", "xheader4"].map { row[$0] }
        account.emailCap = row["email_cap"]
        account.emailsSent = row["emails_sent"]
        account.maxSampleCount = row["max_sample_count"]
        account.smsCredits = row["sms_credits"]
        account.subscriptionID = row["subscription_id"]
        account.subscribed = (row["subscription_created_at"] as Int64?).map { Date(storedTime: $0) }
    }
}
