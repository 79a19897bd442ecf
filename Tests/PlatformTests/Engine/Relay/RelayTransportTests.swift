import Foundation
import SMTP
import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// The engine on a relay that takes, refuses, drops and hangs; what it took is the truth.
///
/// Cases S3, S4, S5, S7.
@Suite struct RelayTransportTests {
    @Test func `a launch goes out once to each, from the sender, under the Message-ID of its row`()
        async throws
    {
        let world = try await RelayBench(contacts: 40)
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 40])
        #expect(world.taken == (1...40).map { "person\($0)@example\($0 % 7).com" }.sorted())
        #expect(Set(world.relay.accepted.map(\.sender)) == ["news@shop.example"])
        let ids = try #require(world.relay.accepted.compactMap(\.messageID).nonEmpty)
        let named = try await world.bench.store.read { db in
            let names = try MessageIDs(world.bench.store.vault, in: db)
            return ids.compactMap { names.delivery($0) }
        }
        #expect(named.sorted() == Array(1...40))
        #expect(try await world.isReconciled())
        #expect(try await world.bench.state(world.campaign) == "finished")
    }

    /// What a relay says, what becomes of the message, and whether it counts against the person.
    struct Refusal: Sendable {
        let point: RelayPoint
        let answer: RelayAnswer
        let part: DeliveryState
        var counts = false
    }

    @Test(arguments: [
        Refusal(point: .rcpt, answer: .reply(550, "5.1.1 No such user"), part: .bounced, counts: true),
        Refusal(point: .rcpt, answer: .reply(450, "4.2.1 Try later"), part: .deferred),
        Refusal(point: .rcpt, answer: .reply(552, "5.2.2 Mailbox full"), part: .deferred),
        Refusal(point: .rcpt, answer: .reply(550, "5.7.1 Blocked by policy"), part: .bounced),
        Refusal(point: .dot, answer: .reply(554, "5.6.0 Broken message"), part: .bounced),
        Refusal(point: .dot, answer: .reply(451, "4.3.0 Try later"), part: .deferred),
        Refusal(point: .mail, answer: .reply(451, "4.7.1 Greylisted"), part: .deferred),
    ])
    func `a refusal concerns its message alone`(_ refusal: Refusal) async throws {
        let script = RelayScript([], rules: [.at(refusal.point, 2, refusal.answer)])
        let world = try await RelayBench(script, contacts: 8)
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 7, refusal.part: 1])
        #expect(try await world.isReconciled())
        let counted = try await world.bench.number("SELECT count(*) FROM contact WHERE hard_count > 0")
        #expect(counted == (refusal.counts ? 1 : 0))
    }

    @Test(arguments: [true, false])
    func `a line that is cut after the final dot leaves it unknown, taken or not, and not repeated`(
        _ isTaken: Bool
    ) async throws {
        let answer = isTaken ? RelayAnswer.dropped.storing : .dropped
        let world = try await RelayBench(RelayScript(rules: [.at(.dot, 3, answer)]), contacts: 20)
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 19, .unknown: 1])
        #expect(world.relay.accepted.count == (isTaken ? 20 : 19))
        _ = try await world.engine(epoch: 2).drain()
        #expect(world.relay.accepted.count == (isTaken ? 20 : 19))
        #expect(try await world.isReconciled())
    }

    @Test func `a line that is cut before it is no hand-over, and tried again later`() async throws {
        let world = try await RelayBench(
            RelayScript([], rules: [.at(.data, 2, .dropped)]), contacts: 5)
        let engine = try await world.engine()
        _ = try await engine.drain()
        #expect(try await world.parts() == [.accepted: 4, .deferred: 1])
        world.bench.time.advance(80)
        _ = try await engine.drain()
        #expect(try await world.parts() == [.accepted: 5])
        #expect(try await world.isReconciled())
    }

    @Test func `a relay that is away is left alone for longer and longer, and nobody's attempt is counted`()
        async throws
    {
        let world = try await RelayBench(contacts: 30)
        try await world.relay.stop()
        let engine = try await world.engine()
        var waits: [TimeInterval] = []
        for _ in 0..<4 {
            let next = try #require(try await engine.drain())
            waits.append(next.timeIntervalSince(world.bench.time.now))
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(zip(waits, [1, 2, 4, 8.0]).allSatisfy { abs($0 - $1) <= 0.2 * $1 + 0.01 }, "\(waits)")
        #expect(await engine.trouble == nil)
        #expect(try await world.parts() == [.pending: 30])
        #expect(try await world.bench.number("SELECT sum(attempts) FROM delivery") == 0)
        let back = try await FaultRelay(port: world.relay.port)
        _ = try await engine.drain()
        #expect(back.accepted.count == 30)
        #expect(try await world.parts() == [.accepted: 30])
    }

    @Test func `a login that is refused for good is not tried again by itself`() async throws {
        var script = RelayScript(RelayScript.usual + ["AUTH PLAIN LOGIN"])
        script.login = .init(user: "kim", password: "right")
        let (bench, relay) = (try await LaunchBench(contacts: 3), try await FaultRelay(script))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE engine SET epoch = 1")
        let address = RelayAddress(user: "kim", host: "127.0.0.1", port: relay.port)
        let engine = try DeliveryEngine(
            store: bench.store, transport: .relay(address) { Secret("wrong") }, epoch: 1,
            clock: bench.time.clock)
        try await engine.recover()
        #expect(try await engine.drain() == nil)
        let trouble = try #require(await engine.trouble)
        #expect(trouble.code == .unauthorized && !"\(trouble)".contains("wrong"))
        #expect(relay.sessionCount == 1)
        bench.time.advance(86_400)
        _ = try await engine.work()
        #expect(relay.sessionCount == 1)
        #expect(try await bench.parts(campaign)[.pending] == 3)
    }

    @Test func `without a password for its user the relay is not opened`() throws {
        let folder = try TemporaryDirectory()
        let transport = PlatformTransport.relay(RelayAddress(user: "kim", host: "127.0.0.1", port: 1)) { nil }
        #expect(throws: ServiceError.self) { try transport.open(DataDirectory(folder.url)) { Date() } }
    }

    @Test func `a sender that is refused for good pauses its launch, and no person is touched`() async throws
    {
        let refused = RelayRule.at(.mail, .reply(550, "5.7.1 Sender refused"))
        let world = try await RelayBench(RelayScript(rules: [refused]), contacts: 12)
        _ = try await world.engine().drain()
        #expect(try await world.bench.state(world.campaign) == "paused")
        #expect(try await world.parts() == [.pending: 12])
        #expect(try await world.bench.number("SELECT sum(hard_count) FROM contact") == 0)
    }
}

extension Array {
    fileprivate var nonEmpty: [Element]? { isEmpty ? nil : self }
}
