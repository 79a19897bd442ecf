package import ServiceCore

extension Tenant {
    /// - Throws: `.unauthorized` where the account has been deleted meanwhile.
    package func profile() async throws(ServiceError) -> TenantProfile {
        let found = try await context.store.read { db in try SubscriptionQueries.profile(of: id, in: db) }
        guard let found else { throw Self.isGone }
        return found
    }

    /// - Throws: `.unauthorized` where the account has been deleted meanwhile.
    package func subscription() async throws(ServiceError) -> SMSSubscription {
        let found = try await context.store.read { db in
            try SubscriptionQueries.subscription(of: id, in: db)
        }
        guard let found else { throw Self.isGone }
        return found
    }

    private static let isGone = ServiceError(.unauthorized, "The account is gone.")
}
