import Foundation
import Store

/// Tokens of log-ins, kept as keyed hashes: whoever reads the database can use none.
enum AccessTokens {
    /// The account of a token that is not over yet, for a query of accounts.
    static func owner(of hash: Data, at time: Int64) -> SQL {
        "(SELECT account FROM access_token WHERE token_hmac = \(hash) AND expires_at > \(time))"
    }

    /// Keeps a token, and forgets those of the account that are over.
    static func insert(
        _ hash: Data, account: Int64, at now: Int64, until end: Int64, in db: WriteTransaction
    ) throws {
        try db.execute(cached: "DELETE FROM access_token WHERE account = \(account) AND expires_at <= \(now)")
        try db.execute(
            cached: """
                INSERT INTO access_token (token_hmac, account, created_at, expires_at) VALUES (\(hash),
                \(account), \(now), \(end))
                """)
    }
}
