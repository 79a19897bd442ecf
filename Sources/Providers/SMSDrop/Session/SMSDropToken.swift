import FoundationEssentials
import ServiceCore

/// A bearer token, and until when it is worth trying.
struct SMSDropToken: Sendable, Equatable {
    /// How long the platform's first client trusts one (§2).
    static let life = 3600.0

    let secret: Secret
    /// Whose token it is: another user's must never act for this one.
    let email: String
    let expires: Date
}
