import Foundation
package import ServiceCore
import Store

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
