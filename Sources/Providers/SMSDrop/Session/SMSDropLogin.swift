import FoundationEssentials
import ServiceCore

/// `POST auth/login`: e-mail and password for a token (§2).
///
/// A read, since it changes nothing that anybody could see: several tokens live side by side.
struct SMSDropLogin: Sendable {
    let transport: HTTPTransport
    let credentials: Credentials
    let clock: TransportClock

    var now: Date { clock.date() }

    func email() async throws(ServiceError) -> String {
        try await credentials["email"].reveal()
    }

    /// - Throws: `.unauthorized` for a wrong e-mail or password.
    func token() async throws(ServiceError) -> SMSDropToken {
        let (email, password) = (try await email(), try await credentials["password"])
        let form: Parameters = ["username": .text(email), "password": .secret(password)]
        do throws(ServiceError) {
            let answer = try await transport.send(
                .read("account.log-in", by: .post, "auth/login", body: .form(form)))
            return SMSDropToken(
                secret: try answer.payload["access_token"].secret(), email: email,
                expires: now.addingTimeInterval(SMSDropToken.life))
        } catch {
            guard error.origin?.status == 400 else { throw error }
            throw ServiceError(
                .unauthorized, "smsdrop knows no user with this e-mail and password.",
                hint: "Check both with “sendboard connection check \(transport.connection.name)”.",
                origin: error.origin)
        }
    }
}

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
