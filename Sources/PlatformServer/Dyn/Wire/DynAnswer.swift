import Foundation
import ServiceCore

/// The one shape of every answer (§3): `{"response": {"status": 200, "message": "OK", "data": …}}`.
enum DynAnswer {
    static func good(_ data: any Encodable & Sendable) -> ServerResponse { answer(.done, data) }

    static let noSuchPath = answer(.noSuchPath)
    static let noSuchKey = answer(.key)

    /// A wrong value is named in `data`; of what failed inside nothing is told.
    static func bad(_ error: ServiceError) -> ServerResponse {
        switch error.code {
        case .unauthorized, .forbidden: answer(.key)
        case .conflict: answer(.exists)
        case .invalid, .notFound, .refused, .quotaExhausted, .insufficientCredit, .unsupported:
            answer(.fields, DynFaults.sentences(error))
        default: answer(.unavailable)
        }
    }

    static func bad(_ fault: RequestFault) -> ServerResponse {
        switch fault {
        case .tooLarge: answer(.fields, ["The request is too long."])
        case .tooSlow: answer(.unavailable)
        case .malformed: answer(.fields, ["The request cannot be read."])
        case .busy: answer(.unavailable)
        case .unknownExpectation: answer(.expectation)
        }
    }

    private enum Status: Int {
        case done = 200
        case noSuchPath = 404
        case expectation = 417
        case key = 451
        case fields = 452
        case exists = 453
        case unavailable = 503

        var message: String {
            switch self {
            case .done: "OK"
            case .noSuchPath: "Not Found"
            case .expectation: "Expectation Failed"
            case .key: "Missing or Invalid API Key"
            case .fields: "Missing or Invalid Required Fields"
            case .exists: "Object Already Exists"
            case .unavailable: "Service Unavailable"
            }
        }
    }

    private static func answer(
        _ status: Status, _ data: any Encodable & Sendable = DynNothing()
    ) -> ServerResponse {
        let body: JSONObject = ["status": status.rawValue, "message": status.message, "data": data]
        return .json(status.rawValue, ["response": body] as JSONObject)
    }
}

/// `[]`, where there is nothing to say.
struct DynNothing: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws { _ = encoder.unkeyedContainer() }
}

/// Instants as Dyn writes them (§4): whole seconds, and UTC as `+00:00`, since its clients read nothing else.
enum DynDate {
    static func text(_ date: Date) -> String {
        let seconds = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
        return String(seconds.formatted(.iso8601).dropLast()) + "+00:00"
    }
}
