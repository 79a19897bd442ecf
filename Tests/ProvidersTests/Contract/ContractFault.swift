import ServiceCore
import TestSupport
import Testing

/// What any platform, or the thing before it, answers on a bad day.
struct ContractFault: Sendable, CustomTestStringConvertible {
    let name: String
    let answer: ScriptedAnswer
    /// What a read that is answered so means.
    let codes: Set<ServiceError.Code>

    init(_ name: String, _ answer: ScriptedAnswer, _ codes: ServiceError.Code...) {
        (self.name, self.answer, self.codes) = (name, answer, Set(codes))
    }

    var testDescription: String { name }

    static let all = [
        ContractFault("429", .status(429), .rateLimited),
        ContractFault("429 with Retry-After", .status(429, headers: ["Retry-After": "120"]), .rateLimited),
        ContractFault("500", .status(500), .unavailable),
        ContractFault("502 with HTML", .html("<h1>Bad gateway</h1>", status: 502), .unavailable),
        ContractFault("503 with HTML", .html("<h1>Maintenance</h1>", status: 503), .unavailable),
        ContractFault("401", .status(401), .unauthorized),
        // Some platforms answer a wrong key with it.
        ContractFault("403", .status(403), .forbidden, .unauthorized),
        ContractFault("301", .status(301, headers: ["Location": "/elsewhere"]), .malformedAnswer),
        ContractFault("204", .status(204), .malformedAnswer),
        ContractFault("a web page", .html("<html>Log in</html>"), .malformedAnswer),
        ContractFault("an empty body", .status(200), .malformedAnswer),
        ContractFault("null", .json("null"), .malformedAnswer),
        ContractFault("a text", .json(#""nothing""#), .malformedAnswer),
        ContractFault("truncated JSON", .json(#"{"status": "ok", "data": [{"#), .malformedAnswer),
        ContractFault(
            "deep nesting", .json(String(repeating: "[", count: 100_000)), .malformedAnswer),
        ContractFault("a short body", .truncated(#"{"status": "ok"}"#, after: 5), .unreachable),
        ContractFault("a close", .dropped, .unreachable),
        ContractFault("a reset", .reset, .unreachable),
    ]
}
