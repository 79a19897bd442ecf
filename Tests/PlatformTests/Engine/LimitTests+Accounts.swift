import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Limits of the whole account.
extension LimitTests {
    @Test func `the monthly cap of an account holds its mail until the next month`() async throws {
        let bench = try await LaunchBench(contacts: 12, options: .immediate(rates: .silent))
        try await bench.write("UPDATE account SET email_cap = 5")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let next = try await bench.engine().drain()
        #expect(try await bench.parts(campaign)[.accepted] == 5)
        #expect(next?.formatted(.iso8601) == "2026-04-01T00:00:00Z")
        #expect(try await bench.number("SELECT email_month_sent FROM account") == 5)
    }

    @Test func `a disabled account sends nothing more, from a launch or alone`() async throws {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE account SET is_active = 0")
        try await bench.run(bench.engine())
        let (account, now) = (bench.account, bench.time.now)
        let alone = await failure {
            try await bench.store.write { db in
                var send = SingleSubmission(
                    account: account, channel: .email, message: FrozenMessage(from: "news@shop.example"))
                send.addresses = ["kim@example.test"]
                try send.write(at: now, in: db)
            }
        }
        #expect(try await bench.state(campaign) == "paused")
        #expect(try await bench.text("SELECT state_why FROM campaign") == "the account is disabled")
        #expect(try await bench.parts(campaign)[.accepted] == 0)
        #expect(alone?.code == .refused)
    }

    @Test func `a message whose answer is lost counts toward the cap, as it may have gone out`() async throws
    {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let lost = try await bench.number("SELECT email_month_sent FROM account")
        let now = bench.time.now
        try await bench.store.write { db in try Unknowns.resolve(1, .settle, at: now, in: db) }
        #expect(lost == 3)
        #expect(try await bench.number("SELECT email_month_sent FROM account") == 3)
    }
}
