import FoundationEssentials
import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import Providers

@Suite struct RepetitionTests {
    @Test func `a read is asked again at most twice, each pause longer and jittered`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(503))
        let clock = SteppingClock()
        let error = try await HTTPTransport.to(server, clock: clock.transport(random: 0.5)).failure(.list)
        #expect(error.code == .unavailable)
        #expect(server.requests.count == 3)
        #expect(clock.pauses == [.milliseconds(500), .seconds(1)])
    }

    @Test(arguments: [ScriptedAnswer.status(502), .status(503), .status(504), .status(429), .dropped, .reset])
    func `a read gets over a passing fault`(fault: ScriptedAnswer) async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rows", fault, .json(#"{"rows": []}"#))
        let answer = try await HTTPTransport.to(server, clock: SteppingClock().transport()).send(.list)
        #expect(try answer.payload["rows"].items().isEmpty)
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [400, 401, 403, 404, 409, 418, 422, 500])
    func `a read is not asked again where that would not help`(status: Int) async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(status))
        _ = try await HTTPTransport.to(server, clock: SteppingClock().transport()).failure(.list)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        ScriptedAnswer.status(429), .status(500), .status(502), .status(503), .status(504), .dropped, .reset,
        .truncated("{}", after: 1), .json("nonsense"), .status(301, headers: ["Location": "/rows"]),
    ])
    func `a write is never sent twice`(fault: ScriptedAnswer) async throws {
        let server = try await ScriptedServer()
        server.otherwise(fault)
        _ = try await HTTPTransport.to(server, clock: SteppingClock().transport()).failure(.create)
        #expect(server.requests.count == 1)
    }

    @Test func `a GET that changes things is never sent twice`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(503))
        let invalidate = HTTPRequest.write("contacts.invalidate", by: .get, "invalidar/\("a@x.com")")
        _ = try await HTTPTransport.to(server, clock: SteppingClock().transport()).failure(invalidate)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        ScriptedAnswer.dropped, .reset, .truncated("{}", after: 1), .status(500), .status(502), .status(503),
        .status(504), .json("[1"),
    ])
    func `a write whose answer was lost is unknown`(fault: ScriptedAnswer) async throws {
        let server = try await ScriptedServer()
        server.otherwise(fault)
        let error = try await HTTPTransport.to(server).failure(.create)
        #expect(error.code == .outcomeUnknown)
        #expect(error.message.hasSuffix("whether “create rows” was carried out is unknown."))
        #expect(error.hint == "Refresh and look at the platform before you repeat it.")
    }

    @Test func `a write that is not offered was not carried out`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(501))
        #expect(try await HTTPTransport.to(server).failure(.create).code == .unsupported)
    }

    @Test(arguments: ["7", "Sun, 01 Mar 2026 14:03:29 GMT", " 7 "])
    func `Retry-After is obeyed, in seconds or as a date`(text: String) async throws {
        let server = try await ScriptedServer()
        server.answer("GET", "/rows", .status(429, headers: ["Retry-After": text]), .json("{}"))
        let clock = SteppingClock()
        _ = try await HTTPTransport.to(server, clock: clock.transport()).send(.list)
        #expect(clock.pauses == [.seconds(7)])
    }

    @Test func `a Retry-After beyond the total limit is told instead of waited for`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(429, headers: ["Retry-After": "120"]))
        let clock = SteppingClock()
        let error = try await HTTPTransport.to(
            server, limits: TransportLimits(), clock: clock.transport()
        ).failure(.list)
        #expect(error.code == .rateLimited)
        #expect(error.retryAfter == .seconds(120))
        #expect(error.hint == "Try again in 120 s.")
        #expect(clock.pauses.isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test func `until Retry-After is over the same read is not sent again, whoever asks`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(429, headers: ["Retry-After": "120"]))
        let transport = try HTTPTransport.to(server, clock: SteppingClock().transport())
        let first = try await transport.failure(.list)
        let second = try await Asking.$current.withValue(Asking(isByHand: true)) {
            try await transport.failure(.list)
        }
        #expect(second == first)
        #expect(server.requests.count == 1)
        _ = try await transport.failure(.read("others.list", "others"))
        _ = try await transport.failure(.create)
        #expect(server.requests.count == 3)
    }

    @Test func `who waits for Retry-After is told until when`() async throws {
        let server = try await ScriptedServer()
        server.answer(
            "GET", "/rows", .status(503), .status(429, headers: ["Retry-After": "7"]), .json("{}"))
        let told = Mutex<[Date]>([])
        let asking = Asking { _, until in told.withLock { $0.append(until) } }
        _ = try await Asking.$current.withValue(asking) {
            try await HTTPTransport.to(server, clock: SteppingClock().transport()).send(.list)
        }
        #expect(told.withLock { $0 } == [SteppingClock.start + 7])
    }

    @Test func `a read is free again once its time is over, and the hint has what is left`() {
        let call = CallContext(platform: "Dyn", connection: "dyn", operation: "rows.list", isRead: true)
        let holds = RetryHolds()
        holds.note(call.error(.rateLimited, "No.", retryAfter: .seconds(120)), of: call, now: .seconds(5))
        #expect(holds.refusal(of: call, now: .seconds(25))?.hint == "Try again in 100 s.")
        #expect(holds.refusal(of: call, now: .seconds(125)) == nil)
        holds.note(nil, of: call, now: .seconds(130))
        #expect(holds.refusal(of: call, now: .seconds(6)) == nil)
    }

    @Test func `waiting counts inside the total limit`() async throws {
        let server = try await ScriptedServer()
        server.otherwise(.status(503, headers: ["Retry-After": "20"]))
        let clock = SteppingClock()
        _ = try await HTTPTransport.to(
            server, limits: TransportLimits(), clock: clock.transport()
        ).failure(.list)
        #expect(clock.pauses == [.seconds(20)])
        #expect(server.requests.count == 2)
    }
}
