import Providers
import ServiceCore
import Synchronization
import TestSupport
import Testing

/// A server that repeats what a platform's own answered once, so that one answer at a time can be spoilt.
final class ContractReplay: Sendable {
    /// One answer, and the request that it belongs to.
    struct Answer: Sendable {
        let request: String
        let route: String
        let status: Int
        let body: [UInt8]
        let isLogin: Bool
    }

    let stage: ContractStage
    let answers: [Answer]
    private let spoilt = Mutex<(request: String, body: [UInt8])?>(nil)

    /// - Parameter run: what is asked of the healthy platform.
    init(_ subject: ContractSubject, _ run: (Connection) async throws -> Void) async throws {
        let healthy = try await ContractStage(subject)
        try await run(healthy.connect())
        stage = try await ContractStage(subject)
        let fresh = try await ContractStage(subject)
        var answers: [Answer] = []
        for request in healthy.server.requests {
            answers.append(try await Self.answer(to: request, by: fresh))
        }
        self.answers = answers
        for request in healthy.server.requests {
            stage.server.answer(request.method, request.path) { [weak self] request in
                self?.replayed(request) ?? .status(500)
            }
        }
    }

    /// Gives this body to that request from now on; everything else as it was.
    func spoil(_ answer: Answer, _ body: [UInt8]) {
        spoilt.withLock { $0 = (answer.request, body) }
    }

    private func replayed(_ request: RecordedRequest) -> ScriptedAnswer {
        let key = Self.key(request)
        if let spoilt = spoilt.withLock({ $0 }), spoilt.request == key {
            return .status(200, headers: ["Content-Type": "application/json"], body: spoilt.body)
        }
        let route = "\(request.method) \(request.path)"
        // Another page or another window than was asked before gets the same rows.
        guard
            let known = answers.first(where: { $0.request == key })
                ?? answers.first(where: { $0.route == route })
        else { return .status(404) }
        return .status(known.status, headers: ["Content-Type": "application/json"], body: known.body)
    }

    private static func key(_ request: RecordedRequest) -> String {
        "\(request.method) \(request.target) \(request.bodyText)"
    }

    /// Asks the scripted server once more, byte for byte, to see what it answers.
    private static func answer(
        to request: RecordedRequest, by stage: ContractStage
    ) async throws -> Answer {
        let transport = try HTTPTransport.to(stage.server) { answer in JSONReader(nil, call: answer.call) }
        let method = try #require(HTTPRequest.Method(rawValue: request.method))
        let path = RequestPath(stringLiteral: String(request.target.dropFirst()))
        let type = request.header("content-type") ?? ""
        let body: HTTPRequest.Body = request.body.isEmpty ? .none : .bytes(request.body, contentType: type)
        var headers: Parameters = [:]
        headers.add("Authorization", request.header("authorization"))
        let answer = try await transport.send(
            .write("replay", by: method, path, headers: headers, body: body))
        return Answer(
            request: key(request), route: "\(request.method) \(request.path)", status: answer.status,
            body: answer.body, isLogin: stage.subject.isLogin(request))
    }
}
