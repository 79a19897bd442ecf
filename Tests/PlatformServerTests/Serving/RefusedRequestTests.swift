import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Requests that break a limit or a rule are answered in the words of the dialect whose path they have, and cut off.
@Suite(.timeLimit(.minutes(2))) struct RefusedRequestTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let path: String
        let tooLarge, tooSlow, malformed: Int
        /// What stands in every failure of the dialect.
        let mark: String

        var testDescription: String { path }
    }

    static let shapes = [
        Shape(
            path: "/rest/json/senders", tooLarge: 452, tooSlow: 503, malformed: 452,
            mark: #"{"response":{"data":["#),
        Shape(
            path: "/v1.0/settings/listSmtp", tooLarge: 413, tooSlow: 408, malformed: 400,
            mark: #"{"code":-1,"message":"The request "#),
        Shape(
            path: "/v1/grupos/", tooLarge: 413, tooSlow: 408, malformed: 400,
            mark: #""status":"err""#),
        Shape(path: "/api/auth/login", tooLarge: 413, tooSlow: 408, malformed: 400, mark: #"{"detail":""#),
    ]

    private func with(
        _ change: (inout ServerOptions) -> Void = { _ in }, _ body: (String) async throws -> Void
    ) async throws {
        let desk = try await ServerDesk()
        var options = ServerDesk.options
        change(&options)
        try await desk.serving(options, body)
    }

    private func check(_ text: String, _ status: Int, _ shape: Shape) {
        let answer = RawAnswer(text)
        #expect(answer.statuses == [status])
        #expect(answer.body.contains(shape.mark), "\(answer.body)")
    }

    // MARK: - Heads

    @Test(arguments: shapes)
    func `a head with too many fields`(shape: Shape) async throws {
        try await with { url in
            let fields = (1...200).map { "x-\($0): 1\r\n" }.joined()
            let text = try await RawConnection(url).talk("GET \(shape.path) HTTP/1.1\r\n\(fields)\r\n")
            check(text, shape.malformed, shape)
        }
    }

    @Test(arguments: shapes)
    func `a head with a field that is too long`(shape: Shape) async throws {
        try await with { url in
            let value = String(repeating: "x", count: 100_000)
            let text = try await RawConnection(url).talk("GET \(shape.path) HTTP/1.1\r\nx: \(value)\r\n\r\n")
            check(text, shape.malformed, shape)
        }
    }

    @Test(arguments: shapes)
    func `a query that is too long`(shape: Shape) async throws {
        try await with { url in
            let query = String(repeating: "x=y&", count: 30_000)
            let text = try await RawConnection(url).talk("GET \(shape.path)?\(query) HTTP/1.1\r\n\r\n")
            check(text, shape.malformed, shape)
        }
    }

    @Test func `a head that never ends is cut off, however steadily it comes`() async throws {
        try await with {
            $0.headTime = .milliseconds(100)
        } _: { url in
            let drip = String(repeating: "x", count: 60_000)
            let text = try await RawConnection(url).talk("GET /v1/grupos/ HTTP/1.1\r\nx: ", drip: drip)
            #expect(text == "")
        }
    }

    @Test func `a connection over which nothing comes is cut off, before a request and after one`()
        async throws
    {
        try await with {
            $0.headTime = .milliseconds(50)
            $0.idleTime = .milliseconds(50)
        } _: { url in
            #expect(try await RawConnection(url).talk("") == "")
            var text = ""
            // A busy machine may take longer to send the request than the connection lives.
            for _ in 0..<100 where text.isEmpty {
                text = try await RawConnection(url).talk("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            }
            #expect(RawAnswer(text).statuses == [200])
        }
    }

    // MARK: - Bodies

    @Test(arguments: shapes)
    func `a body that is announced as too long is not waited for`(shape: Shape) async throws {
        try await with {
            $0.bodyLimit = 1_000
        } _: { url in
            let head = "POST \(shape.path) HTTP/1.1\r\nhost: x\r\ncontent-length: 1001\r\n\r\n"
            check(try await RawConnection(url).talk(head), shape.tooLarge, shape)
        }
    }

    @Test(arguments: shapes)
    func `a body in chunks that grows too long`(shape: Shape) async throws {
        try await with {
            $0.bodyLimit = 1_000
        } _: { url in
            let head = "POST \(shape.path) HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
            let chunk = "190\r\n" + String(repeating: "x", count: 400) + "\r\n"
            let text = try await RawConnection(url).talk(head + chunk + chunk + chunk + chunk)
            check(text, shape.tooLarge, shape)
        }
    }

    @Test(arguments: shapes)
    func `a body that comes too slowly`(shape: Shape) async throws {
        try await with {
            $0.bodyTime = .milliseconds(100)
        } _: { url in
            let head = "POST \(shape.path) HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n"
            let drip = String(repeating: "x", count: 60_000)
            check(try await RawConnection(url).talk(head, drip: drip), shape.tooSlow, shape)
        }
    }

    @Test(arguments: shapes, ["zz\r\n", "5\r\nabcdefgh\r\n", "-1\r\nx\r\n", "fffffffffffffffff\r\nx\r\n"])
    func `chunks that are none`(shape: Shape, chunks: String) async throws {
        try await with { url in
            let head = "POST \(shape.path) HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
            check(try await RawConnection(url).talk(head + chunks), shape.malformed, shape)
        }
    }

    @Test func `a body that breaks off is not taken for a whole one`() async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        let key = account.apiKey.reveal()
        try await desk.serving { url in
            let body = "apikey=\(key)&emailaddress=a%40shop.example"
            for framing in ["content-length: 1000", "transfer-encoding: chunked"] {
                let sent =
                    framing.hasPrefix("c") ? body : "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n"
                _ = try await RawConnection(url).talk(
                    """
                    POST /rest/json/senders HTTP/1.1\r\nhost: x\r\n\
                    content-type: application/x-www-form-urlencoded\r\n\(framing)\r\n\r\n\(sent)
                    """, endsSending: true)
            }
        }
        let tenant = try #require(try await Tenants(desk.platform, face: "test").find(apiKey: account.apiKey))
        #expect(try await tenant.senders.all().isEmpty)
    }
}
