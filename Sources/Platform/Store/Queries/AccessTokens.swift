import Foundation
import GRDB

/// Tokens of log-ins, kept as keyed hashes: whoever reads the database can use none.
enum AccessTokens {
    /// The account of a token that is not over yet, for a query of accounts; takes its hash and the time.
    static let owner = "(SELECT account FROM access_token WHERE token_hmac = ? AND expires_at > ?)"

    /// Keeps a token, and forgets those of the account that are over.
    static func insert(
        _ hash: Data, account: Int64, at now: Int64, until end: Int64, in db: Database
    ) throws {
        try db.cachedStatement(sql: "DELETE FROM access_token WHERE account = ? AND expires_at <= ?")
            .execute(arguments: [account, now])
        try db.cachedStatement(
            sql: "INSERT INTO access_token (token_hmac, account, created_at, expires_at) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [hash, account, now, end])
    }
}
