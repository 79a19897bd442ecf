package import FoundationEssentials
package import ServiceCore

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

extension Tenant {
    package func standing() async throws(ServiceError) -> TenantStanding {
        try await context.store.read { [id] db in try AccountQueries.standing(of: id, in: db) }
    }
}
