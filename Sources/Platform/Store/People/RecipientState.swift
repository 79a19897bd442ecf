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

    static func of(_ address: String, account: Int64, in db: Database) throws -> RecipientState? {
        try SQLRow.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT status, why, activated_at, changed_at FROM recipient
                    WHERE account = ? AND address = ?
                    """), arguments: [account, address]
        ).map { row in
            RecipientState(
                account: account, address: address, status: row[0], why: row[1], activatedAt: row[2],
                changedAt: row[3])
        }
    }

    func activate(at now: Date, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE recipient SET status = 'active', why = '', activated_at = ?, changed_at = ?
                WHERE account = ? AND address = ?
                """, arguments: [now.storedTime, now.storedTime, account, address])
    }

    func restore(in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE recipient SET status = ?, why = ?, activated_at = ?, changed_at = ?
                WHERE account = ? AND address = ?
                """, arguments: [status, why, activatedAt, changedAt, account, address])
    }
}
