import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Expect` in the head of a request (RFC 9110 §10.1.1).
@Suite(.timeLimit(.minutes(2))) struct ExpectationTests {
    private static let goOn = "HTTP/1.1 100 Continue\r\n\r\n"

    private func head(_ path: String, length: Int, _ fields: String...) -> String {
        "POST \(path) HTTP/1.1\r\nhost: x\r\ncontent-length: \(length)\r\n"
            + fields.map { "\($0)\r\n" }.joined() + "\r\n"
    }

    @Test(arguments: ["100-continue", "100-Continue"])
    func `a body that waits is asked for at once, and its answer follows`(expectation: String) async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        try await desk.serving { url in
            let body = #"{"email": "kim@shop.example"}"#
            let head = head(
                "/v1/contacto/", length: body.utf8.count, "authorization: \(account.apiKey.reveal())",
                "expect: \(expectation)", "connection: close")
            let text = try await RawConnection(url).talk(head, reply: (to: Self.goOn, with: body))
            #expect(text.hasPrefix(Self.goOn))
            #expect(RawAnswer(text).statuses == [100, 200])
        }
    }

    @Test func `a connection goes on after a body that was asked for`() async throws {
        let desk = try await ServerDesk()
        let account = try await desk.account()
        try await desk.serving { url in
            let body = "apikey=\(account.apiKey.reveal())&emailaddress=a%40shop.example"
            let head = head("/rest/json/senders", length: body.utf8.count, "expect: 100-continue")
            let text = try await RawConnection(url).talk(
                head,
                reply: (
                    to: Self.goOn,
                    with: body + "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                ))
            #expect(RawAnswer(text).statuses == [100, 200, 200])
        }
    }

    @Test(arguments: [
        ("/v1/contacto/", 10, 403), ("/api/campaigns/", 10, 401), ("/api/nothing", 10, 404),
        ("/nothing", 10, 404),
        ("/v1.0/nothing", 10, 404), ("/rest/xml/senders", 10, 404), ("/v1/contacto/", 1 << 30, 413),
        ("/rest/json/senders", 1 << 30, 452),
    ])
    func `what the head alone decides is answered in place of asking`(
        path: String, length: Int, status: Int
    ) async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(head(path, length: length, "expect: 100-continue"))
            #expect(RawAnswer(text).statuses == [status])
            #expect(text.lowercased().contains("connection: close"))
        }
    }

    @Test(arguments: [
        "/rest/json/senders", "/v1.0/settings/listSmtp", "/v1/grupos/", "/api/auth/login",
    ])
    func `another expectation is refused`(path: String) async throws {
        try await ServerDesk().serving { url in
            for expectation in ["200-ok", "100-continue, magic", "x=1"] {
                let text = try await RawConnection(url).talk(head(path, length: 10, "expect: \(expectation)"))
                #expect(RawAnswer(text).statuses == [417], "\(expectation)")
            }
        }
    }

    @Test func `another expectation is refused without a body too`() async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(
                "GET /v1/grupos/ HTTP/1.1\r\nhost: x\r\nexpect: magic\r\n\r\n")
            #expect(RawAnswer(text).statuses == [417])
        }
    }

    @Test func `a request of HTTP 1.0 is not told to go on`() async throws {
        try await ServerDesk().serving { url in
            let body = "username=a%40shop.example"
            let text = try await RawConnection(url).talk(
                """
                POST /api/auth/login HTTP/1.0\r\ncontent-length: \(body.utf8.count)\r\n\
                expect: 100-continue\r\n\r\n\(body)
                """)
            #expect(RawAnswer(text).statuses == [422])
        }
    }
}
