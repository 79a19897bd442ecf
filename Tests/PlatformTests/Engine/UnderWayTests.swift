import FoundationEssentials
import ServiceCore
import Synchronization
import Testing

@testable import Platform

/// Messages whose answers come late, or never.
///
/// Cases S6, S13.
@Suite struct UnderWayTests {
    private func engine(
        _ bench: LaunchBench, _ transport: PartingTransport, needsMail: Bool = false,
        wake: @escaping @Sendable () -> Void = {}
    ) async throws -> DeliveryEngine {
        try await bench.write("UPDATE engine SET epoch = 1")
        var relay = PlatformTransport(
            description: TransportDescription("relay", "a relay"), open: { _, _ in transport })
        relay.needsMail = needsMail
        let engine = try DeliveryEngine(
            store: bench.store, transport: relay, epoch: 1, wake: wake, clock: bench.time.clock)
        try await engine.recover()
        return engine
    }

    private func launched(_ contacts: Int) async throws -> (LaunchBench, Int64) {
        let bench = try await LaunchBench(contacts: contacts)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        return (bench, campaign)
    }

    private func parts(_ bench: LaunchBench, _ campaign: Int64) async throws -> [DeliveryState: Int] {
        try await bench.parts(campaign).filter { $0.value > 0 }
    }

    /// Works until only these many are under way.
    private func work(_ engine: DeliveryEngine, downTo open: Int) async throws {
        repeat {
            _ = try await engine.work()
            if await engine.underWay.count > open { await engine.underWay.next() }
        } while await engine.underWay.count > open
    }

    @Test func `a message that waits for its answer holds up none of the others`() async throws {
        let (bench, campaign) = try await launched(100)
        let transport = PartingTransport(claimSize: 10, hangs: [3])
        let engine = try await engine(bench, transport)
        try await work(engine, downTo: 1)
        #expect(try await parts(bench, campaign) == [.accepted: 99, .pending: 1])
        transport.release()
        _ = try await engine.drain()
        #expect(try await parts(bench, campaign) == [.accepted: 100])
        try await Reconciler(bench: bench).sums(campaign)
    }

    @Test func `where all room is taken nothing is claimed and nothing is waited for`() async throws {
        let (bench, campaign) = try await launched(20)
        let transport = PartingTransport(claimSize: 5, hangs: Set(1...5))
        let engine = try await engine(bench, transport)
        #expect(try await engine.work() == nil)
        #expect(try await engine.work() == nil)
        #expect(try await parts(bench, campaign) == [.pending: 20])
        transport.release()
        _ = try await engine.drain()
        #expect(try await parts(bench, campaign) == [.accepted: 20])
    }

    @Test func `an answer wakes whoever waits for work`() async throws {
        let (bench, _) = try await launched(1)
        let transport = PartingTransport(claimSize: 5, hangs: [1])
        let (wakes, wake) = AsyncStream<Void>.makeStream()
        let engine = try await engine(bench, transport) { wake.yield() }
        _ = try await engine.work()
        transport.release()
        var iterator = wakes.makeAsyncIterator()
        _ = await iterator.next()
        _ = try await engine.work()
        #expect(await engine.isIdle)
    }

    @Test func `an engine that stops has back what was not begun, and tries it without an attempt`()
        async throws
    {
        let (bench, campaign) = try await launched(3)
        let engine = try await engine(bench, PartingTransport(claimSize: 5, hangs: [2]))
        try await work(engine, downTo: 1)
        await engine.stop()
        _ = try await engine.drain()
        #expect(try await parts(bench, campaign) == [.accepted: 2, .pending: 1])
        #expect(try await bench.number("SELECT attempts FROM delivery WHERE state = 1") == 0)
    }

    @Test func `what is under way counts toward a cap`() async throws {
        let (bench, campaign) = try await launched(10)
        try await bench.write("UPDATE account SET email_cap = 4")
        let transport = PartingTransport(claimSize: 10, hangs: [1, 2])
        let engine = try await engine(bench, transport)
        try await work(engine, downTo: 2)
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 2") == 2)
        #expect(try await parts(bench, campaign) == [.accepted: 2, .pending: 8])
        transport.release()
        _ = try await engine.drain()
        #expect(try await parts(bench, campaign) == [.accepted: 4, .pending: 6])
    }

    @Test func `what does not fit into memory goes back, uncounted, and is sent when there is room`()
        async throws
    {
        let (bench, campaign) = try await launched(30)
        let transport = PartingTransport(claimSize: 30, hangs: [1])
        let engine = try await engine(bench, transport, needsMail: true)
        await engine.keepInMemory(1)
        try await work(engine, downTo: 1)
        // One at a time fits, and the first does not come back.
        #expect(try await parts(bench, campaign) == [.pending: 30])
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 2") == 1)
        #expect(try await bench.number("SELECT sum(attempts) FROM delivery WHERE state = 1") == 0)
        transport.release()
        _ = try await engine.drain()
        #expect(try await parts(bench, campaign) == [.accepted: 30])
        #expect(try await bench.number("SELECT max(attempts) FROM delivery") == 1)
    }

    @Test func `what cannot be recorded stops what would be handed over next`() async throws {
        let (bench, _) = try await launched(1)
        let engine = try await engine(bench, PartingTransport(claimSize: 5, hangs: []))
        try await bench.write("ALTER TABLE engine RENAME TO engine_away")
        await #expect(throws: ServiceError.self) { try await engine.step() }
        await #expect(throws: ServiceError.self) { try await engine.journal.confirm() }
        try await bench.write("ALTER TABLE engine_away RENAME TO engine")
        _ = try await engine.drain()
        try await engine.journal.confirm()
    }
}

extension DeliveryEngine {
    /// - Parameter bytes: that may be written out together.
    fileprivate func keepInMemory(_ bytes: Int) { writing.most = bytes }
}

/// Takes every message at once, but some only when it is let; each claim has as many in it as are asked for.
private final class PartingTransport: Transport {
    let claimSize: Int
    private let hangs: Set<Int64>
    private let (gate, opening) = AsyncStream<Void>.makeStream()
    private let isOpen = Mutex(false)

    init(claimSize: Int, hangs: Set<Int64>) { (self.claimSize, self.hangs) = (claimSize, hangs) }

    func release() {
        isOpen.withLock { $0 = true }
        opening.finish()
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        let (late, early) = (
            messages.filter { hangs.contains($0.delivery) }, messages.filter { !hangs.contains($0.delivery) }
        )
        answered(early.map { result($0, RelayReply(.data, 250, "2.0.0", "taken")) })
        guard !late.isEmpty else { return }
        for await _ in gate {}
        let reply = isOpen.withLock { $0 } ? RelayReply(.data, 250) : RelayReply(.session, 451)
        answered(late.map { result($0, reply) })
    }

    private func result(_ message: OutgoingMessage, _ reply: RelayReply) -> SubmissionResult {
        SubmissionResult(delivery: message.delivery, reply: reply, time: Date(timeIntervalSince1970: 0))
    }
}
