import FoundationEssentials
import Glibc
import ServiceCore
import Synchronization

/// This process's part in running the delivery engine: waits for its turn, then works when there is work.
///
/// Nothing runs while nothing is due: it sleeps on change notices and one timer for the next due thing.
final class EngineRunner: Sendable {
    private let context: PlatformContext
    private let state = Mutex(State())
    private static let pauseAfterFailure = Duration.seconds(5)

    private struct State {
        var run: Task<Void, Never>?
        var session: EngineSession?
        var isStopped = false
    }

    init(_ context: PlatformContext) { self.context = context }

    var status: EngineStatus {
        if state.withLock({ $0.session != nil }) { return .mine }
        guard let holder = EngineLock.holder(of: context.store) else { return .none }
        return holder == getpid() ? .mine : .other(holder)
    }

    /// Waits for the engine in the background and runs it from then on; may be called again.
    func start() {
        state.withLock { state in
            guard state.run == nil, !state.isStopped else { return }
            state.run = Task { await self.takeTurns() }
        }
    }

    /// Lets the batch under way be recorded, then gives the engine to the next process.
    func stop() async {
        let (run, session) = state.withLock { state in
            state.isStopped = true
            return (state.run, state.session)
        }
        // A run that is cancelled in its work could not record what it has sent; one that waits has none.
        if let session { await session.stop() } else { run?.cancel() }
        await run?.value
    }

    /// What would lie still without this process; nothing where another one has the engine.
    func unfinished() async throws(ServiceError) -> [String] {
        if case .other = status { return [] }
        return try await context.store.read { db in try DeliveryTransaction.unfinished(db) }
    }

    private func takeTurns() async {
        let lock = EngineLock(context.store)
        while !state.withLock({ $0.isStopped }) {
            guard let tenure = try? await lock.acquire() else { return }
            defer { tenure.end() }
            guard let session = try? EngineSession(context, tenure) else {
                // The sandbox's record or the journal cannot be opened now; another process may be luckier.
                tenure.end()
                try? await Task.sleep(for: Self.pauseAfterFailure)
                continue
            }
            let mayRun = state.withLock { state in
                state.session = state.isStopped ? nil : session
                return !state.isStopped
            }
            guard mayRun else { return }
            await session.run()
            state.withLock { $0.session = nil }
        }
    }
}
