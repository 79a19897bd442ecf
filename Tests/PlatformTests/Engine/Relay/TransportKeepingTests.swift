import Foundation
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// How a relay stands, as this process and others tell it.
@Suite struct TransportKeepingTests {
    private func keeping(
        _ world: RelayBench, _ status: EngineStatus, _ figures: [TransportFigures]? = nil
    ) -> TransportKeeping {
        TransportKeeping(context: world.bench.context, engineStatus: { status }, figures: { figures })
    }

    /// A launch whose directory names its relay.
    private func world(_ script: RelayScript = RelayScript(), contacts: Int = 3) async throws -> RelayBench {
        let world = try await RelayBench(script, contacts: contacts)
        let setting = RelaySetting(url: world.address.description, since: 0, who: "kim@console")
        try await world.bench.store.write { db in try MetaKey.relay.set(try JSONText.text(setting), in: db) }
        return world
    }

    @Test func `without a relay every message stays here, and nothing can be tried`() async throws {
        let world = try await RelayBench(contacts: 1)
        let report = try await keeping(world, .none).look()
        #expect(report.engine == .nobody)
        #expect(report.ways.map(\.title) == ["E-mail", "Text messages"])
        #expect(report.ways.allSatisfy { $0.description.isSandboxed && $0.side == nil && $0.figures == nil })
        let fault = await #expect(throws: ServiceError.self) { try await keeping(world, .none).check() }
        #expect(fault?.code == .notFound)
    }

    @Test func `the engine's own process tells how many sessions there are and what was answered`()
        async throws
    {
        let rule = RelayRule.at(.rcpt, 2, .reply(550, "5.1.1 <x@y.example> unknown"))
        let world = try await world(RelayScript([], rules: [rule]), contacts: 5)
        let engine = try await world.engine()
        _ = try await engine.drain()
        let report = try await keeping(world, .mine, engine.figures).look()
        let figures = try #require(report.ways[0].figures)
        #expect(figures.name == report.ways[0].side && figures.state == .ready)
        #expect(figures.lastMinute == 5 && figures.openSessions > 0 && figures.latency != nil)
        let replies = Dictionary(uniqueKeysWithValues: figures.replies.map { ($0.text, $0.count) })
        #expect(replies == ["250 2.0.0": 4, "550 5.1.1 <…> unknown": 1])
        #expect(report.ways[1].description.sentence.contains("refused"))
    }

    @Test func `another process tells what the engine has noted, once nothing is under way`() async throws {
        let world = try await world(contacts: 5)
        let engine = try await world.engine()
        _ = try await engine.drain()
        let report = try await keeping(world, .other(42)).look()
        let figures = try #require(report.ways[0].figures)
        #expect(figures.replies.map(\.count) == [5] && figures.measured == world.bench.time.now)
        guard case .elsewhere(42, _) = report.engine else {
            Issue.record("\(report.engine)")
            return
        }
    }

    @Test func `a relay that is away is told of to others as soon as it is left alone`() async throws {
        let world = try await world()
        try await world.relay.stop()
        _ = try await world.engine().drain()
        let figures = try #require(try await keeping(world, .other(42)).look().ways[0].figures)
        guard case .resting(_?, let why) = figures.state else {
            Issue.record("\(figures.state)")
            return
        }
        #expect(figures.faults == 1 && why.contains("cannot be reached"))
        #expect(figures.replies.map(\.count) == [1] && figures.replies[0].meaning == "relay at fault")
    }

    @Test func `a relay that is away for long is a trouble of the connection, and a moment is none`()
        async throws
    {
        let world = try await world()
        try await world.relay.stop()
        let engine = try await world.engine()
        for fault in 1...3 {
            let next = try #require(try await engine.drain())
            let trouble = await keeping(world, .other(42)).trouble()
            #expect((trouble?.message.contains("cannot be reached") ?? false) == (fault > 2))
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(await keeping(world, .none).trouble() == nil)
    }

    @Test func `a check greets the relay, sends nothing, and is kept with who and when`() async throws {
        let world = try await world()
        let checks = try await keeping(world, .none).check()
        let check = try #require(checks[world.address.description])
        #expect(check.isGood && check.words.hasPrefix("in clear, no login") && check.who == "kim@console")
        #expect(try await keeping(world, .none).look().ways[0].check == check)
        #expect(world.relay.accepted.isEmpty && world.relay.sessionCount == 1)
        try await world.relay.stop()
        let failed = try await keeping(world, .none).check()
        #expect(failed[world.address.description]?.isGood == false)
        #expect(try await keeping(world, .none).look().ways[0].check?.isGood == false)
    }
}
