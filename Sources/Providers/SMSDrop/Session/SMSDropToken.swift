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

/// What is kept of a token between runs.
extension SMSDropToken {
    /// Nil where there is no token in it.
    init?(kept value: JSONValue) {
        guard case .string(let email)? = value.member("email"),
            case .string(let secret)? = value.member("access_token"),
            case .string(let text)? = value.member("expires"), let expires = DateReading.instant(text)
        else { return nil }
        self.init(secret: Secret(secret), email: email, expires: expires)
    }

    var kept: JSONValue {
        [
            "email": .string(email), "expires": .string(expires.formatted(.iso8601)),
            "access_token": .secret(secret),
        ]
    }
}
