import Providers
import ServiceCore
import Synchronization
import TestSupport
import Testing

/// The ways of a scripted server do what they say, since what is tested with them is worth no more than they are.
@Suite struct ServerWayTests {
    /// A server of one number that a write raises.
    private func counting() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        let count = Mutex(0)
        server.answer("GET", "/rows") { _ in .json(#"{"count": \#(count.withLock { $0 })}"#) }
        server.answer("POST", "/rows") { _ in
            .json(#"{"count": \#(count.withLock { $0 += 1; return $0 })}"#)
        }
        return server
    }

    private func count(_ request: HTTPRequest, _ transport: HTTPTransport) async throws -> Int {
        try await transport.send(request).payload["count"].integer()
    }

    @Test func `a write shows after so many reads`() async throws {
        let server = try await counting()
        server.behave(.lagging(reads: 2))
        let transport = try HTTPTransport.to(server)
        #expect(try await count(.list, transport) == 0)
        #expect(try await count(.create, transport) == 1)
        var seen: [Int] = []
        for _ in 0..<3 { seen.append(try await count(.list, transport)) }
        #expect(seen == [0, 0, 1])
    }

    @Test func `each write shows at its own time, in order`() async throws {
        let server = try await counting()
        let now = Mutex(Duration.zero)
        server.behave(.lagging(by: .seconds(180)) { now.withLock { $0 } })
        let transport = try HTTPTransport.to(server)
        _ = try await count(.list, transport)
        var seen: [Int] = []
        for minute in 0..<6 {
            now.withLock { $0 = .seconds(60 * minute) }
            seen.append(try await count(.list, transport))
            if minute < 2 { _ = try await count(.create, transport) }
        }
        #expect(seen == [0, 0, 0, 1, 2, 2])
    }

    @Test func `what was dropped after acting was done once, and what was dropped before was not`()
        async throws
    {
        for (way, done) in [
            (ServerWay.actedThenDropped(1), 1), (.actedThenTimedOut(1), 1), (.droppedBefore(1), 0),
            (.actedThenFailed(500, 1), 1), (.failedBefore(503, 1), 0),
        ] {
            let server = try await counting()
            server.behave(way)
            let transport = try HTTPTransport.to(server)
            #expect(try await transport.failure(.create).code == .outcomeUnknown, "\(way)")
            #expect(try await count(.list, transport) == done, "\(way)")
            #expect(try await count(.create, transport) == done + 1, "\(way)")
        }
    }

    @Test(arguments: [nil, 7])
    func `429 is answered so many times`(retryAfter: Int?) async throws {
        let server = try await counting()
        server.behave(.limited(1, retryAfter: retryAfter))
        let error = try await HTTPTransport.to(server).failure(.create)
        #expect(error.code == .rateLimited && error.retryAfter == retryAfter.map { .seconds($0) })
        #expect(try await count(.create, .to(server)) == 1)
    }

    @Test func `429 to writes alone leaves reads as they are`() async throws {
        let server = try await counting()
        server.behave(.limitedWrites(1))
        let transport = try HTTPTransport.to(server)
        #expect(try await count(.list, transport) == 0)
        #expect(try await transport.failure(.create).code == .rateLimited)
        #expect(try await count(.list, transport) == 0)
        #expect(try await count(.create, transport) == 1)
    }

    @Test func `rows are told in part, and one of them odd`() async throws {
        let rows = #"{"rows": [{"name": "a", "age": 1, "sex": "F"}, {"name": "b", "age": 2, "sex": "M"}]}"#
        for (way, told) in [
            (
                ServerWay.partialRows(of: "name", keeping: ["age"]),
                #"{"rows": [{"age": 1, "name": "a"}, {"age": 2, "name": "b"}]}"#
            ),
            (
                .oddRow(of: "name", at: 1, spoiling: ["age"]),
                #"{"rows": [{"age": 1, "name": "a", "sex": "F"}, "#
                    + #"{"age": {"odd": ["row"]}, "name": "b", "sex": "M"}]}"#
            ),
            (
                .oddRow(of: "name", sparing: ["age"]),
                #"{"rows": [{"age": 1, "name": "a", "sex": {"odd": ["row"]}}, "#
                    + #"{"age": 2, "name": "b", "sex": "M"}]}"#
            ),
            (
                .oddRow(of: "name", amid: 1),
                rows.dropLast(2)
                    + #", {"age": {"odd": ["row"]}, "name": "copy0@copies.example", "sex": {"odd": ["row"]}}, "#
                    + #"{"age": 2, "name": "copy1@copies.example", "sex": "M"}]}"#
            ),
            (.oddRow(of: "name", at: 2), rows), (.oddRow(of: "id"), rows),
        ] {
            let server = try await ScriptedServer()
            server.answer("GET", "/rows", .json(rows))
            server.behave(way)
            let answer = try await HTTPTransport.to(server).send(.list)
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(try RecordedRequest.canonical(text) == RecordedRequest.canonical(told), "\(way)")
        }
    }
}
