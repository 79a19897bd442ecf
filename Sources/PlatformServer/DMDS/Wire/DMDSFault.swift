import ServiceCore

/// An error as DMDS tells it: a code and `{"status": "err", "on": text for people}` (§3).
struct DMDSFault {
    private let status: Int
    private let text: String
    private var headers: [(name: String, value: String)] = []

    private init(_ status: Int, _ text: String) {
        self.status = status
        self.text = text
    }

    static let forbidden = DMDSFault(403, "forbidden: wrong APIKEY")
    static let unknownPath = DMDSFault(404, "unknown path")

    static func wrongMethod(allowed: [String]) -> DMDSFault {
        var fault = DMDSFault(405, "method not allowed, use \(allowed.joined(separator: ", "))")
        fault.headers = [("allow", allowed.joined(separator: ", "))]
        return fault
    }

    init(_ fault: RequestFault) {
        switch fault {
        case .tooLarge: self.init(413, "the request is too large")
        case .tooSlow: self.init(408, "the request took too long")
        case .busy: self.init(503, "busy, try again later")
        case .unknownExpectation: self.init(417, "the expectation is unknown")
        case .malformed: self.init(400, "the request cannot be read")
        }
    }

    /// What the caller can mend is told; a fault of ours is not, for it may say what is no business of theirs.
    init(_ error: ServiceError) {
        switch error.code {
        case .notFound: self.init(404, error.message)
        case .invalid, .conflict, .refused, .forbidden, .quotaExhausted, .insufficientCredit, .unsupported,
            .rateLimited:
            self.init(400, error.message)
        case .unavailable: self.init(503, "busy, try again later")
        default: self.init(500, "general error")
        }
    }

    var response: ServerResponse {
        var response = ServerResponse.json(status, Payload(on: String(text.prefix(300))))
        response.headers += headers
        return response
    }

    private struct Payload: Encodable {
        let status = "err"
        let on: String
    }
}
