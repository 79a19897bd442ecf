import ServiceCore

/// What a log-in answers; the one place where a token is told.
struct SMSDropTokenPayload: Encodable, Sendable {
    private let accessToken: String
    private let tokenType = "bearer"

    init(_ token: Secret) { accessToken = token.reveal() }

    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case tokenType = "token_type"
    }
}
