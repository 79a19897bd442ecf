import ServiceCore

/// Every answer that is no success, in the one shape of smsdrop: `{"detail": …}` (§3).
enum SMSDropFailure: Error, Sendable, Equatable {
    case badCredentials, unauthorized, notFound, tooLarge, tooSlow, malformed, busy, unknownExpectation
    /// Something of ours, of which nothing is told.
    case fault
    /// Too many wrong passwords; when another may be tried.
    case tooManyAttempts(seconds: Int)
    case wrongMethod(_ allowed: [String])
    case invalid([SMSDropViolation])

    /// What the platform refused, with the name that the field has on this wire.
    init(_ error: ServiceError) {
        switch error.code {
        case .unauthorized: self = .unauthorized
        case .notFound: self = .notFound
        case .invalid, .refused, .conflict, .forbidden, .quotaExhausted, .insufficientCredit:
            let field = error.field.map { Self.names[$0] ?? $0 } ?? SMSDropViolation.whole
            self = .invalid([SMSDropViolation(["body", .name(field)], error.message)])
        case .rateLimited, .unavailable, .timedOut, .unreachable, .malformedAnswer, .outcomeUnknown,
            .cancelled, .unsupported, .readOnly, .storage, .notListed:
            self = .fault
        }
    }

    private static let names = ["audience": "recipient_list", "text": "message", "type": "message_type"]

    var response: ServerResponse {
        switch self {
        case .badCredentials: Self.answer(400, "LOGIN_BAD_CREDENTIALS")
        case .malformed: Self.answer(400, "Bad Request")
        case .unauthorized: Self.answer(401, "Unauthorized", ("www-authenticate", "Bearer"))
        case .notFound: Self.answer(404, "Not Found")
        case .wrongMethod(let allowed):
            Self.answer(405, "Method Not Allowed", ("allow", allowed.joined(separator: ", ")))
        case .tooSlow: Self.answer(408, "Request Timeout")
        case .tooLarge: Self.answer(413, "Request Entity Too Large")
        case .unknownExpectation: Self.answer(417, "Expectation Failed")
        case .tooManyAttempts(let seconds):
            Self.answer(429, "Too Many Requests", ("retry-after", "\(seconds)"))
        case .busy: Self.answer(503, "Service Unavailable")
        case .invalid(let violations): .json(422, ["detail": violations])
        case .fault: Self.answer(500, "Internal Server Error")
        }
    }

    private static func answer(
        _ status: Int, _ detail: String, _ header: (name: String, value: String)? = nil
    ) -> ServerResponse {
        var response = ServerResponse.json(status, ["detail": detail])
        if let header { response.headers.append(header) }
        return response
    }
}
