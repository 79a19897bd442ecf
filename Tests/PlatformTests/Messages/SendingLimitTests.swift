import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct SendingLimitTests {
    @Test func `an SMTP user's limit counts what waits, and beyond it the whole call is refused`()
        async throws
    {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        _ = try await bench.addSMTPUser(hourly: 3, total: 4)
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: "a@example.com", "b@example.com")
        draft.smtpUser = "smtp70001"
        #expect(try await tenant.send(draft).accepted == 2)
        let refused = await failure { try await tenant.send(draft) }
        #expect(refused?.code == .quotaExhausted)
        #expect(refused?.field == "smtp_user_name")
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 2)
        try await bench.run(bench.engine())
        #expect(await failure { try await tenant.send(draft) }?.code == .quotaExhausted)
        bench.time.advance(3600)
        #expect(try await tenant.send(draft).accepted == 2)
        try await bench.run(bench.engine(epoch: 2))
        bench.time.advance(3600)
        let total = await failure { try await tenant.send(draft) }
        #expect(total?.message.contains("total limit 4") == true)
    }

    @Test(arguments: ["smtp9", "smtp70001"])
    func `an unknown or disabled SMTP user is refused on its field`(_ name: String) async throws {
        let bench = try await LaunchBench()
        _ = try await bench.addSMTPUser()
        try await bench.write("UPDATE smtp_user SET status = 'disabled'")
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.smtpUser = name
        let tenant = try await bench.tenant()
        let refused = await failure { try await tenant.send(draft) }
        #expect(refused?.code == .refused)
        #expect(refused?.field == "smtp_user_name")
    }

    @Test func `the account's monthly cap refuses what it has no room for`() async throws {
        let bench = try await LaunchBench()
        let (month, tenant) = (bench.time.now.monthNumber, try await bench.tenant())
        try await bench.write(
            "UPDATE account SET email_cap = 10, email_month = ?, email_month_sent = 9", [month])
        #expect(try await tenant.send(LaunchBench.draft(to: "a@example.com")).accepted == 1)
        let refused = await failure {
            try await tenant.send(LaunchBench.draft(to: "a@example.com", "b@example.com"))
        }
        #expect(refused?.code == .quotaExhausted)
        #expect(refused?.field == nil)
    }

    @Test func `an unapproved sender writes rows that are not sent`() async throws {
        let bench = try await LaunchBench()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.from = "other@shop.example"
        let receipt = try await bench.tenant().send(draft)
        #expect(receipt.accepted == 0)
        #expect(try await bench.rows(receipt.batch) == ["0 a@example.com 7 sender not approved"])
    }

    @Test func `without a need of approval any sender goes out, until the account has a checked domain`()
        async throws
    {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.from = "any@where.example"
        draft.requiresApprovedSender = false
        #expect(try await tenant.send(draft).accepted == 1)
        try await bench.run(bench.engine())
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 5") == 1)
        try await bench.write(
            "INSERT INTO sending_domain (account, name, created_at) VALUES (1, 'mail.example', 0)")
        #expect(try await tenant.allowsSender("any@where.example", requiresApproval: false))
        try await bench.write("UPDATE sending_domain SET dkim_state = 'right'")
        #expect(try await tenant.allowsSender("any@where.example", requiresApproval: false) == false)
        #expect(try await tenant.allowsSender("any@mail.example", requiresApproval: false))
        #expect(try await tenant.allowsSender("news@shop.example", requiresApproval: true))
        #expect(try await tenant.send(draft).accepted == 0)
    }
}
