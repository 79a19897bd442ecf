import Providers
import ServiceCore
import TestSupport
import Testing

/// Marked secrets are planted wherever a request can hold one, and looked for in all that is written.
@Suite struct SecrecyTests {
    private static let secret = "PLANTED-0f1e2d3c"

    private static let requests: [HTTPRequest] = [
        .read("rows.list", "rows", query: ["apikey": .secret(Secret(secret))]),
        .read("rows.list", "rows", headers: ["Authorization": .prefixed("Bearer ", Secret(secret))]),
        .write("rows.create", "rows", body: .form(["apikey": .secret(Secret(secret))])),
        .write("rows.create", "rows", body: .json(["deep": [["token": .secret(Secret(secret))]]])),
    ]

    @Test(arguments: requests)
    func `no secret is printed with its request`(request: HTTPRequest) {
        var dumped = ""
        dump(request, to: &dumped)
        #expect(!dumped.contains(Self.secret) && !"\(request)".contains(Self.secret))
    }

    @Test(arguments: requests)
    func `a platform that repeats a secret does not get it into errors or logs`(
        request: HTTPRequest
    ) async throws {
        let server = try await ScriptedServer()
        server.otherwise(.json(#"{"detail": "wrong key \#(Self.secret) here"}"#, status: 400))
        let (log, lines) = (RecordingRequestLog(), RecordedLines())
        let transport = try HTTPTransport.to(server, log: log, logger: lines.logger) {
            answer throws(ServiceError) in
            throw answer.failure(String(decoding: answer.body, as: UTF8.self))
        }
        let error = try await transport.failure(request)
        #expect(error.message.contains("wrong key \(Secret.mask) here"))
        #expect(!"\(error)".contains(Self.secret))
        #expect(!"\(log.lines)".contains(Self.secret))
        #expect(lines.lines.count == 1)
        #expect(!lines.lines[0].contains(Self.secret) && !lines.lines[0].contains("/rows"))
    }

    @Test(arguments: [170, 180, 190])
    func `a secret that a long quotation cuts in its middle is hidden, too`(length: Int) async throws {
        let server = try await ScriptedServer()
        let words = String(repeating: "x", count: length) + Self.secret
        server.otherwise(.json(#"{"detail": "\#(words) here"}"#, status: 400))
        let transport = try HTTPTransport.to(server) { answer throws(ServiceError) in
            throw answer.failure(words)
        }
        let error = try await transport.failure(try #require(Self.requests.first))
        #expect(!error.message.contains("PLAN"))
        #expect(error.message.contains(Secret.mask))
    }

    @Test func `each attempt is one line of the request log`() async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rows", .status(503), .dropped, .json("{}"))
        let log = RecordingRequestLog()
        _ = try await HTTPTransport.to(server, clock: SteppingClock().transport(), log: log).send(.list)
        #expect(log.lines.map(\.status) == [503, nil, 200])
        #expect(log.lines.map(\.code) == [.unavailable, .unreachable, nil])
        #expect(log.lines.allSatisfy { $0.operation == "rows.list" && $0.connection == "dyn" })
        #expect(log.lines[0].time == SteppingClock.start)
    }

    @Test func `a cancelled call is in the request log too`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.silence)
        let log = RecordingRequestLog()
        let transport = try HTTPTransport.to(server, log: log)
        let call = Task { try await transport.failure(.list) }
        await server.received(1)
        call.cancel()
        _ = try await call.value
        #expect(log.lines.map(\.code) == [.cancelled])
    }
}
