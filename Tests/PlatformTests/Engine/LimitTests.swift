import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Case S10.
@Suite struct LimitTests {
    @Test func `1,000 messages at 137 an hour take eight hours and never pass the limit`() async throws {
        let bench = try await LaunchBench(contacts: 1_000, options: .immediate(rates: .silent))
        let user = try await bench.addSMTPUser(hourly: 137)
        let campaign = try await bench.campaign(smtpUser: user)
        let start = bench.time.now
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == 1_000)
        let hours = try await bench.store.read { db in
            try Int.fetchAll(db, "SELECT used FROM smtp_user_hour WHERE reserved = 0 ORDER BY hour")
        }
        #expect(hours == [137, 137, 137, 137, 137, 137, 137, 41])
        #expect(bench.time.now.timeIntervalSince(start).rounded() == 7 * 3600)
        #expect(try await bench.number("SELECT used_total FROM smtp_user") == 1_000)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `whom a limit or a pause has held for more than three days is still sent to`() async throws {
        let bench = try await LaunchBench(contacts: 160, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 2))
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        try await bench.write("UPDATE campaign SET state = 'paused'")
        bench.time.advance(4 * 86_400)
        try await bench.write("UPDATE campaign SET state = 'running'")
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == 160)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a message that was held has its three days of retries from the first attempt on`()
        async throws
    {
        var rates = SandboxRates.silent
        rates.temporary = 1
        let bench = try await LaunchBench(
            contacts: 1, options: SandboxOptions(messagesPerSecond: nil, rates: rates, retryScale: 1))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE campaign SET state = 'paused'")
        let engine = try await bench.engine()
        _ = try await engine.drain()
        bench.time.advance(4 * 86_400)
        try await bench.write("UPDATE campaign SET state = 'running' WHERE state = 'paused'")
        let begin = bench.time.now
        try await bench.run(engine)
        #expect(try await bench.number("SELECT attempts FROM delivery") > 10)
        #expect(bench.time.now.timeIntervalSince(begin) > 2.5 * 86_400)
        #expect(try await bench.text("SELECT reason FROM delivery") == "expired")
    }

    @Test func `a launch held by a limit says which and until when`() async throws {
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 5))
        try await bench.launch(campaign)
        let next = try await bench.engine().drain()
        #expect(next == bench.time.now.addingTimeInterval(3600))
        let why = try await bench.text("SELECT state_why FROM campaign WHERE id = ?", [campaign])
        #expect(why?.hasPrefix("limit 5/hour of SMTP user smtp70001") == true)
    }

    @Test func `a limit lowered in mid-launch binds at the next claim`() async throws {
        let bench = try await LaunchBench(contacts: 1_000, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 900))
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await engine.submit(try await engine.step())
        try await bench.write("UPDATE smtp_user SET hourly_limit = 600")
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 600)
    }

    @Test func `the total limit pauses the launch, and so does a user who is disabled`() async throws {
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(total: 7))
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "paused")
        #expect(try await bench.parts(campaign)[.accepted] == 7)
        try await bench.write("UPDATE smtp_user SET total_limit = 0, status = 'disabled'")
        try await bench.write("UPDATE campaign SET state = 'running'")
        try await bench.run(engine)
        #expect(try await bench.state(campaign) == "paused")
        #expect(
            try await bench.text("SELECT state_why FROM campaign") == "SMTP user smtp70001 is disabled")
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a clock that goes back opens no hour twice`() async throws {
        let bench = try await LaunchBench(contacts: 30, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 10))
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        bench.time.advance(-3600)
        #expect(try await engine.drain() == bench.time.now.addingTimeInterval(2 * 3600))
        #expect(try await bench.parts(campaign)[.accepted] == 10)
        bench.time.advance(2 * 3600)
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 20)
    }

    @Test(arguments: [
        ("UPDATE smtp_user SET hourly_limit = 1", "UPDATE smtp_user SET hourly_limit = 2"),
        ("UPDATE smtp_user SET status = 'disabled'", "UPDATE smtp_user SET status = 'enabled'"),
        ("UPDATE account SET email_cap = 1", "UPDATE account SET email_cap = NULL"),
    ])
    func `a single message goes out as soon as its limit is raised`(held: String, raised: String) async throws
    {
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: .silent))
        let user = try await bench.addSMTPUser(hourly: 100)
        let (account, now) = (bench.account, bench.time.now)
        try await bench.store.write { db in
            var send = SingleSubmission(
                account: account, channel: .email, message: FrozenMessage(from: "news@shop.example"))
            send.addresses = ["kim@example.test", "bo@example.test"]
            send.message.smtpUser = user
            try send.write(at: now, in: db)
        }
        try await bench.write(held)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        let sent = try await bench.number("SELECT count(*) FROM delivery WHERE state = 5")
        bench.time.advance(60)
        try await bench.write(raised)
        _ = try await engine.drain()
        #expect(sent < 2)
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 5") == 2)
    }

    @Test func `refusals and deferrals give their place back`() async throws {
        var rates = SandboxRates.silent
        rates.refused = 0.5
        let bench = try await LaunchBench(contacts: 100, options: .immediate(rates: rates))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 100))
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let accepted = try await bench.parts(campaign)[.accepted] ?? 0
        #expect(accepted > 20 && accepted < 80)
        #expect(try await bench.number("SELECT used FROM smtp_user_hour") == accepted)
        #expect(try await bench.number("SELECT reserved_total FROM smtp_user") == 0)
        try await Reconciler(bench: bench).check(campaign)
    }
}
