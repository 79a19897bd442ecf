import FoundationEssentials
import ServiceCore

/// Keeps a token between runs.
struct SMSDropTokenFile: Sendable {
    private let file: PrivateFile
    /// The base URL: a token is never shown to another server than the one that gave it.
    private let place: String

    init(path: String, place: String) {
        file = PrivateFile(path: path)
        self.place = place
    }

    /// Nil where there is none, or where it is another server's.
    func read() -> SMSDropToken? {
        guard let value = file.read(), value.member("base_url") == .string(place),
            case .string(let email)? = value.member("email"),
            case .string(let secret)? = value.member("access_token"),
            case .string(let text)? = value.member("expires"), let expires = DateReading.instant(text)
        else { return nil }
        return SMSDropToken(secret: Secret(secret), email: email, expires: expires)
    }

    func write(_ token: SMSDropToken) {
        file.write([
            "base_url": .string(place), "email": .string(token.email),
            "expires": .string(token.expires.formatted(.iso8601)), "access_token": .secret(token.secret),
        ])
    }
}
