import SMTP
import ServiceCore
import Store
import Testing

@testable import Platform

/// Naming and leaving the relay of a data directory.
@Suite struct TransportChangeTests {
    private let relay = RelayAddress(host: "relay.example", port: 587)

    private func change(_ bench: LaunchBench, to relay: RelayAddress?) async throws {
        let change = TransportChange(
            channel: .email, url: relay?.description, who: "kim@console", now: bench.time.now)
        try await bench.store.write { db in try change.run(in: db) }
    }

    private func setting(_ bench: LaunchBench) async throws -> RelaySetting? {
        try await bench.store.read { db in try RelaySetting.current(in: db) }
    }

    private func fault(_ bench: LaunchBench, to relay: RelayAddress?) async -> ServiceError? {
        do {
            try await change(bench, to: relay)
            return nil
        } catch {
            return error as? ServiceError
        }
    }

    @Test func `it is kept with who and when, stands in the trail, and ends the turn of an engine that runs`()
        async throws
    {
        let bench = try await LaunchBench()
        let engine = try await bench.engine()
        try await change(bench, to: relay)
        let setting = try #require(try await setting(bench))
        #expect(try setting.address() == relay)
        #expect(setting.who == "kim@console")
        await #expect(throws: EngineFence.lost) { try await engine.step() }
        let entry = try await bench.text(
            "SELECT who || ' ' || action FROM audit ORDER BY id DESC LIMIT 1")
        #expect(entry == "kim@console use relay")
        #expect(await fault(bench, to: relay)?.code == .conflict)
        try await change(bench, to: nil)
        #expect(try await self.setting(bench) == nil)
    }

    @Test func `sample data never gets one`() async throws {
        let bench = try await LaunchBench()
        try await bench.store.write { db in try MetaKey.createdByDemo.set("1", in: db) }
        #expect(await fault(bench, to: relay)?.code == .refused)
        #expect(try await setting(bench) == nil)
    }

    @Test func `a launch that is under way keeps it away`() async throws {
        for state in ["running", "preparing"] {
            let bench = try await LaunchBench(contacts: 3)
            let campaign = try await bench.campaign()
            try await bench.launch(campaign)
            try await bench.write("UPDATE campaign SET state = ?", [state])
            let fault = try #require(await fault(bench, to: relay))
            #expect(
                fault.code == .refused && fault.message.contains("1 launch under way"), "\(state)")
        }
    }

    @Test func `messages that nobody knows the end of are decided about before`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        try await bench.write(
            "UPDATE delivery SET state = ? WHERE id = 1", [StoredDeliveryState.unknown.rawValue])
        let fault = try #require(await fault(bench, to: relay))
        #expect(fault.code == .refused && fault.message.contains("1 message that nobody knows the end of"))
        #expect(fault.hint?.contains("accept") == true)
    }

    @Test(arguments: [
        (Channel.email, "smtp://relay.example:587", "relay use smtp://relay.example:587"),
        (.sms, "kannel+http://127.0.0.1:13013/x", "gateway use kannel+http://127.0.0.1:13013/x"),
    ])
    func `as the first of all it is refused where anything was ever queued`(
        _ channel: Channel, _ url: String, _ hint: String
    ) async throws {
        let bench = try await LaunchBench(contacts: 3)
        let change = TransportChange(channel: channel, url: url, who: "kim@console", now: bench.time.now)
        try await bench.store.read { db in try change.refuseIfEverUsed(in: db) }
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        let fault = await #expect(throws: ServiceError.self) {
            try await bench.store.read { db in try change.refuseIfEverUsed(in: db) }
        }
        #expect(fault?.code == .refused && fault?.hint?.contains(hint) == true)
    }

    @Test
    func
        `a gateway beside a relay keeps no e-mail waiting, and neither may be left while its own is under way`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 3)
        try await change(bench, to: relay)
        try await bench.launch(try await bench.campaign())
        try await gateway(bench, "kannel+http://127.0.0.1:13013/cgi-bin/sendsms")
        #expect(try await bench.read { db in try DecidedWays(in: db).gateway?.who } == "kim@console")
        #expect(
            try await bench.read { db in try DecidedWays(in: db).sentence }
                == "messages leave through smtp://relay.example:587, texts through kannel+http://127.0.0.1:13013/cgi-bin/sendsms"
        )
        #expect(await fault(bench, to: nil)?.code == .refused)
        try await gateway(bench, nil)
        // The last one to be left has everything stay here.
        try await bench.write("UPDATE campaign SET state = 'finished'")
        try await change(bench, to: nil)
        #expect(try await bench.read { db in try DecidedWays(in: db).isSandboxed })
        let actions = try await bench.read { db in
            try String.fetchAll(db, "SELECT action FROM audit ORDER BY id")
        }
        #expect(actions == ["use relay", "use gateway", "use gateway", "use relay"])
    }

    @Test func `the first gateway of all is kept away by e-mail that is being played through`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        try await bench.launch(try await bench.campaign())
        await #expect(throws: ServiceError.self) {
            try await gateway(bench, "kannel+http://127.0.0.1:13013/cgi-bin/sendsms")
        }
    }

    @Test func `where one channel really leaves, the other is refused with what to do`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        try await bench.grant(100)
        try await bench.write("UPDATE contact SET phone = '+3460000' || (1000 + id)")
        let texts = try await bench.campaign(type: .smsPlain)
        try await change(bench, to: relay)
        let refusal = await #expect(throws: ServiceError.self) { try await bench.launch(texts) }
        #expect(refusal?.code == .refused && refusal?.hint?.contains("sendboard gateway use") == true)
        let (account, now) = (bench.account, bench.time.now)
        let single = await #expect(throws: ServiceError.self) {
            try await bench.store.write { db in
                var single = SingleSubmission(
                    account: account, channel: .sms, message: FrozenMessage(from: "Shop"))
                single.addresses = ["+34600112233"]
                try single.write(at: now, in: db)
            }
        }
        #expect(single?.hint == refusal?.hint)
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 100)
        try await gateway(bench, "kannel+http://127.0.0.1:13013/cgi-bin/sendsms")
        try await bench.launch(texts)
        #expect(try await bench.state(texts) == "preparing")
    }

    private func gateway(_ bench: LaunchBench, _ url: String?) async throws {
        let change = TransportChange(channel: .sms, url: url, who: "kim@console", now: bench.time.now)
        try await bench.store.write { db in try change.run(in: db) }
    }

    @Test func `a process that shows another way refuses to launch`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await bench.campaign()
        try await change(bench, to: relay)
        let kind = CampaignKind(context: bench.context)
        let fault = await #expect(throws: ServiceError.self) {
            try await kind.launch(bench.context.id(.campaign, campaign), key: "1")
        }
        #expect(fault?.code == .conflict)
        #expect(try await bench.state(campaign) == "draft")
    }
}
