import FoundationEssentials
import ServiceCore
import Store
import Synchronization

/// Posts what webhooks and postback URLs are owed, for as long as this process has the engine.
///
/// An endpoint gets one request at a time, and a slow one keeps no other waiting. Nothing runs while nothing is due: it
/// sleeps on change notices and one timer. What was posted and not written down when the process died is posted
/// again, under the same event id.
final class HookDispatcher: Sendable {
    private static let mostEndpoints = 8
    private static let pauseAfterFailure = Duration.seconds(60)
    /// What was posted in this time is written down together.
    private static let gathering = Duration.seconds(1)

    private let context: PlatformContext
    private let epoch: Int
    private let poster: HookPoster
    private let busy = Mutex<Set<String>>([])
    /// When the line was looked through last.
    private let seen = Mutex<Date?>(nil)
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let timer: WallTimer

    init(_ context: PlatformContext, epoch: Int) {
        self.context = context
        self.epoch = epoch
        poster = HookPoster(fetch: context.fetch, vault: context.vault, clock: context.clock)
        // One waiting wake says all that several would.
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        (wakes, wake) = (stream, continuation)
        timer = WallTimer { continuation.yield() }
    }

    /// Works until its task is cancelled.
    func run() async {
        let changes = context.store.changes()
        let pump = Task { [wake] in
            for await change in changes where change.touches(["hook_out"]) { wake.yield() }
        }
        defer {
            pump.cancel()
            timer.cancel()
        }
        wake.yield()
        await withDiscardingTaskGroup { group in
            for await _ in wakes {
                for endpoint in await takeDue() { group.addTask { await self.serve(endpoint) } }
            }
            group.cancelAll()
        }
    }

    /// The endpoints to be served now, marked as busy; for the others the timer is set.
    private func takeDue() async -> [String] {
        let now = context.clock()
        do throws(ServiceError) {
            let before = seen.withLock { seen in
                defer { seen = now }
                return seen
            }
            if ClockStep.isBack(now, since: before) {
                try await context.store.write { db in try ClockStep.goBackForHooks(to: now, in: db) }
            }
            let owed = try await context.store.read { db in
                try EngineHold.refuse(in: db)
                return try HookOutQueries.endpoints(db)
            }
            let later = owed.map(\.due).filter { $0 > now }.min()
            if let later { timer.set(Date().addingTimeInterval(later.timeIntervalSince(now))) }
            return busy.withLock { busy in
                let room = max(0, Self.mostEndpoints - busy.count)
                let due = owed.filter { $0.due <= now && !busy.contains($0.endpoint) }.prefix(room)
                busy.formUnion(due.map(\.endpoint))
                return due.map(\.endpoint)
            }
        } catch {
            timer.set(Date().addingTimeInterval(Self.pauseAfterFailure / .seconds(1)))
            return []
        }
    }

    private func serve(_ endpoint: String) async {
        do throws(ServiceError) {
            while !Task.isCancelled {
                let now = context.clock()
                let posts = try await context.store.read { db in
                    try HookOutQueries.due(endpoint, at: now, in: db)
                }
                if posts.isEmpty { break }
                try await record(await send(posts), at: endpoint)
            }
        } catch {
            // What cannot be written down would be posted again and again.
            try? await Task.sleep(for: Self.pauseAfterFailure)
        }
        busy.withLock { _ = $0.remove(endpoint) }
        wake.yield()
    }

    /// One after the other, up to the first that was not taken.
    private func send(_ posts: [HookPost]) async -> [HookOutcome] {
        let end = ContinuousClock.now + Self.gathering
        var outcomes: [HookOutcome] = []
        for post in posts {
            guard let outcome = await poster.send(post) else { break }
            outcomes.append(outcome)
            if outcome.verdict != .done || ContinuousClock.now > end { break }
        }
        return outcomes
    }

    /// In a task of its own: what was posted is written down also where this one is cancelled.
    private func record(_ outcomes: [HookOutcome], at endpoint: String) async throws(ServiceError) {
        guard !outcomes.isEmpty else { return }
        let writing = Task { [store = context.store, epoch] () async -> Result<Void, ServiceError> in
            do throws(ServiceError) {
                try await store.write { db in
                    try EngineFence.check(epoch, in: db)
                    try HookOutQueries.record(outcomes, at: endpoint, in: db)
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try await writing.value.get()
    }
}

extension ClockStep {
    /// Begins the waits of what webhooks are owed anew, and ends the rests of endpoints.
    static func goBackForHooks(to now: Date, in db: WriteTransaction) throws {
        let time = now.storedTime
        try db.execute(
            """
            UPDATE hook_out SET next_at = \(time) + max(0, next_at - coalesce(last_at, created_at)),
            last_at = \(time)
            WHERE \(sql: Predicate.hookWaiting) AND coalesce(last_at, created_at) > \(time)
            """)
        try db.execute("UPDATE hook_rest SET until = \(time) WHERE until > \(time)")
    }
}
