import FoundationEssentials
import SMTP
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// Naming and leaving a relay for a sending domain or an account.
@Suite struct OwnRelayChangeTests {
    @Test func `it stands in the trail, ends the turn of an engine that runs, and is forgotten once left`()
        async throws
    {
        let world = try await OwnRelayBench()
        let engine = try await world.engine(epoch: 20)
        try await world.nameOwn()
        await #expect(throws: EngineFence.lost) { try await engine.step() }
        #expect(
            try await world.bench.text("SELECT title || ' ' || action FROM audit ORDER BY id DESC LIMIT 1")
                == "shop.example use relay")
        #expect(await world.refusal { try await world.nameOwn() }?.code == .conflict)
        let ways = try await world.bench.read { db in try DecidedWays(in: db) }
        #expect(ways.sentence?.contains(", some senders' through \(world.address(world.own))") == true)
        try await world.name(nil)
        #expect(try await world.bench.number("SELECT count(*) FROM own_relay") == 0)
        #expect(await world.refusal { try await world.name(nil) }?.code == .conflict)
    }

    @Test func `it only goes beside a relay of the directory, which is none of them`() async throws {
        let world = try await OwnRelayBench()
        let same = await world.refusal { try await world.name(world.address(world.directory)) }
        #expect(same?.code == .conflict)
        try await world.nameOwn()
        for relay in [nil, world.address(world.own)] {
            let fault = await world.refusal { try await world.use(relay) }
            #expect(fault?.code == .refused && fault?.hint?.contains("relay leave --domain") == true)
        }
        try await world.name(nil)
        try await world.use(nil)
        #expect(await world.refusal { try await world.nameOwn() }?.code == .refused)
    }

    @Test func `sample data never gets one, and who is not there names none`() async throws {
        let world = try await OwnRelayBench()
        let nobody = await world.refusal {
            try await world.name(RelayAddress(host: "a.example"), by: .domain("no.example", account: nil))
        }
        #expect(nobody?.code == .notFound)
        try await world.bench.store.write { db in try MetaKey.createdByDemo.set("1", in: db) }
        #expect(await world.refusal { try await world.nameOwn() }?.code == .refused)
    }

    @Test func `a launch of its own that runs keeps it away, one of another sender does not`() async throws {
        let world = try await OwnRelayBench(contacts: 3)
        let mine = try await world.launch()
        _ = try await world.launch(from: "news@other.example")
        let fault = await world.refusal { try await world.nameOwn() }
        #expect(fault?.code == .refused && fault?.message.contains("1 launch under way") == true)
        try await world.bench.write("UPDATE campaign SET state = 'paused' WHERE id = ?", [mine])
        try await world.nameOwn()
        #expect(try await world.held() == .init(launches: 1))
    }

    @Test func `messages of its own that nobody knows the end of are decided about before`() async throws {
        let world = try await OwnRelayBench(contacts: 3)
        _ = try await world.launch(from: "news@other.example")
        _ = try await world.engine(epoch: 20).drain()
        try await world.bench.write(
            "UPDATE delivery SET state = ? WHERE id = 1", [StoredDeliveryState.unknown.rawValue])
        let other = RelayOwner.domain("other.example", account: nil)
        let fault = await world.refusal { try await world.name(world.address(world.own), by: other) }
        #expect(fault?.message.contains("1 message that nobody knows the end of") == true)
        try await world.nameOwn()
    }

    @Test func `what was queued before is held, and goes by the new relay once released, nobody twice`()
        async throws
    {
        let world = try await OwnRelayBench(contacts: 4)
        let mine = try await world.launch(deferred: true)
        let other = try await world.launch(from: "news@other.example", deferred: true)
        try await world.single(to: "one@a.example")
        try await world.single(to: "two@a.example", from: "news@other.example")
        try await world.nameOwn()
        #expect(try await world.held() == .init(launches: 1, messages: 1))
        #expect(try await world.bench.state(mine) == "paused")
        #expect(try await world.bench.state(other) == "scheduled")
        let why = try await world.bench.text("SELECT state_why FROM campaign WHERE id = ?", [mine])
        #expect(
            why == "held: decided on while messages left through \(world.address(world.directory))")
        let engine = try await world.engine(epoch: 20)
        _ = try await engine.drain()
        #expect(world.taken(world.directory) == ["two@a.example"] && world.own.accepted.isEmpty)
        try await world.bench.store.write { db in try HeldLaunches.releaseAll(in: db) }
        _ = try await engine.drain()
        #expect(world.taken(world.own) == ["one@a.example"])
        world.bench.time.advance(3601)
        _ = try await engine.drain()
        #expect(world.own.accepted.count == 5 && world.directory.accepted.count == 5)
        for campaign in [mine, other] { try await Reconciler(bench: world.bench).sums(campaign) }
    }

    @Test func `left again, what was decided on before it was named goes on by itself`() async throws {
        let world = try await OwnRelayBench(contacts: 3)
        let before = try await world.launch(deferred: true)
        try await world.nameOwn()
        let meanwhile = try await world.launch(deferred: true)
        try await world.name(nil)
        #expect(try await world.bench.state(before) == "scheduled")
        #expect(try await world.bench.state(meanwhile) == "paused")
        try await world.nameOwn()
        #expect(try await world.bench.state(before) == "paused")
        #expect(try await world.bench.state(meanwhile) == "scheduled")
    }

    @Test func `an account's change leaves what goes by its domain's relay alone`() async throws {
        let world = try await OwnRelayBench(contacts: 3)
        try await world.nameOwn()
        let mine = try await world.launch(deferred: true)
        let other = try await world.launch(from: "news@other.example", deferred: true)
        try await world.name(RelayAddress(host: "a.example"), by: .account("ops@shop.example"))
        #expect(try await world.bench.state(mine) == "scheduled")
        #expect(try await world.bench.state(other) == "paused")
    }

    @Test func `the directory's change leaves what goes by a relay of its sender's own alone`() async throws {
        let world = try await OwnRelayBench(contacts: 3)
        try await world.nameOwn()
        let mine = try await world.launch(deferred: true)
        let other = try await world.launch(from: "news@other.example", deferred: true)
        try await world.single(to: "one@a.example")
        try await world.use(RelayAddress(host: "a.example"))
        #expect(try await world.bench.state(mine) == "scheduled")
        #expect(try await world.bench.state(other) == "paused")
        #expect(try await world.held() == .init(launches: 1))
    }

    @Test func `a launch that has ended is sent again the way that its sender's messages go now`()
        async throws
    {
        let world = try await OwnRelayBench(contacts: 2)
        world.directory.add(.at(.rcpt, 1, .reply(550, "5.7.1 Not from here")))
        let campaign = try await world.launch()
        _ = try await world.engine(epoch: 20).drain()
        #expect(try await world.bench.state(campaign) == "finished")
        try await world.nameOwn()
        let now = world.bench.time.now
        try await world.bench.store.write { db in
            let row = try #require(try CampaignRow.find(campaign, in: db))
            let launch = try #require(try LaunchRow.of(campaign, in: db))
            let choice = ResendChoice(who: .refused)
            let extent = try ResendQueries(launch, choice, in: db).extent()
            try Resending.send(row, choice, extent, at: now, by: "kim@console", in: db)
        }
        _ = try await world.engine(epoch: 30).drain()
        #expect(world.own.accepted.count == 1 && world.directory.accepted.count == 1)
        try await Reconciler(bench: world.bench).sums(campaign)
    }

    @Test func `a domain that names one is not deleted`() async throws {
        let world = try await OwnRelayBench()
        try await world.nameOwn()
        let context = world.bench.context
        let kind = OwnedKind<SendingDomain>(context)
        let id = try await world.bench.number("SELECT id FROM sending_domain WHERE name = 'shop.example'")
        let deletion = try #require(kind.operations().delete)
        let ids = [context.id(.sendingDomain, Int64(id))]
        let fault = await world.refusal { _ = try await deletion.perform(ids) }
        #expect(fault?.code == .refused && fault?.hint?.contains("--domain shop.example") == true)
        try await world.name(nil)
        _ = try await deletion.perform(ids)
    }
}
