import Platform

/// These five keys and no other: a client refuses any more or less (§4).
struct SMSDropProfilePayload: Encodable, Sendable {
    private let id: String
    private let email: String
    private let isActive: Bool
    private let isVerified: Bool
    private let isSuperuser: Bool

    init(_ profile: TenantProfile) {
        id = profile.id
        email = profile.email
        isActive = profile.isActive
        isVerified = profile.isVerified
        isSuperuser = profile.isAdmin
    }

    private enum CodingKeys: String, CodingKey {
        case id, email
        case isActive = "is_active"
        case isVerified = "is_verified"
        case isSuperuser = "is_superuser"
    }
}
