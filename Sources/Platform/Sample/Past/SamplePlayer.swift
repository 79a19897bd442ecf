import FoundationEssentials
import ServiceCore
import Store
import Synchronization

/// Has the delivery engine live through the sample's past: what was sent is sent by it, on a clock that runs to the
/// moment at which the sample was made.
///
/// Each deed is done once: a play that was cut off goes on from there.
struct SamplePlayer: Sendable {
    /// Seconds from one message to the next, as the sandbox sends by itself.
    static let pace = 1 / (SandboxOptions().messagesPerSecond ?? 200)
    /// Small enough for a launch to be stopped in its course, large enough for few commits.
    private static let claimLimit = 100
    /// Answers that come within this of one another share a transaction; hours after the last message it is longer.
    private static let gathering: TimeInterval = 60

    private let context: PlatformContext
    private let tenure: EngineTenure
    private let past: SamplePast
    private let clock: PastClock
    private let mayGoOn: @Sendable () -> Bool

    /// Plays what is left of the past, nothing where nothing is; ends early where the task is cancelled.
    ///
    /// - Parameter report: is told of each deed that is done.
    static func play(
        in context: PlatformContext, under tenure: EngineTenure,
        report: @escaping @Sendable (SampleProgress) -> Void = { _ in }
    ) async throws(ServiceError) {
        let past = try await context.store.read { [vault = context.vault] db in
            try SamplePast(vault, in: db)
        }
        guard let past else { return }
        let stop = Stop()
        let player = SamplePlayer(
            context: context, tenure: tenure, past: past, clock: PastClock(past.start),
            mayGoOn: { !stop.isWanted })
        // Not cancelled with its caller: what the engine has handed over is recorded before it ends.
        let playing = Task { () async -> ServiceError? in
            do throws(ServiceError) {
                try await player.run(report)
                return nil
            } catch {
                return error
            }
        }
        let failure = await withTaskCancellationHandler {
            await playing.value
        } onCancel: {
            stop.want()
        }
        if let failure { throw failure }
    }

    private func run(_ report: @Sendable (SampleProgress) -> Void) async throws(ServiceError) {
        var engine = try engine(.ofThePast(seed: past.history.seed))
        try await engine.recover(machineRestarted: tenure.machineRestarted)
        var isRecent = false
        for (place, deed) in past.deeds.enumerated().dropFirst(past.history.done) {
            if past.isRecent(deed), !isRecent {
                try await end(engine)
                engine = try self.engine(SandboxOptions(messagesPerSecond: nil))
                isRecent = true
            }
            try await work(engine, until: Date(storedTime: deed.time))
            // Nothing is claimed or prepared any more when the last one comes.
            if place == past.deeds.count - 1 || !mayGoOn() { try await end(engine) }
            guard mayGoOn() else { return }
            try await perform(deed, place)
            report(SampleProgress(.history, done: place + 1, total: past.deeds.count))
        }
    }

    private func engine(_ sandbox: SandboxOptions) throws(ServiceError) -> DeliveryEngine {
        try DeliveryEngine(
            store: context.store, transport: .sandbox(sandbox), epoch: tenure.epoch,
            bounces: context.options.bounces, claimLimit: Self.claimLimit,
            leavesLater: true, clock: { [clock] in clock.now })
    }

    /// Lets the engine work until then: the clock goes on with each message, and else to the next thing that is due.
    private func work(_ engine: DeliveryEngine, until end: Date) async throws(ServiceError) {
        var sent = clock.now
        while clock.now < end, mayGoOn() {
            let outcome = try await engine.step()
            if !outcome.messages.isEmpty {
                try await engine.submit(outcome)
                clock.advance(Double(outcome.messages.count) * Self.pace)
                sent = clock.now
            } else if !outcome.hasMore {
                guard let due = outcome.nextDue, due < end else { return clock.move(to: end) }
                let pause = max(Self.gathering, 3 * clock.now.timeIntervalSince(sent))
                // Times are kept rounded down, so the instant itself may read as the one before.
                clock.move(
                    to: min(end, max(due.addingTimeInterval(0.001), clock.now.addingTimeInterval(pause))))
            }
        }
    }

    /// Has what was handed over recorded.
    private func end(_ engine: DeliveryEngine) async throws(ServiceError) {
        await engine.stop()
        _ = try await engine.drain()
    }

    private func perform(_ deed: SampleDeed, _ place: Int) async throws(ServiceError) {
        var options = context.options
        options.who = deed.who
        options.clock = { Date(storedTime: deed.time) }
        let context = PlatformContext(
            options: options, store: context.store, transport: context.transport, later: context.later)
        do throws(ServiceError) {
            try await context.editor.edit { [past] session in
                try deed.perform(in: past.scene, context, session)
                try past.save(done: place + 1, in: session.database)
            }
        } catch {
            // Where very few contacts are made a group may have nobody; what a person changed meanwhile stays, too.
            guard [.refused, .conflict, .notFound, .invalid].contains(error.code) else { throw error }
            try await context.store.write { [past] db in try past.save(done: place + 1, in: db) }
        }
    }
}

extension SamplePlayer {
    /// Whether the player is to end, from whichever task.
    private final class Stop: Sendable {
        private let state = Mutex(false)

        var isWanted: Bool { state.withLock { $0 } }

        func want() { state.withLock { $0 = true } }
    }
}

/// The time in the sample's past; it never goes back.
final class PastClock: Sendable {
    private let time: Mutex<Date>

    init(_ start: Date) { time = Mutex(start) }

    var now: Date { time.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }

    func move(to date: Date) { time.withLock { $0 = max($0, date) } }
}

extension SandboxOptions {
    /// Recipients of whom a few more answer than by default, within hours, and retries that wait as they do at a relay.
    fileprivate static func ofThePast(seed: Int) -> SandboxOptions {
        var rates = SandboxRates()
        rates.refused = 0.01
        rates.lost = 0.002
        rates.view = 0.27
        rates.complaint = 0.002
        rates.unsubscribe = 0.003
        return SandboxOptions(
            seed: UInt64(bitPattern: Int64(seed)), messagesPerSecond: nil, rates: rates, answerDelay: 600,
            retryScale: 1)
    }
}
