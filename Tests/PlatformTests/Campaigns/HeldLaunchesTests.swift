import Foundation
import SMTP
import ServiceCore
import Store
import Testing

@testable import Platform

/// What was decided on while messages went another way waits for a second decision.
@Suite struct HeldLaunchesTests {
    private let relay = RelayAddress(host: "relay.example", port: 587)

    private func use(_ relay: RelayAddress?, _ bench: LaunchBench) async throws {
        let change = TransportChange(
            channel: .email, url: relay?.description, who: "kim@console", now: bench.time.now)
        try await bench.store.write { db in try change.run(in: db) }
    }

    private func scheduled(_ bench: LaunchBench) async throws -> Int64 {
        let campaign = try await bench.campaign(deferUntil: bench.time.now.addingTimeInterval(3600))
        try await bench.launch(campaign)
        return campaign
    }

    /// As a process that was opened after the change has it.
    private func context(_ bench: LaunchBench, _ transport: PlatformTransport) -> PlatformContext {
        PlatformContext(
            options: PlatformOptions(dataDirectory: "/", who: "kim@console", clock: bench.time.clock),
            store: bench.store, transport: transport)
    }

    private func held(_ bench: LaunchBench) async throws -> TransportReport.Held {
        try await bench.store.read { db in try HeldLaunches.counts(in: db) }
    }

    @Test
    func
        `what is scheduled is held, does not start at its time, and is scheduled again once released by name`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await scheduled(bench)
        let why = try await bench.text("SELECT state_why FROM campaign")
        try await use(relay, bench)
        #expect(try await bench.state(campaign) == "paused")
        let reason = try await bench.text("SELECT state_why FROM campaign")
        #expect(reason == "held: decided on while no message left this machine")
        #expect(try await held(bench) == .init(launches: 1))
        try await bench.write("UPDATE engine SET epoch = 1")

        let kind = CampaignKind(context: context(bench, .relay(relay) { nil }))
        let id = bench.context.id(.campaign, campaign)
        let row = try #require(try await kind.operations().find?(id.native))
        #expect(row.awaitsRelease)
        #expect(kind.resuming.availability(row) == .disabled("decide where it goes: release asks by name"))
        let asked = kind.release.confirmation(row)
        #expect(asked == .naming(row) && kind.release.help.contains("smtp://relay.example:587"))
        _ = try await kind.release.perform([id], FormValues())
        #expect(try await bench.state(campaign) == "scheduled")
        #expect(try await bench.text("SELECT state_why FROM campaign") == why)
        #expect(try await bench.text("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == "release")
        #expect(try await held(bench).isNone)
        await #expect(throws: ServiceError.self) { try await kind.release.perform([id], FormValues()) }
    }

    @Test func `a process that shows the way before releases nothing`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await scheduled(bench)
        try await use(relay, bench)
        let kind = CampaignKind(context: bench.context)
        let fault = await #expect(throws: ServiceError.self) {
            try await kind.release.perform([bench.context.id(.campaign, campaign)], FormValues())
        }
        #expect(fault?.code == .conflict)
        #expect(try await held(bench) == .init(launches: 1))
    }

    @Test func `what was paused is paused again, for its own reason`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE campaign SET state = 'paused', state_why = 'paused by kim'")
        try await use(relay, bench)
        try await bench.store.write { db in try HeldLaunches.release(campaign, in: db) }
        #expect(try await bench.state(campaign) == "paused")
        #expect(try await bench.text("SELECT state_why FROM campaign") == "paused by kim")
    }

    @Test func `back on the way that it was decided for it goes on by itself`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await scheduled(bench)
        try await use(relay, bench)
        try await use(RelayAddress(host: "other.example"), bench)
        #expect(try await held(bench) == .init(launches: 1))
        try await use(nil, bench)
        #expect(try await bench.state(campaign) == "scheduled")
        #expect(try await held(bench).isNone)
    }

    @Test func `single messages that wait are claimed by nobody until all is released`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        _ = try await bench.engine(chunk: 10).step()
        // As if they had been submitted one by one.
        try await bench.write("UPDATE delivery SET lane = 0, state = 1, next_at = 0")
        try await bench.write("UPDATE campaign SET state = 'finished', finished_at = 1")
        try await use(relay, bench)
        #expect(try await held(bench) == .init(messages: 3))
        let engine = try await bench.engine(epoch: 9)
        #expect(try await engine.step().messages.isEmpty)
        try await bench.store.write { db in try HeldLaunches.releaseAll(in: db) }
        #expect(try await held(bench).isNone)
        #expect(try await engine.step().messages.count == 3)
    }

    @Test func `single messages that are held can be cancelled, each with its event`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        _ = try await bench.engine(chunk: 10).step()
        try await bench.write("UPDATE delivery SET lane = -10, state = 1, next_at = 0")
        let now = bench.time.now
        try await bench.store.write { db in try HeldLaunches.cancelMessages(at: now, in: db) }
        #expect(try await held(bench).isNone)
        let cancelled = EventKind.cancelled.number
        #expect(try await bench.number("SELECT count(*) FROM event WHERE kind = \(cancelled)") == 3)
    }
}
