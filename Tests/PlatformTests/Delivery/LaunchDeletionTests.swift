import Foundation
import GRDB
import ServiceCore
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
}
