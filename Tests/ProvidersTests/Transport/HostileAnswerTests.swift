import Providers
import ServiceCore
import TestSupport
import Testing

/// What platforms and the things before them answer on bad days, and what a person is told then.
@Suite struct HostileAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: ScriptedAnswer
        let code: ServiceError.Code
        let says: String

        init(_ name: String, _ answer: ScriptedAnswer, _ code: ServiceError.Code, _ says: String) {
            (self.name, self.answer, self.code, self.says) = (name, answer, code, says)
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case("429", .status(429), .rateLimited, "asks for fewer calls (429)"),
        Case("500", .status(500), .unavailable, "a fault of its own (500)"),
        Case("502 with HTML", .html("<h1>Bad</h1>", status: 502), .unavailable, "behind its gateway (502)"),
        Case("401", .status(401), .unauthorized, "does not accept the credentials (401)"),
        Case("403", .status(403), .forbidden, "does not allow this (403)"),
        Case("404", .status(404), .notFound, "has no such thing (404)"),
        Case("301", .status(301, headers: ["Location": "/"]), .malformedAnswer, "another address"),
        Case("204", .status(204), .malformedAnswer, "rows is missing"),
        Case("a web page", .html("<html>Log in</html>"), .malformedAnswer, "a web page"),
        Case("a wrong type", .json(#"{"rows": "none"}"#), .malformedAnswer, "rows is a text, not a list"),
        Case("a missing key", .json(#"{"row": []}"#), .malformedAnswer, "rows is missing"),
        Case("half a JSON", .json(#"{"rows": [{"#), .malformedAnswer, "it ends too early"),
        Case("no JSON", .json("rows=1"), .malformedAnswer, "no JSON at byte 0"),
        Case("no HTTP", .raw("hello\r\n\r\n".utf8), .malformedAnswer, "it is no HTTP"),
        Case("a huge header", .raw(hugeHeader.utf8), .malformedAnswer, "it is no HTTP"),
        Case("a bad chunk", .raw(badChunk.utf8), .malformedAnswer, "it is no HTTP"),
        Case(
            "a short body", .truncated(#"{"rows": []}"#, after: 5), .unreachable,
            "before its answer was whole"),
        Case("deep nesting", .json(nested(100_000)), .malformedAnswer, "nested more than 256 deep"),
        Case(
            "gzip unasked", .json("{}", headers: ["Content-Encoding": "gzip"]), .malformedAnswer, "compressed"
        ),
        Case("a close", .dropped, .unreachable, "closed the connection"),
    ]

    private static let hugeHeader =
        "HTTP/1.1 200 OK\r\nX-A: \(String(repeating: "x", count: 300_000))\r\n\r\n"
    private static let badChunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"

    private static func nested(_ depth: Int) -> String {
        #"{"rows": "# + String(repeating: "[", count: depth)
    }

    @Test(arguments: cases)
    func `each gives one sentence and a hint`(hostile: Case) async throws {
        let server = try await ScriptedServer()
        server.otherwise(hostile.answer)
        let transport = try HTTPTransport.to(server, clock: SteppingClock().transport()) {
            answer throws(ServiceError) in
            let payload = try HTTPAnswer.plain(answer)
            _ = try payload["rows"].items()
            return payload
        }
        let error = try await transport.failure(.list)
        #expect(error.code == hostile.code)
        #expect(error.message.contains(hostile.says))
        #expect(error.message.hasSuffix(".") && !error.message.contains("\n"))
        #expect(error.hint?.hasSuffix(".") == true)
        #expect(error.origin?.operation == "rows.list")
    }

    @Test func `an endless page stops at the limit and its connection is closed`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.endless())
        let transport = try HTTPTransport.to(server)
        let error = try await transport.failure(.list)
        #expect(error.message.contains("longer than 16 MiB"))
        await server.deserted()
        // What lies in the sockets' buffers was never read.
        #expect(server.bytesSent < 40 << 20)
    }

    @Test func `a page whose announced length is beyond the limit is not read`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.raw("HTTP/1.1 200 OK\r\nContent-Length: 524288000\r\n\r\nx".utf8))
        let error = try await HTTPTransport.to(server).failure(.list)
        #expect(error.message.contains("longer than 16 MiB"))
    }

    @Test func `one byte now and then is ended by the total limit`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.dripping(String(repeating: " ", count: 100_000), every: .milliseconds(5)))
        let limits = TransportLimits(total: .milliseconds(300))
        let error = try await HTTPTransport.to(server, limits: limits).failure(.list)
        #expect(error.code == .timedOut)
        await server.deserted()
    }

    @Test func `silence is ended by the idle limit`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.silence)
        let limits = TransportLimits(idle: .milliseconds(100))
        let error = try await HTTPTransport.to(server, limits: limits).failure(.list)
        #expect(error.code == .timedOut)
        #expect(error.message == "Dyn stopped in the middle of “list rows”.")
    }

    @Test func `a write that is not answered in time is unknown`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.silence)
        let limits = TransportLimits(idle: .milliseconds(100))
        let error = try await HTTPTransport.to(server, limits: limits).failure(.create)
        #expect(error.code == .outcomeUnknown)
        await server.received(1)
        #expect(server.requests.count == 1)
    }

    @Test func `invalid UTF-8 costs its own characters alone`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(
            .status(
                200, headers: ["Content-Type": "application/json; charset=utf-8"],
                body: Array(#"{"name": "caf"#.utf8) + [0xE9] + Array(#""}"#.utf8)))
        let answer = try await HTTPTransport.to(server).send(.list)
        #expect(try answer.payload["name"].text() == "caf\u{FFFD}")
    }

    @Test func `a chunked answer is put together`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.chunked([#"{"ro"#, #"ws": [1,"#, "2]}"]))
        let answer = try await HTTPTransport.to(server).send(.list)
        #expect(try answer.payload["rows"].items().count == 2)
    }
}
