import ServiceCore

/// Every answer that is no success, in the one shape of smsdrop: `{"detail": …}` (§3).
enum SMSDropFailure: Error, Sendable, Equatable {
    case badCredentials, unauthorized, notFound
    /// What never reached the calls, or is too large for one.
    case request(RequestFault)
    /// Something of ours, of which nothing is told.
    case fault
    /// Too many wrong passwords; when another may be tried.
    case tooManyAttempts(seconds: Int)
    case wrongMethod(_ allowed: [String])
    case invalid([SMSDropViolation])

    /// What stopped a call: a failure as it is, and what the platform refused.
    init(_ error: any Error) {
        switch error {
        case let failure as SMSDropFailure: self = failure
        case let refusal as ServiceError: self.init(refusal)
        default: self = .fault
        }
    }

    /// What the platform refused, with the name that the field has on this wire.
    init(_ error: ServiceError) {
        switch error.code {
        case .unauthorized: self = .unauthorized
        case .notFound: self = .notFound
        case .invalid, .refused, .conflict, .forbidden, .quotaExhausted, .insufficientCredit:
            let field = error.field.map { Self.names[$0] ?? $0 } ?? SMSDropViolation.whole
            self = .invalid([SMSDropViolation(["body", .name(field)], .own(error.message))])
        case .rateLimited, .unavailable, .timedOut, .unreachable, .malformedAnswer, .outcomeUnknown,
            .cancelled, .unsupported, .readOnly, .storage, .notListed:
            self = .fault
        }
    }

    private static let names = ["audience": "recipient_list", "text": "message", "type": "message_type"]

    var response: ServerResponse {
        switch self {
        case .badCredentials: Self.answer(400, "LOGIN_BAD_CREDENTIALS")
        case .request(.malformed): Self.answer(400, "Bad Request")
        case .unauthorized: Self.answer(401, "Unauthorized", ("www-authenticate", "Bearer"))
        case .notFound: Self.answer(404, "Not Found")
        case .wrongMethod(let allowed):
            Self.answer(405, "Method Not Allowed", ("allow", allowed.joined(separator: ", ")))
        case .request(.tooSlow): Self.answer(408, "Request Timeout")
        case .request(.tooLarge): Self.answer(413, "Request Entity Too Large")
        case .request(.unknownExpectation): Self.answer(417, "Expectation Failed")
        case .tooManyAttempts(let seconds):
            Self.answer(429, "Too Many Requests", ("retry-after", "\(seconds)"))
        case .request(.busy): Self.answer(503, "Service Unavailable")
        case .invalid(let violations): .json(422, ["detail": violations])
        case .fault: Self.answer(500, "Internal Server Error")
        }
    }

    private static func answer(
        _ status: Int, _ detail: String, _ headers: (name: String, value: String)...
    ) -> ServerResponse {
        .json(status, ["detail": detail], headers: headers)
    }
}
