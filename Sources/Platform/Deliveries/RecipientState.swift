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

    /// Makes an address inactive that has bounced or complained, where Dyn has been told or asked of it.
    ///
    /// - Parameter submission: what it bounced; one that Dyn sent makes its recipients known.
    static func deactivate(
        _ address: String, account: Int64, by submission: Int64, because why: String, at time: Int64,
        in db: WriteTransaction
    ) throws {
        try db.execute(
            cached: """
                INSERT INTO recipient (account, address, status, why, changed_at)
                SELECT account, address, 'inactive', why, at
                FROM (SELECT \(account) AS account, \(AddressRules.key(of: address)) AS address, \(why)
                AS why, \(time) AS at) AS told
                WHERE EXISTS (SELECT 1 FROM submission WHERE id = \(submission) AND source = '\(sql: source)')
                OR EXISTS (SELECT 1 FROM recipient r WHERE r.account = \(account)
                AND r.address = \(AddressRules.key(of: address)))
                ON CONFLICT (account, address) DO UPDATE
                SET status = 'inactive', why = excluded.why, changed_at = excluded.changed_at
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
                OR EXISTS (SELECT 1 FROM suppression WHERE channel = 'email' AND address = \(address)
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
