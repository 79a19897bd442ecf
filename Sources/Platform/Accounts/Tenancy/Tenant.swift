package import Foundation
package import ServiceCore
import Store

/// One account as its own platform: it sees and changes its own rows and no others.
package struct Tenant: Sendable {
    /// The row's id in the table of accounts.
    package let id: Int64
    package let username: String
    /// The word by which SendClean and DMDS name the account.
    package let ownerID: String
    /// Whether it may list, make and delete accounts.
    package let isAdmin: Bool
    /// What it does stands in the audit trail under its name.
    let context: PlatformContext

    init(_ context: PlatformContext, _ row: SQLRow) {
        id = row["id"]
        username = row["username"]
        ownerID = row["short_name"]
        isAdmin = row["is_admin"]
        self.context = context.acting(as: "\(row["username"] as String)@\(context.options.who)")
    }

    package var clock: @Sendable () -> Date { context.clock }
}

/// The accounts as callers of the wire APIs: each is known by its API key or by its log-in.
package struct Tenants: Sendable {
    private let context: PlatformContext

    /// - Parameter face: the wire API, for the audit trail: `dyn`.
    package init(_ whole: PlatformContext, face: String) {
        context = whole.acting(as: face)
    }

    /// The account with this API key; nil where none has it or it is disabled.
    package func find(apiKey: Secret) async throws(ServiceError) -> Tenant? {
        let value = context.vault.lookupValue(apiKey, for: .accountKey)
        return try await find("api_key_hmac = \(value)")
    }

    /// The account with this log-in; as slow for an unknown address as for a wrong password.
    package func logIn(_ email: String, password: Secret) async throws(ServiceError) -> Tenant? {
        // SQLite would read no further than a NUL: one account would have any number of names to guess under.
        guard !email.utf8.contains(0) else { return nil }
        let text = try await context.store.read { db in
            try String.fetchOne(
                db, "SELECT password FROM account WHERE lower(username) = \(AddressRules.key(of: email))")
        }
        let hash = if let text { PasswordHash(text: text) } else { try Self.decoy.get() }
        guard await Self.matches(hash, password), text != nil else { return nil }
        return try await find("lower(username) = \(AddressRules.key(of: email))")
    }

    /// The account that a token stands for; nil where it is unknown or over, or the account disabled.
    package func find(token: Secret) async throws(ServiceError) -> Tenant? {
        let hash = context.vault.lookupValue(token, for: .accessToken)
        return try await find("id = \(AccessTokens.owner(of: hash, at: context.clock().storedTime))")
    }

    /// The account with this id, which a session was opened for.
    package func find(id: Int64) async throws(ServiceError) -> Tenant? {
        try await find("id = \(id)")
    }

    private func find(_ condition: SQL) async throws(ServiceError) -> Tenant? {
        try await context.store.read { [context] db in
            let row = try SQLRow.fetchOne(
                db,
                cached: """
                    SELECT id, username, short_name, is_admin FROM account WHERE is_active AND \(condition)
                    """)
            return row.map { Tenant(context, $0) }
        }
    }

    /// Scrypt takes its time and 32 MiB, so that guesses wait for one another; threads of the cooperative pool are
    /// not held for it.
    private static func matches(_ hash: PasswordHash, _ password: Secret) async -> Bool {
        await withCheckedContinuation { continuation in
            hashing.addOperation { continuation.resume(returning: hash.matches(password)) }
        }
    }

    private static let hashing: OperationQueue = {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    private static let decoy = Result<PasswordHash, ServiceError> { () throws(ServiceError) in
        try PasswordHash(of: NewSecret.password())
    }
}
