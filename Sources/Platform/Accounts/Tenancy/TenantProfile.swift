/// Who an account is, as it may read of itself.
package struct TenantProfile: Sendable, Hashable {
    /// A UUID.
    package let id: String
    package let email: String
    package let isActive: Bool
    package let isVerified: Bool
    package let isAdmin: Bool
}
