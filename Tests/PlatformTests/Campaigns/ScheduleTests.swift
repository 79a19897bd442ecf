import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Case S12.
@Suite struct ScheduleTests {
    @Test func `a deferred launch starts at its instant, not before`() async throws {
        let bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent))
        let instant = bench.time.now.addingTimeInterval(3 * 3600)
        let campaign = try await bench.campaign(deferUntil: instant)
        #expect(try await bench.launch(campaign) == .scheduled)
        let engine = try await bench.engine()
        #expect(try await engine.drain() == instant)
        #expect(try await bench.state(campaign) == "scheduled")
        bench.time.move(to: instant)
        _ = try await engine.drain()
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == 5)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `who joins after the launch was asked for and before it starts is part of it`() async throws {
        let bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent))
        let instant = bench.time.now.addingTimeInterval(60)
        let campaign = try await bench.campaign(deferUntil: instant)
        try await bench.launch(campaign)
        let account = bench.account
        try await bench.store.write { db in
            _ = try StoreFixture.contact(db, account: account, numid: 6, email: "late@example.com")
        }
        bench.time.move(to: instant)
        _ = try await bench.engine().drain()
        #expect(try await bench.parts(campaign)[.accepted] == 6)
    }

    @Test func `a time missed by more than ten minutes waits for a person`() async throws {
        let bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(deferUntil: bench.time.now.addingTimeInterval(60))
        try await bench.launch(campaign)
        bench.time.advance(60 + 601)
        _ = try await bench.engine().drain()
        #expect(try await bench.state(campaign) == "draft")
        let why = try await bench.text("SELECT state_why FROM campaign")
        #expect(why?.hasPrefix("missed its time") == true)
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        #expect(try await bench.launch(campaign) == .launched)
    }

    @Test func `an engine that has nothing to do writes nothing`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await bench.run(engine)
        let before = try await bench.number("PRAGMA data_version")
        #expect(try await engine.drain() == nil)
        #expect(try await bench.number("PRAGMA data_version") == before)
    }

    @Test func `deferred messages are tried again until they get through or expire`() async throws {
        var rates = SandboxRates.silent
        rates.temporary = 0.6
        let bench = try await LaunchBench(
            contacts: 200, options: SandboxOptions(messagesPerSecond: nil, rates: rates, retryScale: 1))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let parts = try await bench.parts(campaign)
        #expect(parts[.deferred] == 0)
        #expect((parts[.accepted] ?? 0) > 190)
        #expect(try await bench.number("SELECT max(attempts) FROM delivery") > 3)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `what can never get through expires after three days`() async throws {
        var rates = SandboxRates.silent
        rates.temporary = 1
        let bench = try await LaunchBench(
            contacts: 3, options: SandboxOptions(messagesPerSecond: nil, rates: rates, retryScale: 1))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.notSent] == 3)
        #expect(try await bench.text("SELECT reason FROM delivery") == "expired")
        try await Reconciler(bench: bench).check(campaign)
    }
}
