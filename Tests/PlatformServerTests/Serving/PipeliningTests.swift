import Foundation
import TestSupport
import Testing

@testable import PlatformServer

@Suite(.timeLimit(.minutes(2))) struct PipeliningTests {
    private static let health = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"
    private static let last = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"

    @Test func `requests that come at once are answered in their order`() async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(
                Self.health + "GET /v1/grupos/ HTTP/1.1\r\nhost: x\r\n\r\n" + Self.last)
            #expect(RawAnswer(text).statuses == [200, 403, 200])
        }
    }

    @Test func `one of HTTP 1.0 is the last of its connection`() async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk("GET /healthz HTTP/1.0\r\n\r\n")
            #expect(RawAnswer(text).statuses == [200])
        }
    }

    @Test(arguments: [
        "\u{1}\u{2}\u{3}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "POST /v1 HTTP/1.1\r\n: x\r\n\r\n",
    ])
    func `junk after a request does not take away its answer`(junk: String) async throws {
        try await ServerDesk().serving { url in
            let text = try await RawConnection(url).talk(Self.health + junk)
            #expect(RawAnswer(text).statuses == [200, 400])
        }
    }

    @Test func `whatever bytes come, the server goes on`() async throws {
        try await ServerDesk().serving { url in
            var random = SeededNumbers(seed: 11)
            for _ in 0..<60 {
                let junk = String(
                    (0..<300).map { _ in Character(UnicodeScalar(UInt8.random(in: 0...127, using: &random))) }
                )
                _ = try await RawConnection(url).talk(junk, endsSending: true)
            }
            let text = try await RawConnection(url).talk(Self.last)
            #expect(RawAnswer(text).statuses == [200])
        }
    }
}
