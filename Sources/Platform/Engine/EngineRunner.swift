import FoundationEssentials
import Glibc
import Logging
import ServiceCore
import Store
import Synchronization

/// This process's part in running the delivery engine: waits for its turn, then works when there is work.
///
/// Nothing runs while nothing is due: it sleeps on change notices and one timer for the next due thing.
final class EngineRunner: Sendable {
    private let context: PlatformContext
    private let transport: PlatformTransport
    private let state = Mutex(State())
    private let pauseAfterFailure: Duration
    private let beginning: Beginning

    /// What comes before the queue in a turn; it ends soon, and with nothing half done, when its task is cancelled.
    typealias Beginning = @Sendable (EngineTenure) async throws(ServiceError) -> Void

    private struct State {
        var run: Task<Void, Never>?
        var session: EngineSession?
        var isStopped = false
        var failure: ServiceError?
    }

    /// - Parameter pauseAfterFailure: how long it waits before it asks for its turn again.
    init(
        _ context: PlatformContext, _ transport: PlatformTransport,
        pauseAfterFailure: Duration = .seconds(5), beginning: @escaping Beginning = { _ in }
    ) {
        (self.context, self.transport) = (context, transport)
        self.pauseAfterFailure = pauseAfterFailure
        self.beginning = beginning
    }

    var status: EngineStatus {
        let (isMine, failure) = state.withLock { ($0.session != nil, $0.failure) }
        if let failure { return .failing(failure) }
        if isMine { return .mine }
        guard let holder = EngineLock.holder(of: context.store) else { return .none }
        return holder == getpid() ? .mine : .other(holder)
    }

    /// How the transport stands while this process has the engine; nil while it does not.
    var figures: [TransportFigures]? { state.withLock { $0.session?.figures } }

    /// Why its work does not go on at the moment; nil while it does.
    var failure: ServiceError? { state.withLock { $0.failure } }

    /// The same of the messages of a way, whose transport may rest while another works.
    func failure(of way: MessageWay) -> ServiceError? {
        state.withLock { $0.failure ?? $0.session?.trouble(of: way) }
    }

    /// Waits for the engine in the background and runs it from then on; may be called again, also after `stop`.
    ///
    /// - Parameter check: what must have ended before.
    func start(after check: Task<Void, Never>? = nil) {
        state.withLock { state in
            guard state.run == nil else { return }
            state.isStopped = false
            state.run = Task {
                await check?.value
                await self.takeTurns()
            }
        }
    }

    /// Lets the batch under way be recorded, then gives the engine to the next process.
    ///
    /// - Returns: whether there was a run to stop.
    @discardableResult
    func stop() async -> Bool {
        let (run, session) = state.withLock { state in
            state.isStopped = true
            state.failure = nil
            return (state.run, state.session)
        }
        // A session that is cancelled in its work could not record what it has sent; before it there is nothing to record.
        if let session { await session.stop() } else { run?.cancel() }
        await run?.value
        state.withLock { $0.run = nil }
        return run != nil
    }

    /// What would lie still without this process; nothing where another one has the engine.
    func unfinished() async throws(ServiceError) -> [String] {
        if case .other = status { return [] }
        return try await context.store.read { db in try DeliveryTransaction.unfinished(db) }
    }

    /// Only `stop` ends this: a lock or a database that fails now may be right again in a while.
    private func takeTurns() async {
        while !state.withLock({ $0.isStopped }), !Task.isCancelled {
            do throws(ServiceError) {
                try await takeTurn()
            } catch  where error == EngineFence.lost {
                // What this turn was for is decided anew, or another process has it; both are found out by asking for the next.
                continue
            } catch {
                note(error)
                // What failed (a full disk, a lock) tells nobody when it is right again, so it is tried again in a
                // while; another process may take its turn meanwhile.
                try? await Task.sleep(for: pauseAfterFailure)
            }
        }
    }

    private func note(_ failure: ServiceError?) {
        let hasChanged = state.withLock { state in
            if state.isStopped { return false }
            defer { state.failure = failure }
            return state.failure != failure
        }
        guard hasChanged else { return }
        log(failure)
        // A database that cannot be worked on tells nobody of a change, so whoever watches is told here.
        context.store.pool.notices.post(.tables(["engine"]))
    }

    /// Once for every change: a pause that repeats itself would fill the log.
    private func log(_ failure: ServiceError?) {
        let logger = Logger(label: "sendboard.engine")
        guard let failure else { return logger.notice("the engine goes on") }
        logger.error(
            "the engine is held up",
            // The message may hold what a relay said, addresses too.
            metadata: ["code": "\(failure.code.rawValue)"])
    }

    private func takeTurn() async throws(ServiceError) {
        let tenure = try await EngineLock(context.store).acquire()
        defer { tenure.end() }
        try await context.store.read { [shown = context.transport] db in
            try DecidedWays.refuse(otherThan: shown, in: db)
        }
        try await beginning(tenure)
        let session = try EngineSession(context, transport, tenure)
        let mayRun = state.withLock { state in
            state.session = state.isStopped ? nil : session
            return !state.isStopped
        }
        guard mayRun else { return }
        note(nil)
        defer { state.withLock { $0.session = nil } }
        // Ends with this turn, whatever ends it.
        async let _ = HookDispatcher(context, epoch: tenure.epoch).run()
        try await session.run { [self] failure in note(failure) }
    }
}
