import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct LaunchDeletionTests {
    @Test func `after the newest launch is deleted the next one is sent as if it were the first`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: .silent))
        let first = try await bench.campaign()
        try await bench.launch(first)
        try await bench.run(bench.engine())
        try await bench.delete(first)
        let second = try await bench.campaign()
        try await bench.launch(second)
        try await bench.run(bench.engine(epoch: 2))
        #expect(second > first)
        #expect(try await bench.parts(second)[.accepted] == 20)
        try await Reconciler(bench: bench).check(second)
    }

    @Test func `a deleted launch takes its events and the answers still to come with it`() async throws {
        var rates = SandboxRates.silent
        rates.delivered = 1
        let slow = SandboxOptions(messagesPerSecond: nil, rates: rates, answerDelay: 1, retryScale: 0)
        let bench = try await LaunchBench(contacts: 20, options: slow)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        _ = try await engine.drain()
        #expect(try await bench.number("SELECT count(*) FROM simulated_answer") == 20)
        try await bench.delete(campaign)
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 0)
        #expect(try await bench.number("SELECT count(*) FROM event") == 0)
        #expect(try await bench.number("SELECT count(*) FROM simulated_answer") == 0)
        #expect(try await engine.drain() == nil)
    }

    @Test func `a launch with people who still wait is not deleted, paused or not`() async throws {
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE campaign SET state = 'paused'")
        let error = await failure { try await bench.delete(campaign) }
        #expect(error?.code == .refused)
        #expect(error?.message == "“Spring sale” is paused.")
        #expect(try await bench.number("SELECT count(*) FROM campaign") == 1)
    }

    @Test func `an account whose messages still wait is not deleted`() async throws {
        let bench = try await LaunchBench(contacts: 20, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write("UPDATE campaign SET state = 'paused'")
        let error = await failure { try await bench.deleteAccount() }
        #expect(error?.code == .refused)
        #expect(try await bench.number("SELECT count(*) FROM account") == 1)
    }

    @Test func `credits reserved for unknowns come back when their launch is deleted`() async throws {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(options: .immediate(rates: rates))
        try await bench.grant(10)
        let campaign = try await bench.campaign(
            AudienceSpec(kind: .list, addresses: ["+34600000001", "+34600000002"]), type: .smsPlain)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.unknown] == 2)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 8)
        try await bench.delete(campaign)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 10)
        #expect(try await bench.number("SELECT sum(delta) FROM sms_ledger WHERE kind <> 'spend'") == 10)
    }
}
