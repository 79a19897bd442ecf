import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// Case S17.
@Suite(.timeLimit(.minutes(10))) struct GuardedFetchTests {
    private let server: ScriptedServer
    private let open = GuardedFetch(allowsPrivateTargets: true, timeLimit: .seconds(300))

    init() async throws { server = try await ScriptedServer() }

    private func names(_ reply: LoopbackNameServer.Reply) -> LoopbackNameServer {
        LoopbackNameServer { _ in reply }
    }

    @Test func `a page is read with its status, headers and body`() async throws {
        server.answer("GET", "/a", .status(404, headers: ["X-Mark": "1"], body: "gone".utf8))
        let answer = try await open.get("\(server.url)/a", limit: 100)
        #expect(answer.status == 404)
        #expect(answer.header("x-mark") == "1")
        #expect(answer.text == "gone")
    }

    @Test func `a post carries its body, type and headers`() async throws {
        server.answer("POST", "/in", .status(200, body: "taken".utf8))
        let answer = try await open.post(
            "\(server.url)/in", body: Array("{}".utf8), type: "application/json", headers: [("x-id", "7")])
        #expect(answer.text == "taken")
        let asked = try #require(server.requests.first)
        #expect(asked.bodyText == "{}")
        #expect(asked.header("content-type") == "application/json")
        #expect(asked.header("x-id") == "7")
    }

    @Test(arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
    func `this machine is not fetched from, however it is written`(host: String) async throws {
        let closed = GuardedFetch(allowsPrivateTargets: false, dnsServer: names(.noSuchName).address)
        let error = await failure { try await closed.get("http://\(host):\(server.port)/", limit: 10) }
        #expect(error?.code == .refused || error?.code == .unreachable)
        #expect(server.connectionCount == 0)
    }

    @Test func `a name that leads to a private address is refused and says where it leads`() async throws {
        let names = names(.addresses(["127.0.0.1", "fd00::1"]))
        let closed = GuardedFetch(allowsPrivateTargets: false, dnsServer: names.address)
        let error = await failure {
            try await closed.get("http://hook.example:\(server.port)/", limit: 10)
        }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("127.0.0.1") == true)
        #expect(server.connectionCount == 0)
    }

    @Test func `the name is resolved once, and the address that was checked is connected to`() async throws {
        let questions = Counter()
        let names = LoopbackNameServer { _ in
            // One question for each family; whoever asked again would be led astray.
            questions.add(1) < 2 ? .addresses(["127.0.0.1"]) : .addresses(["127.0.0.2"])
        }
        let fetch = GuardedFetch(dnsServer: names.address) { $0.text == "127.0.0.1" }
        server.otherwise(.status(200, body: "here".utf8))
        let answer = try await fetch.get("http://hook.example:\(server.port)/", limit: 10)
        #expect(answer.text == "here")
        #expect(names.queryCount == 2)
        #expect(server.requests.first?.header("host") == "hook.example:\(server.port)")
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a post is repeated where it is pointed to`(status: Int) async throws {
        server.answer("POST", "/old", .status(status, headers: ["Location": "/new"]))
        server.answer("POST", "/new", .status(204))
        let answer = try await open.post("\(server.url)/old", body: [65], type: "text/plain")
        #expect(answer.status == 204)
        #expect(server.requests.map(\.bodyText) == ["A", "A"])
    }

    @Test func `after 303 the other page is read instead`() async throws {
        server.answer("POST", "/in", .status(303, headers: ["Location": "/seen"]))
        server.answer("GET", "/seen", .status(200, body: "thanks".utf8))
        let answer = try await open.post("\(server.url)/in", body: [65], type: "text/plain")
        #expect(answer.text == "thanks")
        #expect(server.requests.last?.body.isEmpty == true)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect into a private network is not followed`(status: Int) async throws {
        let fetch = GuardedFetch(dnsServer: nil) { $0.text == "127.0.0.1" }
        server.otherwise(.status(status, headers: ["Location": "http://127.0.0.2:\(server.port)/"]))
        let error = await failure { try await fetch.get(server.url, limit: 10) }
        #expect(error?.code == .refused)
        #expect(server.requests.count == 1)
    }

    @Test func `five redirects are followed and a sixth is not`() async throws {
        server.otherwise { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step == 5
                ? .status(200) : .status(302, headers: ["Location": "/\(step + 1)"])
        }
        #expect(try await open.get("\(server.url)/0", limit: 10).status == 200)
        server.otherwise(.status(302, headers: ["Location": "/again"]))
        let error = await failure { try await open.get(server.url, limit: 10) }
        #expect(error?.code == .malformedAnswer)
        #expect(server.requests.count == 12)
    }

    @Test func `an answer may be as long as the limit and no longer`() async throws {
        server.otherwise(.status(200, body: "0123456789".utf8))
        #expect(try await open.get(server.url, limit: 10).text == "0123456789")
        let error = await failure { try await open.get(server.url, limit: 9) }
        #expect(error?.code == .malformedAnswer)
        #expect(try await open.get(server.url, limit: 9, isCut: true).text == "012345678")
    }

    @Test func `of an answer without end only so much is read`() async throws {
        server.otherwise(.endless())
        let answer = try await open.post(server.url, body: [], type: "text/plain", limit: 100)
        #expect(answer.body.count == 100)
        await server.deserted()
    }

    @Test(arguments: [ScriptedAnswer.silence, .dripping("0123456789", every: .seconds(60))])
    func `whoever does not answer in time is left`(answer: ScriptedAnswer) async throws {
        server.otherwise(answer)
        let quick = GuardedFetch(allowsPrivateTargets: true, timeLimit: .milliseconds(200))
        let error = await failure { try await quick.get(server.url, limit: 100) }
        #expect(error?.code == .timedOut)
        await server.deserted()
    }

    @Test func `a cancelled fetch ends at once`() async throws {
        server.otherwise(.silence)
        let fetching = Task { [open, url = server.url] in
            await failure { try await open.get(url, limit: 100) }
        }
        await server.received(1)
        fetching.cancel()
        #expect(await fetching.value?.code == .cancelled)
    }

    @Test func `who refuses, hangs up or is unknown is told apart in words`() async throws {
        server.answer("GET", "/", .dropped)
        let dropped = await failure { try await open.get("\(server.url)/", limit: 10) }
        try await server.stop()
        let refused = await failure { try await open.get(server.url, limit: 10) }
        let lost = GuardedFetch(allowsPrivateTargets: true, dnsServer: names(.noSuchName).address)
        let unknown = await failure { try await lost.get("http://hook.example/", limit: 10) }
        #expect([dropped, refused, unknown].allSatisfy { $0?.code == .unreachable })
        #expect(Set([dropped, refused, unknown].map { $0?.message }).count == 3)
    }

    @Test func `where the first address does not answer the next is tried`() async throws {
        let names = names(.addresses(["127.0.0.9", "127.0.0.1"]))
        let fetch = GuardedFetch(allowsPrivateTargets: true, dnsServer: names.address)
        server.otherwise(.status(200))
        #expect(try await fetch.get("http://hook.example:\(server.port)/", limit: 10).status == 200)
    }

    @Test func `the connection is kept for the next request to the same place`() async throws {
        server.otherwise(.status(200, body: "ok".utf8))
        for _ in 0..<3 { _ = try await open.get(server.url, limit: 10) }
        #expect(server.connectionCount == 1)
    }
}
