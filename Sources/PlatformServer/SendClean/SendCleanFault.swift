import ServiceCore

/// Errors as SendClean tells them (`Providers/SendClean/WIRE.md` §3).
enum SendCleanFault {
    private enum Kind: String {
        case validation = "ValidationError"
        case authentication = "AuthenticationError"
        case general = "GeneralError"
    }

    static let unknownPage = response(404, .general, "Page not found")

    static func wrongMethod(allowed: String) -> ServerResponse {
        response(405, .general, "Method not allowed, use \(allowed)", headers: [("allow", allowed)])
    }

    static func response(_ fault: RequestFault) -> ServerResponse {
        switch fault {
        case .tooLarge: response(413, .validation, "The request is too large")
        case .tooSlow: response(408, .general, "The request took too long")
        case .busy: response(503, .general, "The service is busy, try again later")
        case .unknownExpectation: response(417, .general, "The expectation is unknown")
        case .malformed: response(400, .validation, "The request cannot be read")
        }
    }

    /// What the caller can mend is told; a fault of ours is not, for it may say what is no business of theirs.
    static func response(_ error: ServiceError) -> ServerResponse {
        switch error.code {
        case .unauthorized: return response(401, .authentication, error.message)
        case .invalid, .conflict, .notFound, .refused, .forbidden, .quotaExhausted, .insufficientCredit:
            return response(400, .validation, words(error))
        case .rateLimited:
            let seconds = max(1, error.retryAfter?.components.seconds ?? 60)
            return response(429, .general, error.message, headers: [("retry-after", String(seconds))])
        default: return response(500, .general, "An unexpected error occurred, try again later")
        }
    }

    /// The parameter first: clients look there for what to mark.
    private static func words(_ error: ServiceError) -> String {
        guard let field = error.field else { return error.message }
        return "\(parameters[field] ?? field): \(error.message)"
    }

    /// Fields of the platform's forms that SendClean calls otherwise.
    private static let parameters = [
        "events": "event", "enabled": "status", "from": "from_email", "reply_to": "headers",
        "unique_id": "headers", "raw": "raw_message",
    ]

    private static func response(
        _ status: Int, _ kind: Kind, _ message: String, headers: [(name: String, value: String)] = []
    ) -> ServerResponse {
        // Some clients read `name`, others `type`.
        let payload: JSONObject = [
            "status": "error", "code": -1, "name": kind.rawValue, "type": kind.rawValue, "message": message,
        ]
        return .json(status, payload, headers: headers)
    }
}
