import Foundation
import ServiceCore
import Store

@testable import Platform

extension ServerDesk {
    /// An account that cannot log in, because hashing its password is what takes time.
    func accountWithoutPassword(_ username: String, isAdmin: Bool = false) async throws -> NewAccount {
        let (context, key) = (platform.context, NewSecret.apiKey())
        try await context.store.write { db in
            _ = try db.insert(
                into: "account",
                [
                    ("uuid", UUID().uuidString), ("short_name", username), ("username", username),
                    ("type", isAdmin ? "master" : "sub"), ("is_admin", isAdmin), ("company_name", "Shop"),
                    ("phone", "1 603 555 0100"),
                    ("api_key_sealed", try context.vault.seal(key, for: .accountKey)),
                    ("api_key_hmac", context.vault.lookupValue(key, for: .accountKey)),
                    ("created_at", context.clock().storedTime),
                ])
        }
        return NewAccount(username: username, ownerID: username, apiKey: key, smsCredits: 0)
    }
}
