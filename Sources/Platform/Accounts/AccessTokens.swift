import Foundation
package import ServiceCore
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

extension Tenant {
    /// A token that stands for the account until its life ends, beside any others.
    ///
    /// It is kept in the database, so that it outlives a restart of the server and serves every process.
    package func issueToken(lasting life: Duration) async throws(ServiceError) -> Secret {
        let token = NewSecret.password(length: 40)
        let hash = context.vault.lookupValue(token, for: .accessToken)
        let now = context.clock().storedTime
        let end = now + Int64(life / .milliseconds(1))
        try await context.store.write { [id] db in
            try AccessTokens.insert(hash, account: id, at: now, until: end, in: db)
        }
        return token
    }
}
