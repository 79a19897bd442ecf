import FoundationEssentials
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// Where a message goes is told truly before it goes, while it does and afterwards.
@Suite struct OwnRelayTellingTests {
    private func context(_ world: OwnRelayBench) async throws -> PlatformContext {
        PlatformContext(
            options: PlatformOptions(dataDirectory: "/", who: "kim@console", clock: world.bench.time.clock),
            store: world.bench.store, transport: try await world.transport())
    }

    @Test func `pre-flight names the relay of the sender, and who named it`() async throws {
        let world = try await OwnRelayBench(contacts: 2)
        try await world.nameOwn()
        let kind = CampaignKind(context: try await context(world))
        let own = try await world.bench.campaign()
        let other = try await world.bench.campaign()
        try await world.bench.write(
            "UPDATE campaign SET from_address = 'news@other.example' WHERE id = ?", [other])
        let facts = try await kind.plan(world.bench.context.id(.campaign, own)).facts
        let url = "\(world.address(world.own))"
        #expect(facts.contains(.init("Transport", "messages leave through \(url)")))
        #expect(facts.contains(.init("Named by", "shop.example")))
        let others = try await kind.plan(world.bench.context.id(.campaign, other)).facts
        #expect(
            others.contains(.init("Transport", "messages leave through \(world.address(world.directory))")))
        #expect(!others.contains { $0.label == "Named by" })
    }

    @Test func `the relays' page has each with those who name it, and each is tried`() async throws {
        let world = try await OwnRelayBench()
        try await world.nameOwn()
        let keeping = TransportKeeping(
            context: try await context(world), engineStatus: { .none }, figures: { nil })
        let report = try await keeping.look()
        #expect(report.ways.map(\.title) == ["E-mail", "E-mail of shop.example", "Text messages"])
        #expect(report.ways[1].side == "\(world.address(world.own))")
        #expect(report.ways[1].facts.contains { $0.label == "Test" })
        let checks = try await keeping.check()
        #expect(Set(checks.keys) == ["\(world.address(world.own))", "\(world.address(world.directory))"])
        #expect(checks.values.allSatisfy(\.isGood) && world.own.accepted.isEmpty)
    }

    @Test func `who watches a launch is told of the relay that it was queued for`() async throws {
        let world = try await OwnRelayBench(contacts: 2)
        try await world.nameOwn()
        let campaign = try await world.launch()
        let keeping = TransportKeeping(
            context: try await context(world), engineStatus: { .none }, figures: { nil })
        let watch = CampaignWatch(
            context: keeping.context, isEngineRunning: { false }, engineFailure: { _ in nil },
            way: keeping.line)
        let (progress, way, _) = try await watch.snapshot(world.bench.context.id(.campaign, campaign))
        #expect(progress.way.plainText == "messages leave through \(world.address(world.own))")
        #expect(way.relay != nil)
    }

    @Test func `a message's life begins with where it is to go`() async throws {
        let world = try await OwnRelayBench()
        try await world.nameOwn()
        try await world.single(to: "one@a.example")
        let id = try await world.bench.number("SELECT id FROM delivery")
        let life = try await MessageLife(context: world.bench.context).events(
            world.bench.context.id(.delivery, Int64(id)))
        #expect(life.first?.reply == "by its sender's own relay, \(world.address(world.own))")
    }

    @Test func `a test goes by the relay of its sender, and is told to be of it`() async throws {
        let world = try await OwnRelayBench()
        try await world.nameOwn()
        let now = world.bench.time.now
        _ = try await world.bench.store.write { db in
            try RelayTest(to: "me@a.example").queue(by: "kim@console", at: now, "embedded", in: db)
        }
        _ = try await world.engine(epoch: 20).drain()
        #expect(world.taken(world.own) == ["me@a.example"] && world.directory.accepted.isEmpty)
        let subject = world.own.accepted.first?.header("Subject")
        #expect(subject == "A test of \(world.address(world.own))")
    }

    @Test func `a process that was opened before it was named refuses to launch`() async throws {
        let world = try await OwnRelayBench(contacts: 2)
        let before = try await context(world)
        try await world.nameOwn()
        let campaign = try await world.bench.campaign()
        let fault = await #expect(throws: ServiceError.self) {
            try await CampaignKind(context: before).launch(before.id(.campaign, campaign), key: "1")
        }
        #expect(fault?.code == .conflict)
        #expect(try await world.bench.state(campaign) == "draft")
    }
}
