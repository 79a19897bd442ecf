import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Two platforms on one folder stand for two processes: the engine's lock keeps them apart in the same way.
///
/// Case S9.
@Suite struct EngineTakeoverTests {
    private func open(_ bench: LaunchBench, speed: Double?) async throws -> EmbeddedPlatform {
        var options = SandboxOptions.immediate(rates: .silent)
        options.messagesPerSecond = speed
        return try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: bench.folder.url.path, who: "kim@console"),
            transport: .sandbox(options))
    }

    /// By the platform's own clock, which is the real one here.
    private func launch(_ platform: EmbeddedPlatform, _ campaign: Int64) async throws {
        let control = try #require(platform.connection.campaigns)
        _ = try await control.launch(ResourceID("embedded", .campaign, String(campaign)), "key")
    }

    private func watch(
        _ platform: EmbeddedPlatform, _ campaign: Int64, until isReached: (CampaignProgress) -> Bool
    ) async throws {
        let id = ResourceID("embedded", .campaign, String(campaign))
        let control = try #require(platform.connection.campaigns)
        for await update in control.watch(id) {
            if case .progress(let progress) = update, isReached(progress) { return }
        }
        Issue.record("the launch ended before that was seen")
    }

    @Test func `what one engine leaves in mid-launch another finishes, and nobody is sent to twice`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 600)
        let campaign = try await bench.campaign()
        let first = try await open(bench, speed: 400)
        let second = try await open(bench, speed: nil)
        first.startEngine()
        second.startEngine()
        try await launch(first, campaign)
        try await watch(first, campaign) { ($0.states[.accepted] ?? 0) > 50 }
        #expect([.other(getpid()), .mine].contains(second.engineStatus()))
        await first.close()
        try await watch(second, campaign) { $0.campaign.state == .finished }
        try await Reconciler(bench: bench).check(campaign)
        #expect(try await bench.parts(campaign)[.accepted] == 600)
        await second.close()
    }

    @Test func `a pause by another process stops an engine in full flow`() async throws {
        let bench = try await LaunchBench(contacts: 2_000)
        let campaign = try await bench.campaign()
        let engine = try await open(bench, speed: 500)
        let other = try await open(bench, speed: nil)
        engine.startEngine()
        try await launch(engine, campaign)
        try await watch(engine, campaign) { ($0.states[.accepted] ?? 0) > 50 }
        let id = ResourceID("embedded", .campaign, String(campaign))
        let control = try #require(other.connection.campaigns)
        _ = try await control.pause?(id)
        let before = try await bench.parts(campaign)[.accepted] ?? 0
        await engine.close()
        let after = try await bench.parts(campaign)[.accepted] ?? 0
        // What was claimed when the pause came is a twentieth of a second's worth.
        #expect(after - before <= 50)
        #expect(after < 2_000)
        try await Reconciler(bench: bench).check(campaign)
        await other.close()
    }

    @Test func `a platform that steps aside leaves engine and database to others until it goes on`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 600)
        let campaign = try await bench.campaign()
        let stopped = try await open(bench, speed: 400)
        let other = try await open(bench, speed: nil)
        stopped.startEngine()
        try await launch(stopped, campaign)
        try await watch(stopped, campaign) { ($0.states[.accepted] ?? 0) > 50 }
        let aside = await stopped.stepAside()
        let late = Task { try await stopped.context.store.setMeta(.rules, to: "late") }
        other.startEngine()
        try await watch(other, campaign) { $0.campaign.state == .finished }
        try await other.context.store.setMeta(.rules, to: "early")
        stopped.goOn(aside)
        try await late.value
        #expect(try await bench.text("SELECT value FROM meta WHERE key = 'rules'") == "late")
        try await Reconciler(bench: bench).check(campaign)
        await other.close()
        await stopped.close()
    }

    @Test func `a closed platform has nothing claimed`() async throws {
        let bench = try await LaunchBench(contacts: 1_000)
        let campaign = try await bench.campaign()
        let engine = try await open(bench, speed: 500)
        engine.startEngine()
        try await launch(engine, campaign)
        try await watch(engine, campaign) { ($0.states[.accepted] ?? 0) > 50 }
        await engine.close()
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 2") == 0)
        #expect(engine.engineStatus() == .none)
        try await Reconciler(bench: bench).check(campaign)
    }
}
