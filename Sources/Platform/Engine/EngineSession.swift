import Foundation
package import ServiceCore
import Store

/// The engine of one tenure, woken by changes and by the time of the next due thing.
final class EngineSession: Sendable {
    /// Tables whose change can bring work or lift what holds it back.
    private static let tables: Set<String> = [
        "campaign", "delivery", "submission", "smtp_user", "account", "suppression", "simulated_answer",
        "meta",
    ]
    /// Answers that come in close succession share a transaction.
    private static let gathering: TimeInterval = 0.1
    private static let longestPause: TimeInterval = 60

    private let context: PlatformContext
    private let engine: DeliveryEngine
    private let backups: DailyBackup
    private let machineRestarted: Bool
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let timer: WallTimer

    init(
        _ context: PlatformContext, _ transport: PlatformTransport, _ tenure: EngineTenure
    ) throws(ServiceError) {
        self.context = context
        // One waiting wake says all that several would.
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        (wakes, wake) = (stream, continuation)
        engine = try DeliveryEngine(
            store: context.store, transport: transport, epoch: tenure.epoch,
            bounces: context.options.bounces, wake: { continuation.yield() }, clock: context.clock)
        machineRestarted = tenure.machineRestarted
        backups = DailyBackup(context.store)
        timer = WallTimer { continuation.yield() }
    }

    /// Works until `stop`; what fails is tried again after a pause.
    ///
    /// - Parameter report: is told each failure, and nil when the work has gone on.
    /// - Throws: `EngineFence.lost` where the turn has gone to another process.
    func run(report: @Sendable (ServiceError?) -> Void) async throws(ServiceError) {
        let changes = context.store.changes()
        let wake = wake
        let pump = Task {
            for await change in changes where change.touches(Self.tables) { wake.yield() }
            wake.finish()
        }
        defer {
            pump.cancel()
            timer.cancel()
        }
        var retry = RetryPause()
        var backup = Self.longestPause
        var isRecovered = false
        wake.yield()
        for await _ in wakes {
            do throws(ServiceError) {
                if !isRecovered { try await engine.recover(machineRestarted: machineRestarted) }
                isRecovered = true
                let next = try await engine.work()
                // A copy takes long; what is under way is recorded first, and wakes again.
                if await engine.isIdle {
                    await context.finishWiping()
                    backup = await backups.makeIfDue(at: context.clock())
                }
                arm(next, backupIn: backup)
                retry = RetryPause()
                report(await engine.trouble)
            } catch {
                if error == EngineFence.lost {
                    await engine.abandon()
                    throw error
                }
                report(error)
                // A full disk or a held database: nothing is handed over until a transaction succeeds again.
                timer.set(retry.next(after: Date(), longest: Self.longestPause))
            }
        }
        guard isRecovered else { return }
        await engine.abandon()
        // Where this fails, the next engine finds what was under way in the journal.
        _ = try? await engine.drain()
    }

    var figures: [TransportFigures] { engine.figures }

    func trouble(of way: MessageWay) -> ServiceError? { engine.trouble(of: way) }

    func stop() async {
        await engine.stop()
        wake.finish()
    }

    private func arm(_ next: Date?, backupIn wait: TimeInterval) {
        let backup = Date().addingTimeInterval(wait)
        timer.set(
            next.map { min(backup, max($0, context.clock().addingTimeInterval(Self.gathering))) } ?? backup)
    }
}

/// When work that failed is tried again: after a second, then twice as long each time.
struct RetryPause {
    private var pause: TimeInterval = 0.5
    private var time = Date.distantPast

    /// - Returns: the same for failures that come before it is time: answers wake the engine as often as they come.
    mutating func next(after now: Date, longest: TimeInterval) -> Date {
        if now >= time {
            pause = min(pause * 2, longest)
            time = now.addingTimeInterval(pause)
        }
        return time
    }
}

/// Which process runs the delivery engine of a data directory.
package enum EngineStatus: Sendable, Equatable {
    case mine
    /// This process, whose work does not go on at the moment; it tries again by itself.
    case failing(ServiceError)
    /// Another process, by its id; 0 where that is not known.
    case other(Int32)
    case none

    /// Whether messages go out, by whichever process.
    package var isRunning: Bool {
        switch self {
        case .mine, .other: true
        case .failing, .none: false
        }
    }
}
