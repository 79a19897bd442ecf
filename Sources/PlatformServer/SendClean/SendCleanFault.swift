import ServiceCore

/// An error as SendClean tells it (`Providers/SendClean/WIRE.md` §3).
struct SendCleanFault: Error {
    private var status: Int
    private let kind: Kind
    private let message: String
    private var headers: [(name: String, value: String)] = []

    private enum Kind: String {
        case validation = "ValidationError"
        case authentication = "AuthenticationError"
        case general = "GeneralError"
    }

    private init(_ status: Int, _ kind: Kind, _ message: String) {
        self.status = status
        self.kind = kind
        self.message = message
    }

    static let unknownPage = SendCleanFault(404, .general, "Page not found")

    static func wrongMethod(allowed: String) -> SendCleanFault {
        var fault = SendCleanFault(405, .general, "Method not allowed, use \(allowed)")
        fault.headers = [("allow", allowed)]
        return fault
    }

    init(_ fault: RequestFault) {
        switch fault {
        case .tooLarge: self.init(413, .validation, "The request is too large")
        case .tooSlow: self.init(408, .general, "The request took too long")
        case .busy: self.init(503, .general, "The service is busy, try again later")
        case .unknownExpectation: self.init(417, .general, "The expectation is unknown")
        case .malformed: self.init(400, .validation, "The request cannot be read")
        }
    }

    /// What the caller can mend is told; a fault of ours is not, for it may say what is no business of theirs.
    init(_ error: ServiceError) {
        switch error.code {
        case .unauthorized: self.init(401, .authentication, error.message)
        case .invalid, .conflict, .notFound, .refused, .forbidden, .quotaExhausted, .insufficientCredit:
            self.init(400, .validation, Self.words(error))
        case .rateLimited:
            self.init(429, .general, error.message)
            let seconds = max(1, error.retryAfter?.components.seconds ?? 60)
            headers = [("retry-after", String(seconds))]
        default: self.init(500, .general, "An unexpected error occurred, try again later")
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

    /// Some clients read `name`, others `type`.
    private struct Payload: Encodable {
        let status = "error"
        let code = -1
        let name: String
        let type: String
        let message: String
    }

    var response: ServerResponse {
        var response = ServerResponse.json(
            status, Payload(name: kind.rawValue, type: kind.rawValue, message: message))
        response.headers += headers
        return response
    }
}
