import FoundationEssentials
import Store

/// Addresses on an account's whitelist that are no contact's; a contact's own mark stands in its row.
struct WhitelistedAddresses {
    let account: Int64

    func holds(_ address: String, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM whitelist WHERE account = \(account)
                AND address = \(AddressRules.key(of: address)))
                """) ?? false
    }

    /// - Returns: whether it was not there yet.
    func add(_ address: String, at now: Date, in db: WriteTransaction) throws -> Bool {
        try db.execute(
            """
            INSERT INTO whitelist (account, address, at) VALUES (\(account),
            \(AddressRules.key(of: address)), \(now.storedTime)) ON CONFLICT DO NOTHING
            """)
        return db.changesCount > 0
    }

    /// - Returns: whether it was there.
    func remove(_ address: String, in db: WriteTransaction) throws -> Bool {
        try db.execute(
            """
            DELETE FROM whitelist WHERE account = \(account) AND address = \(AddressRules.key(of: address))
            """)
        return db.changesCount > 0
    }
}
