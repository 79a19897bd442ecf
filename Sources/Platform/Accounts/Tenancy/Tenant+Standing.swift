package import FoundationEssentials
package import ServiceCore
import Store

/// What an account reads of itself.
extension Tenant {
    /// - Throws: `.unauthorized` where the account has been deleted meanwhile.
    package func profile() async throws(ServiceError) -> TenantProfile {
        let query: SQL =
            "SELECT uuid, username, is_active, is_verified, is_admin FROM account WHERE id = \(id)"
        return try await read(query, orThrow: Self.isGone) { row in
            TenantProfile(
                id: row[0], email: row[1], isActive: row[2], isVerified: row[3], isAdmin: row[4])
        }
    }

    /// An account that was never given a subscription has one by itself.
    ///
    /// - Throws: `.unauthorized` where the account has been deleted meanwhile.
    package func subscription() async throws(ServiceError) -> SMSSubscription {
        let query: SQL = """
            SELECT coalesce(subscription_id, uuid), sms_credits, coalesce(subscription_created_at,
            created_at)
            FROM account WHERE id = \(id)
            """
        return try await read(query, orThrow: Self.isGone) { row in
            SMSSubscription(id: row[0], credits: row[1], created: row[2])
        }
    }

    /// - Throws: `.notFound` where the account has been deleted meanwhile.
    package func standing() async throws(ServiceError) -> TenantStanding {
        let query: SQL = """
            SELECT coalesce(nullif(contact_name, ''), nullif(account_name, ''), nullif(company_name, ''),
            username), username, phone, created_at, allowed_speed, reputation
            FROM account WHERE id = \(id)
            """
        return try await read(query, orThrow: ServiceError(.notFound, "The account is gone.")) { row in
            TenantStanding(
                name: row[0], email: row[1], phone: row[2], created: row[3], allowedSpeed: row[4],
                reputation: row[5])
        }
    }

    private func read<Answer: Sendable>(
        _ query: SQL, orThrow missing: ServiceError, _ answer: @escaping @Sendable (SQLRow) -> Answer
    ) async throws(ServiceError) -> Answer {
        let found = try await context.store.read { db in
            try SQLRow.fetchOne(db, cached: query).map(answer)
        }
        guard let found else { throw missing }
        return found
    }

    private static let isGone = ServiceError(.unauthorized, "The account is gone.")
}

/// Who an account is, as it may read of itself.
package struct TenantProfile: Sendable, Hashable {
    /// A UUID.
    package let id: String
    package let email: String
    package let isActive: Bool
    package let isVerified: Bool
    package let isAdmin: Bool
}

/// The credits of text messages that an account has left.
package struct SMSSubscription: Sendable, Hashable {
    /// A UUID.
    package let id: String
    package let credits: Int
    package let created: Date
}

/// Who an account is and how well its mail is taken, as SendClean tells its user.
package struct TenantStanding: Sendable, Hashable {
    package let name: String
    package let email: String
    package let phone: String
    package let created: Date
    /// In a unit that SendClean does not name.
    package let allowedSpeed: Int
    /// Per cent.
    package let reputation: Int
}
