import Foundation
import ServiceCore
import Store

/// Reads and writes the table of accounts.
struct AccountQueries: Sendable {
    let connection: ConnectionID
    let vault: Vault
    /// Says which month counts towards a cap.
    let clock: @Sendable () -> Date

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
        try db.update("account", id: try Self.rowID(account), Self.edited(account))
    }

    func delete(_ account: Account, in db: WriteTransaction) throws {
        try db.execute("DELETE FROM account WHERE id = \(try Self.rowID(account))")
    }

    /// - Returns: the new account's native id.
    func insert(
        _ draft: AccountDraft, credentials: AccountCredentials, at now: Date, in db: WriteTransaction
    ) throws -> String {
        let values: ColumnValues = [
            ("uuid", UUID().uuidString.lowercased()),
            ("short_name", try Self.freeShortName(for: draft.account.username, in: db)),
            ("username", draft.account.username), ("type", draft.account.isAdmin == true ? "master" : "sub"),
            ("password", credentials.password.text), ("created_at", now.storedTime),
        ]
        let id = try db.insert(
            into: "account", values + (try key(credentials.apiKey)) + Self.edited(draft.account))
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

    private func account(_ row: SQLRow) -> Account {
        var account = Account(
            id: ResourceID(connection, .account, String(row["id"] as Int64)), username: row["username"])
        for column in Self.columns { column.read(row, &account) }
        account.apiKey = vault.openIfPossible(row["api_key_sealed"], for: .accountKey)
        account.sentThisMonth = sentThisMonth(row)
        account.revision = row["rev"]
        return account
    }

    /// A clock that went back does not open a month again: the higher one seen counts, as it does for the cap.
    private func sentThisMonth(_ row: SQLRow) -> Int {
        let (counted, month): (Int, Int) = (row["email_month"], clock().monthNumber)
        return counted == month || counted == month + 1 ? row["email_month_sent"] : 0
    }

    private static func edited(_ account: Account) -> ColumnValues { columns.flatMap { $0.write(account) } }

    private static let columns: [StoredColumn<Account>] = [
        .edited("account_name", \.accountName), .edited("contact_name", \.contactName),
        .edited("company_name", \.companyName), .edited("phone", \.phone),
        .edited("address", \.address.street), .edited("city", \.address.city),
        .edited("state", \.address.state), .edited("zip_code", \.address.zipCode),
        .edited("country", \.address.country), .edited("time_zone", \.timeZone),
        .shown("created_at", \.created), .shown("type", \.userType),
        .edited("is_active", \.isActive), .edited("is_verified", \.isVerified),
        .edited("is_admin", \.isAdmin),
        .edited("tracks_opens", \.tracking.opens), .edited("tracks_links", \.tracking.links),
        .edited("tracks_unsubscribes", \.tracking.unsubscribes),
        .edited("bounce_url", \.bouncePostback.url), .edited("bounce_url_active", \.bouncePostback.isActive),
        .edited("spam_url", \.spamPostback.url), .edited("spam_url_active", \.spamPostback.isActive),
        .edited("unsubscribe_url", \.unsubscribePostback.url),
        .edited("unsubscribe_url_active", \.unsubscribePostback.isActive),
        .edited("xheader1", \.xHeaders[0]), .edited("xheader2", \.xHeaders[1]),
        .edited("xheader3", \.xHeaders[2]), .edited("xheader4", \.xHeaders[3]),
        .edited("quiet_hours", \.quietHours),
        .edited("pause_bounces", \.rails.bounces), .edited("pause_refusals", \.rails.refusals),
        .edited("pause_complaints", \.rails.complaints),
        .edited("pause_after", \.rails.after), .edited("email_cap", \.emailCap),
        .shown("emails_sent", \.emailsSent),
        .shown("max_sample_count", \.maxSampleCount), .shown("sms_credits", \.smsCredits),
        .shown("subscription_id", \.subscriptionID),
        .shown("subscription_created_at", \.subscribed),
    ]
}
