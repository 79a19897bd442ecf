import FoundationEssentials
import GRDB

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
    static func isInactive(_ address: String, account: Int64, in db: Database) throws -> Bool {
        try of(address, account: account, in: db)?.status == "inactive"
    }

    static func of(_ address: String, account: Int64, in db: Database) throws -> RecipientState? {
        try SQLRow.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT status, why, activated_at, changed_at FROM recipient
                    WHERE account = ? AND address = ?
                    """), arguments: [account, AddressRules.key(of: address)]
        ).map { row in
            RecipientState(
                account: account, address: address, status: row[0], why: row[1], activatedAt: row[2],
                changedAt: row[3])
        }
    }

    func activate(at now: Date, in db: Database) throws {
        try Self.activate(address, account: account, at: now, in: db)
    }

    /// Makes an address active, one that was never heard of too.
    static func activate(_ address: String, account: Int64, at now: Date, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO recipient (account, address, status, activated_at, changed_at)
                VALUES (?, ?, 'active', ?, ?) ON CONFLICT (account, address) DO UPDATE
                SET status = 'active', why = '', activated_at = excluded.activated_at,
                changed_at = excluded.changed_at
                """
        ).execute(arguments: [account, AddressRules.key(of: address), now.storedTime, now.storedTime])
    }

    /// Makes an address inactive that has bounced or complained, where Dyn has been told or asked of it.
    ///
    /// - Parameter submission: what it bounced; one that Dyn sent makes its recipients known.
    static func deactivate(
        _ address: String, account: Int64, by submission: Int64, because why: String, at time: Int64,
        in db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO recipient (account, address, status, why, changed_at)
                SELECT account, address, 'inactive', why, at
                FROM (SELECT ?1 AS account, ?2 AS address, ?3 AS why, ?4 AS at) AS told
                WHERE EXISTS (SELECT 1 FROM submission WHERE id = ?5 AND source = '\(source)')
                OR EXISTS (SELECT 1 FROM recipient r WHERE r.account = ?1 AND r.address = ?2)
                ON CONFLICT (account, address) DO UPDATE
                SET status = 'inactive', why = excluded.why, changed_at = excluded.changed_at
                """
        ).execute(arguments: [account, AddressRules.key(of: address), why, time, submission])
    }

    static func standing(
        of address: String, account: Int64, in db: Database
    ) throws -> RecipientStanding {
        let address = AddressRules.key(of: address)
        let row = try SQLRow.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM recipient WHERE account = ?1 AND address = ?2
                        AND status = 'active'),
                    EXISTS (SELECT 1 FROM suppression WHERE account = ?1 AND channel = 'email'
                        AND address = ?2 AND lifted_at IS NULL)
                    OR EXISTS (SELECT 1 FROM suppression WHERE channel = 'email' AND address = ?2
                        AND lifted_at IS NULL AND account IS NULL)
                    """), arguments: [account, address])
        return RecipientStanding(
            address: address, isActive: row?[0] ?? false, isSuppressed: row?[1] ?? false)
    }

    func restore(in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE recipient SET status = ?, why = ?, activated_at = ?, changed_at = ?
                WHERE account = ? AND address = ?
                """, arguments: [status, why, activatedAt, changedAt, account, AddressRules.key(of: address)])
    }
}
