import SMTP
import ServiceCore
import Store
import Testing

@testable import Platform

/// Naming and leaving the relay of a data directory.
@Suite struct RelayChangeTests {
    private let relay = RelayAddress(host: "relay.example", port: 587)

    private func change(_ bench: LaunchBench, to relay: RelayAddress?) async throws {
        let change = RelayChange(relay: relay, who: "kim@console", now: bench.time.now)
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
                fault.code == .refused && fault.message.hasPrefix("There is 1 launch under way"), "\(state)")
        }
    }

    @Test func `as the first of all it is refused where anything was ever queued`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let change = RelayChange(relay: relay, who: "kim@console", now: bench.time.now)
        try await bench.store.read { db in try change.refuseIfEverUsed(in: db) }
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        let fault = await #expect(throws: ServiceError.self) {
            try await bench.store.read { db in try change.refuseIfEverUsed(in: db) }
        }
        #expect(
            fault?.code == .refused && fault?.hint?.contains("relay use smtp://relay.example:587") == true)
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
