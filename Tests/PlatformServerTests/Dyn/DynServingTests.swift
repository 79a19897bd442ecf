import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// Dyn's calls over a real connection.
@Suite struct DynServingTests {
    private func ask(_ request: HTTPClientRequest) async throws -> DynReply {
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let body = try await answer.body.collect(upTo: 1 << 20)
        return try DynReply(
            ServerResponse(
                Int(answer.status.code),
                headers: [("content-type", answer.headers.first(name: "content-type") ?? "")],
                body: Array(body.readableBytesView)))
    }

    /// §1: the body `{}` of each GET must not spoil the next request on the connection.
    @Test func `GETs with a body follow one another on a connection`() async throws {
        let desk = try await DynDesk()
        try await desk.desk.serving { url in
            for _ in 0..<3 {
                var get = HTTPClientRequest(
                    url: "\(url)/rest/json/reports/sent/count/?apikey=\(desk.master.apiKey.reveal())")
                get.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
                get.body = .bytes(Array("{}".utf8))
                let reply = try await ask(get)
                #expect(reply["count"] == 0 as NSObject)
            }
        }
    }

    @Test func `the HTTP status is the envelope's own`() async throws {
        let desk = try await DynDesk()
        try await desk.desk.serving { url in
            let keyless = try await ask(HTTPClientRequest(url: "\(url)/rest/json/senders"))
            let other = try await ask(HTTPClientRequest(url: "\(url)/rest/xml/senders"))
            var post = HTTPClientRequest(url: "\(url)/rest/json/senders")
            post.method = .POST
            post.body = .bytes(Array("apikey=\(desk.master.apiKey.reveal())&emailaddress=nobody".utf8))
            let wrong = try await ask(post)
            #expect(keyless.http == 451 && other.http == 404 && wrong.http == 452)
        }
    }

    /// §1: "Accept request lines of 64 KiB or more."
    @Test func `a query of many KiB is read`() async throws {
        let desk = try await DynDesk()
        try await desk.desk.serving { url in
            let junk = String(repeating: "%5B%27x%27%5D", count: 5_000)
            let reply = try await ask(
                HTTPClientRequest(
                    url:
                        "\(url)/rest/json/reports/sent?report=\(junk)&apikey=\(desk.master.apiKey.reveal())"))
            #expect(reply.status == 200)
        }
    }
}
