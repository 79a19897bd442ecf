import FoundationEssentials
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// Messages that leave through the relay that their sender names, beside those that leave through the directory's.
@Suite struct OwnRelaySendingTests {
    @Test func `a domain's counts before its account's, and that before the directory's`() async throws {
        let world = try await OwnRelayBench()
        #expect(try await world.relay(of: "news@shop.example") == nil)
        try await world.name(RelayAddress(host: "a.example"), by: .account("ops@shop.example"))
        let account = try #require(try await world.relay(of: "news@other.example"))
        #expect(try await world.relay(of: "news@shop.example") == account)
        try await world.nameOwn()
        let domain = try #require(try await world.relay(of: "News@SHOP.example"))
        #expect(domain != account)
        #expect(try await world.relay(of: "news@other.example") == account)
        try await world.name(nil)
        #expect(try await world.relay(of: "news@shop.example") == account)
    }

    @Test func `launches and single messages leave through the relay of their sender, and events say which`()
        async throws
    {
        let world = try await OwnRelayBench(contacts: 6)
        try await world.nameOwn()
        let mine = try await world.launch()
        let other = try await world.launch(from: "news@other.example")
        try await world.single(to: "one@a.example")
        try await world.single(to: "two@a.example", from: "news@other.example")
        _ = try await world.engine(epoch: 20).drain()
        for campaign in [mine, other] {
            #expect(try await world.bench.parts(campaign)[.accepted] == 6)
            try await Reconciler(bench: world.bench).sums(campaign)
        }
        let people = (1...6).map { "person\($0)@example\($0 % 7).com" }
        #expect(world.taken(world.own) == (people + ["one@a.example"]).sorted())
        #expect(world.taken(world.directory) == (people + ["two@a.example"]).sorted())
        #expect(world.own.accepted.allSatisfy { $0.sender == "news@shop.example" })
        let sources = try await world.bench.read { db in
            try String.fetchAll(
                db, "SELECT DISTINCT source FROM event WHERE kind = \(EventKind.accepted.number) ORDER BY 1")
        }
        #expect(sources == ["relay", "relay \(world.address(world.own))"])
    }

    @Test func `one that is not there stops its own messages alone, and says so to who watches them`()
        async throws
    {
        let world = try await OwnRelayBench(contacts: 5)
        try await world.nameOwn()
        let mine = try await world.launch()
        let other = try await world.launch(from: "news@other.example")
        try await world.single(to: "one@a.example")
        try await world.single(to: "two@a.example", from: "news@other.example")
        try await world.own.stop()
        let engine = try await world.engine(epoch: 20)
        let next = try await engine.drain()
        #expect(try await world.bench.parts(other)[.accepted] == 5)
        #expect(try await world.bench.parts(mine)[.pending] == 5)
        #expect(world.directory.accepted.count == 6 && world.own.accepted.isEmpty)
        let relay = try await world.relay(of: "news@shop.example")
        #expect(engine.trouble(of: .init(.email, relay: relay)) != nil)
        #expect(engine.trouble(of: .init(.email)) == nil)
        #expect(await engine.trouble == nil)
        // It comes back, and nobody has been charged an attempt.
        let back = try await FaultRelay(port: world.own.port)
        world.bench.time.move(to: try #require(next).addingTimeInterval(0.001))
        while let next = try await engine.drain(), back.accepted.count < 6 {
            world.bench.time.move(to: next.addingTimeInterval(0.001))
        }
        #expect(back.accepted.count == 6)
        #expect(try await world.bench.number("SELECT max(attempts) FROM delivery") == 1)
    }

    @Test func `without its password its messages wait and the others go, and its figures say why`()
        async throws
    {
        let world = try await OwnRelayBench(contacts: 3)
        try await world.name(world.address(world.own, user: "kim"))
        let mine = try await world.launch()
        let other = try await world.launch(from: "news@other.example")
        let engine = try await world.engine(epoch: 20)
        #expect(try await engine.drain() == nil)
        #expect(try await world.bench.parts(other)[.accepted] == 3)
        #expect(try await world.bench.parts(mine)[.pending] == 3)
        #expect(world.own.sessionCount == 0)
        let figures = try #require(engine.figures.first { $0.name.contains("kim@") })
        guard case .resting(nil, let why) = figures.state else {
            Issue.record("\(figures.state)")
            return
        }
        #expect(why.contains("is not kept for this user"))
    }

    @Test func `a warm-up counts what its own relay took, and holds no other's messages`() async throws {
        let world = try await OwnRelayBench(contacts: 4)
        try await world.nameOwn()
        let (relay, now) = (try await world.relay(of: "news@shop.example"), world.bench.time.now)
        try await world.bench.store.write { db in
            var setting = try #require(try RelaySetting.relay(relay, in: db))
            setting.warmUp = WarmUp([2], firstDay: now.dayNumber)
            try TransportSetting.keep(setting, relay: relay, in: db)
        }
        _ = try await world.launch()
        _ = try await world.launch(from: "news@other.example")
        _ = try await world.engine(epoch: 20).drain()
        #expect(world.own.accepted.count == 2 && world.directory.accepted.count == 4)
        #expect(try await world.bench.number("SELECT sum(n) FROM relay_day") == 2)
    }

    @Test func `raising an SMTP user's limit wakes what waits for it in the lane of an own relay`()
        async throws
    {
        let world = try await OwnRelayBench()
        try await world.nameOwn()
        try await world.single(to: "one@a.example")
        try await world.bench.write(
            """
            INSERT INTO smtp_user (id, account, name, hourly_limit, total_limit, created_at)
            VALUES (9, (SELECT id FROM account), 'app', 1, 0, 0)
            """)
        try await world.bench.write("UPDATE delivery SET smtp_user = 9, next_at = changed_at + 3600000")
        try await world.bench.write("UPDATE smtp_user SET hourly_limit = 2")
        #expect(try await world.bench.number("SELECT next_at - changed_at FROM delivery") == 0)
        #expect(try await world.bench.number("SELECT lane FROM delivery") <= -100)
    }

    @Test func `failures come back to the domain's own bounce domain, else to the directory's`() async throws
    {
        let world = try await OwnRelayBench()
        try await world.bench.write(
            "UPDATE sending_domain SET bounce_domain = 'b.shop.example' WHERE name = 'shop.example'")
        let account = world.bench.account
        let domains = try await world.bench.store.write { db in
            try MetaKey.bounceDomain.set("bounces.example", in: db)
            return try ["news@shop.example", "news@other.example"].map { sender in
                try SenderSetup(of: sender, account: account, in: db).bounceDomain
            }
        }
        #expect(domains == ["b.shop.example", "bounces.example"])
    }
}
