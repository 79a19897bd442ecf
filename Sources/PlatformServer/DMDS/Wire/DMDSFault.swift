import ServiceCore

/// Errors as DMDS tells them: a code and `{"status": "err", "on": text for people}` (§3).
enum DMDSFault {
    static let forbidden = response(403, "forbidden: wrong APIKEY")
    static let unknownPath = response(404, "unknown path")

    static func wrongMethod(allowed: [String]) -> ServerResponse {
        let words = allowed.joined(separator: ", ")
        return response(405, "method not allowed, use \(words)", headers: [("allow", words)])
    }

    static func response(_ fault: RequestFault) -> ServerResponse {
        switch fault {
        case .tooLarge: response(413, "the request is too large")
        case .tooSlow: response(408, "the request took too long")
        case .busy: response(503, "busy, try again later")
        case .unknownExpectation: response(417, "the expectation is unknown")
        case .malformed: response(400, "the request cannot be read")
        }
    }

    /// What the caller can mend is told; a fault of ours is not, for it may say what is no business of theirs.
    static func response(_ error: ServiceError) -> ServerResponse {
        switch error.code {
        case .notFound: response(404, error.message)
        case .invalid, .conflict, .refused, .forbidden, .quotaExhausted, .insufficientCredit, .unsupported,
            .rateLimited:
            response(400, error.message)
        case .unavailable: response(503, "busy, try again later")
        default: response(500, "general error")
        }
    }

    private static func response(
        _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
    ) -> ServerResponse {
        let payload: JSONObject = ["status": "err", "on": String(text.prefix(300))]
        return .json(status, payload, headers: headers)
    }
}
