import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// An engine that is dropped without another word stands for a killed process; the next has a higher epoch.
///
/// Cases S1, S2.
@Suite struct RecoveryTests {
    /// The boundaries of a batch at which a process can die.
    enum Death: String, CaseIterable {
        case afterClaim, afterHandOver, whileWritingTheRecord, afterResults, whilePreparing
    }

    @Test(arguments: Death.allCases)
    func `a killed engine loses nobody and sends to nobody twice`(_ death: Death) async throws {
        let bench = try await LaunchBench(contacts: 700)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await run(bench, to: death)
        try await Reconciler(bench: bench).sums(campaign)
        let second = try await bench.engine(epoch: 2, chunk: 300)
        try await bench.run(second)
        #expect(try await bench.state(campaign) == "finished")
        let parts = try await bench.parts(campaign)
        #expect(parts.values.reduce(0, +) == 700)
        #expect(parts[.unknown] == 0)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `one that dies after each chunk of an audience leaves nobody out and nobody twice`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 1_000, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        for epoch in 1...5 {
            _ = try await bench.engine(epoch: epoch, chunk: 300).step()
            try await Reconciler(bench: bench).sums(campaign)
        }
        try await bench.run(bench.engine(epoch: 6, chunk: 300))
        #expect(try await bench.parts(campaign)[.accepted] == 1_000)
        #expect(try await bench.number("SELECT count(DISTINCT address) FROM delivery") == 1_000)
        try await Reconciler(bench: bench).check(campaign)
    }

    private func run(_ bench: LaunchBench, to death: Death) async throws {
        let engine = try await bench.engine(chunk: 300)
        let first = try await engine.step()
        #expect(!first.messages.isEmpty)
        switch death {
        case .afterClaim, .whilePreparing: return
        case .afterHandOver: try await engine.submit(first)
        case .whileWritingTheRecord:
            try await engine.submit(first)
            try tear(bench)
        case .afterResults:
            try await engine.submit(first)
            _ = try await engine.step()
        }
    }

    /// Cuts the record in the middle of a line, as a kill inside the write would.
    private func tear(_ bench: LaunchBench) throws {
        let url = SandboxRecord(in: bench.store.directory).url
        let handle = try FileHandle(forUpdating: url)
        let size = try handle.seekToEnd()
        try handle.truncate(atOffset: size - 20)
        try handle.close()
        // The journal's answers came after the record's last line.
        let journal = try InFlightJournal(bench.store.directory.url.appending(path: "inflight.journal"))
        let handed = journal.phases().keys
        journal.clear()
        journal.handOver(handed)
    }

    @Test func `where only the journal can tell, what was handed over without an answer is unknown`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 30, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let relay = PlatformTransport(
            description: TransportDescription("relay", "a relay"), open: { _, _ in ForgetfulTransport() })
        try await bench.write("UPDATE engine SET epoch = 1")
        let first = try DeliveryEngine(
            store: bench.store, transport: relay, epoch: 1, clock: bench.time.clock)
        try await first.recover()
        let claim = try await first.step()
        try await first.submit(claim)
        try await bench.write("UPDATE engine SET epoch = 2")
        let second = try DeliveryEngine(
            store: bench.store, transport: relay, epoch: 2, clock: bench.time.clock)
        try await second.recover()
        let parts = try await bench.parts(campaign)
        // A third was answered, a third handed over without an answer, a third not handed over.
        #expect(parts[.accepted] == 10)
        #expect(parts[.unknown] == 10)
        #expect(parts[.pending] == 10)
        let attempts = try await bench.number("SELECT max(attempts) FROM delivery WHERE state = 1")
        #expect(attempts == 0)
    }

    @Test func `an answer that was lost waits for a person, who resends it or takes it for accepted`()
        async throws
    {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(contacts: 2, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        try await bench.run(engine)
        #expect(try await bench.parts(campaign)[.unknown] == 2)
        #expect(try await bench.state(campaign) == "finished")
        try await Reconciler(bench: bench).check(campaign)
        let now = bench.time.now
        try await bench.store.write { db in
            try Unknowns.resolve(1, .settle, at: now, in: db)
            try Unknowns.resolve(2, .resend, at: now, in: db)
        }
        #expect(try await bench.state(campaign) == "running")
        try await bench.run(bench.engine(epoch: 2, options: .immediate(rates: .silent)))
        #expect(try await bench.parts(campaign)[.accepted] == 2)
        #expect(try await bench.state(campaign) == "finished")
    }

    @Test func `what is sent again after days has its three days anew`() async throws {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        bench.time.advance(100 * 3600)
        let now = bench.time.now
        try await bench.store.write { db in try Unknowns.resolve(1, .resend, at: now, in: db) }
        try await bench.run(bench.engine(epoch: 2, options: .immediate(rates: .silent)))
        #expect(try await bench.parts(campaign)[.accepted] == 1)
    }

    @Test func `the state tells how many are still unknown after each decision`() async throws {
        var rates = SandboxRates.silent
        rates.lost = 1
        let bench = try await LaunchBench(contacts: 2, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let now = bench.time.now
        var told: [String?] = []
        for id in [1, 2] as [Int64] {
            told.append(try await bench.text("SELECT state_why FROM campaign"))
            try await bench.store.write { db in try Unknowns.resolve(id, .settle, at: now, in: db) }
        }
        told.append(try await bench.text("SELECT state_why FROM campaign"))
        #expect(told == ["2 unknown, which wait for a person", "1 unknown, which waits for a person", ""])
    }

    @Test func `answers not given before a crash are given once after it`() async throws {
        var rates = SandboxRates.silent
        rates.delivered = 1
        rates.view = 1
        let slow = SandboxOptions(messagesPerSecond: nil, rates: rates, answerDelay: 1, retryScale: 0)
        let bench = try await LaunchBench(contacts: 200, options: slow)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine(), until: bench.time.now.addingTimeInterval(1.2))
        let early = try await bench.parts(campaign)[.delivered] ?? 0
        #expect(early > 0 && early < 200)
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.parts(campaign)[.delivered] == 200)
        let views = try await bench.number("SELECT count(*) FROM event WHERE kind = 12")
        #expect(views == 200)
        try await Reconciler(bench: bench).check(campaign)
    }
}

/// A relay without a record of its own that dies after a third of its answers.
private struct ForgetfulTransport: Transport {
    let claimSize = 500

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        let third = messages.count / 3
        journal.handOver(messages.prefix(2 * third).map(\.delivery))
        journal.answer(messages.prefix(third).map { ($0.delivery, 250) })
    }
}
