package import FoundationEssentials
import Store

/// What an account reads of itself.
enum SubscriptionQueries {
    static func profile(of account: Int64, in db: ReadTransaction) throws -> TenantProfile? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT uuid, username, is_active, is_verified, is_admin FROM account WHERE id = \(account)
                """
        ).map { row in
            TenantProfile(
                id: row[0], email: row[1], isActive: row[2], isVerified: row[3], isAdmin: row[4])
        }
    }

    /// An account that was never given a subscription has one by itself.
    static func subscription(of account: Int64, in db: ReadTransaction) throws -> SMSSubscription? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT coalesce(subscription_id, uuid), sms_credits, coalesce(subscription_created_at,
                created_at)
                FROM account WHERE id = \(account)
                """
        ).map { row in SMSSubscription(id: row[0], credits: row[1], created: Date(storedTime: row[2])) }
    }
}

/// The credits of text messages that an account has left.
package struct SMSSubscription: Sendable, Hashable {
    /// A UUID.
    package let id: String
    package let credits: Int
    package let created: Date
}
