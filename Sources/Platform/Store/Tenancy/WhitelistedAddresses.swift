import FoundationEssentials
import GRDB

/// Addresses on an account's whitelist that are no contact's; a contact's own mark stands in its row.
struct WhitelistedAddresses {
    let db: Database
    let account: Int64

    func holds(_ address: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM whitelist WHERE account = ? AND address = ?)"),
            arguments: [account, AddressRules.key(of: address)]) ?? false
    }

    /// - Returns: whether it was not there yet.
    func add(_ address: String, at now: Date) throws -> Bool {
        try db.execute(
            sql: "INSERT INTO whitelist (account, address, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [account, AddressRules.key(of: address), now.storedTime])
        return db.changesCount > 0
    }

    /// - Returns: whether it was there.
    func remove(_ address: String) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM whitelist WHERE account = ? AND address = ?",
            arguments: [account, AddressRules.key(of: address)])
        return db.changesCount > 0
    }
}
