import FoundationEssentials
import Store

/// Dyn's row on an address, which stands beside suppressions.
struct RecipientState: Sendable {
    let account: Int64
    let address: String
    let status: String
    let why: String
    let activatedAt: Int64?
    let changedAt: Int64

    /// What is sent through Dyn names this as its source.
    static let source = "dyn"

    /// Whether the address has bounced or complained and was not activated since.
    static func isInactive(_ address: String, account: Int64, in db: ReadTransaction) throws -> Bool {
        try of(address, account: account, in: db)?.status == "inactive"
    }

    static func of(_ address: String, account: Int64, in db: ReadTransaction) throws -> RecipientState? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT status, why, activated_at, changed_at FROM recipient
                WHERE account = \(account) AND address = \(AddressRules.key(of: address))
                """
        ).map { row in
            RecipientState(
                account: account, address: address, status: row[0], why: row[1], activatedAt: row[2],
                changedAt: row[3])
        }
    }

    func activate(at now: Date, in db: WriteTransaction) throws {
        try Self.activate(address, account: account, at: now, in: db)
    }

    /// Makes an address active, one that was never heard of too.
    static func activate(_ address: String, account: Int64, at now: Date, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                INSERT INTO recipient (account, address, status, activated_at, changed_at)
                VALUES (\(account), \(AddressRules.key(of: address)), 'active', \(now.storedTime),
                \(now.storedTime)) ON CONFLICT (account, address) DO UPDATE
                SET status = 'active', why = '', activated_at = excluded.activated_at,
                changed_at = excluded.changed_at
                """)
    }

    static func standing(
        of address: String, account: Int64, in db: ReadTransaction
    ) throws -> RecipientStanding {
        let address = AddressRules.key(of: address)
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM recipient WHERE account = \(account) AND address = \(address)
                    AND status = 'active'),
                EXISTS (SELECT 1 FROM suppression WHERE account = \(account) AND channel = 'email'
                    AND address = \(address) AND lifted_at IS NULL)
                OR EXISTS (SELECT 1 FROM suppression WHERE channel = 'email'
                    AND address IN (\(address), \(ErasedKey.of(address)))
                    AND lifted_at IS NULL AND account IS NULL)
                """)
        return RecipientStanding(
            address: address, isActive: row?[0] ?? false, isSuppressed: row?[1] ?? false)
    }

    func restore(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE recipient SET status = \(status), why = \(why), activated_at = \(activatedAt),
            changed_at = \(changedAt)
            WHERE account = \(account) AND address = \(AddressRules.key(of: address))
            """)
    }
}

/// How an address stands with Dyn: active or not, suppressed or not.
package struct RecipientStanding: Sendable, Hashable {
    /// As it is known by.
    package let address: String
    /// False for one that was never activated, has bounced or has complained.
    package let isActive: Bool
    /// By an entry of the account or one for all accounts.
    package let isSuppressed: Bool
}
