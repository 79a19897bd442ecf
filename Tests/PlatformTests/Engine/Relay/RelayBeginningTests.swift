import Foundation
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// A relay's first days: a test to oneself, and no more on a day than it is to be given.
@Suite struct RelayBeginningTests {
    /// A launch that waits, on a directory that names its relay.
    private func world(
        _ script: RelayScript = RelayScript(), contacts: Int, warmUp: [Int]? = nil
    ) async throws -> RelayBench {
        let world = try await RelayBench(script, contacts: contacts)
        let now = world.bench.time.now
        var setting = RelaySetting(
            url: world.address.description, since: now.storedTime, who: "kim@console")
        setting.warmUp = warmUp.map { WarmUp($0, firstDay: now.dayNumber) }
        let stored = setting
        try await world.bench.store.write { db in try MetaKey.relay.set(try JSONText.text(stored), in: db) }
        return world
    }

    private func plan(_ world: RelayBench) async throws -> LaunchPlan {
        let draft = try await world.bench.campaign()
        return try await CampaignKind(context: world.bench.context).plan(
            world.bench.context.id(.campaign, draft))
    }

    @Test func `what exceeds a day's number waits for the next with that reason, and goes then`() async throws
    {
        let world = try await world(contacts: 9, warmUp: [4, 3])
        let engine = try await world.engine()
        let next = try #require(try await engine.drain())
        #expect(world.relay.accepted.count == 4)
        #expect(next == world.bench.time.now.nextDay)
        let why = try await world.bench.text("SELECT state_why FROM campaign")
        #expect(why?.contains("the relay's warm-up, 4 messages on day 1") == true, "\(why ?? "")")
        world.bench.time.move(to: next)
        let last = try #require(try await engine.drain())
        #expect(world.relay.accepted.count == 7)
        world.bench.time.move(to: last)
        _ = try await engine.drain()
        #expect(world.relay.accepted.count == 9)
        #expect(try await world.isReconciled())
    }

    @Test func `a single message that waits for the next day says so in its life, until it goes`()
        async throws
    {
        let world = try await world(contacts: 4, warmUp: [4, 3])
        let engine = try await world.engine()
        _ = try await engine.drain()
        let now = world.bench.time.now
        let row = try await world.bench.store.write { db in
            try RelayTest(to: "me@shop.example").queue(by: "kim@console", at: now, "embedded", in: db)
        }
        let next = try #require(try await engine.drain())
        #expect(world.taken.count == 4)
        let life = MessageLife(context: world.bench.context)
        let waiting = try await life.events(row)
        #expect(waiting.map(\.kind) == [.queued])
        #expect(
            waiting[0].reply.hasPrefix("waits: the relay's warm-up, 4 messages on day 1, goes on at "),
            "\(waiting[0].reply)")
        world.bench.time.move(to: next)
        _ = try await engine.drain()
        let whole = try await life.events(row)
        #expect(whole.map(\.kind) == [.queued, .accepted] && whole[0].reply.isEmpty)
    }

    @Test func `pre-flight and the relay's page say how many go today and how many days it takes`()
        async throws
    {
        let world = try await world(contacts: 9, warmUp: [4, 3])
        let plan = try await plan(world)
        #expect(plan.facts.contains(.init("Warm-up", "0 of 4 today, day 1 of 2")))
        let warnings = plan.warnings.map(\.plainText)
        #expect(warnings.contains("By the relay's warm-up it takes 3 days: 4 of it go today."), "\(warnings)")
        let lines = try await world.bench.store.read { [now = world.bench.time.now] db in
            try TransportWays.all(at: now, in: db)[0].facts.map { "\($0.label): \($0.text.plainText)" }
        }
        #expect(lines.contains("Warm-up: 0 of 4 today, day 1 of 2, UTC"))
    }

    @Test func `pre-flight says that a relay was not tried yet, until it has taken a message`() async throws {
        let world = try await world(contacts: 2)
        let words = "No message was taken by this relay yet"
        #expect(try await plan(world).warnings.contains { $0.plainText.hasPrefix(words) })
        _ = try await world.engine().drain()
        #expect(try await !plan(world).warnings.contains { $0.plainText.hasPrefix(words) })
    }

    @Test func `a test goes through the relay as everything does, and stands in the trail`() async throws {
        let world = try await world(contacts: 1)
        try await world.bench.write("UPDATE campaign SET state = 'draft'")
        let now = world.bench.time.now
        let row = try await world.bench.store.write { db in
            try RelayTest(to: "me@shop.example").queue(by: "kim@console", at: now, "embedded", in: db)
        }
        _ = try await world.engine().drain()
        #expect(world.taken == ["me@shop.example"])
        #expect(world.relay.accepted.first?.sender == "news@shop.example")
        let life = try await MessageLife(context: world.bench.context).events(row)
        #expect(life.map(\.kind) == [.queued, .accepted])
        #expect(
            try await world.bench.text("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == "test relay")
    }

    @Test func `a test is refused without a relay, without a sender, and to whom a rule protects`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 1)
        let queue = { (test: RelayTest) in
            try await bench.store.write { db in
                try test.queue(by: "kim@console", at: bench.time.now, "embedded", in: db)
            }
        }
        let none = await #expect(throws: ServiceError.self) {
            try await queue(RelayTest(to: "me@shop.example"))
        }
        #expect(none?.code == .notFound)
        let world = try await world(contacts: 1)
        let now = world.bench.time.now
        for (test, code) in [
            (RelayTest(to: "me@shop.example", from: "other@shop.example"), ServiceError.Code.notFound),
            (RelayTest(to: "nobody"), .refused),
        ] {
            let fault = await #expect(throws: ServiceError.self) {
                try await world.bench.store.write { db in
                    try test.queue(by: "kim@console", at: now, "embedded", in: db)
                }
            }
            #expect(fault?.code == code)
        }
    }
}
