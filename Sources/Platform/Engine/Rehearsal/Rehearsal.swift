import Foundation
import ServiceCore
import Store
import Synchronization

/// A campaign's launch played through in a copy of the database, which is thrown away: the same rules, limits and engine on
/// the sandbox, with rates of a person's choice. Nobody is told, nothing is paid and nobody is marked.
struct Rehearsal: Sendable {
    let context: PlatformContext
    let campaign: Int64
    let rates: SandboxRates

    struct Result: Sendable {
        let progress: CampaignProgress
        /// How long limits and quiet hours would have it wait in all.
        let waited: TimeInterval
    }

    func run() async throws(ServiceError) -> Result {
        let folder = RehearsalFolder.new(in: context.store.directory)
        try PrivateFile.makeFolder(at: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = try await context.store.copy(to: folder)
        do throws(ServiceError) {
            let result = try await play(in: copy)
            try copy.close()
            return result
        } catch {
            try? copy.close()
            throw error
        }
    }

    private func play(in copy: PlatformStore) async throws(ServiceError) -> Result {
        let (start, campaign, connection) = (context.clock(), campaign, context.connection)
        let epoch = try await copy.write { db in
            try Self.clear(around: campaign, at: start, in: db)
            let verdict = try Launching.request(campaign, key: UUID().uuidString, at: start, in: db)
            if case .shortOfCredit(let needed, let available) = verdict {
                throw ServiceError(
                    .insufficientCredit,
                    "It would wait for credit: \(needed) needed, \(available) left.")
            }
            return try Int.fetchOne(db, "SELECT epoch FROM engine WHERE id = 1") ?? 0
        }
        let clock = MovedClock(start)
        let engine = try DeliveryEngine(
            store: copy, transport: .sandbox(.immediate(rates: rates)), epoch: epoch,
            bounces: context.options.bounces, clock: { clock.now })
        try await engine.recover()
        while let next = try await engine.drain() {
            guard !Task.isCancelled else { throw ServiceError(.cancelled, "The rehearsal was given up.") }
            // Times are kept rounded down, so the instant itself may read as the one before.
            clock.move(to: next.addingTimeInterval(0.001))
        }
        let end = clock.now
        let kind = CampaignKind(context: context).light
        let progress = try await copy.read { db in
            let row = try kind.editor.loadExisting(db, String(campaign))
            return try ProgressQueries(connection: connection, id: campaign, db: db)
                .progress(of: row, transport: "sandbox", at: end)
        }
        return Result(progress: progress, waited: end.timeIntervalSince(start))
    }

    /// Leaves of what is under way nothing but the one campaign, as a draft that starts at once.
    private static func clear(around campaign: Int64, at now: Date, in db: WriteTransaction) throws {
        if let launch = try LaunchRow.of(campaign, in: db), launch.state == .scheduled {
            var work = DeliveryTransaction(db, now: now, source: "rehearsal")
            try work.unschedule(launch, because: "")
            try work.finish()
        }
        try db.execute("UPDATE campaign SET defer_until = NULL, defer_by = NULL WHERE id = \(campaign)")
        try db.execute(
            """
            UPDATE campaign SET state = 'finished', finished_at = \(now.storedTime)
            WHERE id <> \(campaign) AND \(sql: Predicate.campaignLive)
            """)
        try db.execute("UPDATE delivery SET next_at = NULL WHERE next_at IS NOT NULL")
        try db.execute(
            "UPDATE delivery SET state = \(StoredDeliveryState.cancelled.rawValue) WHERE \(sql: Predicate.deliveryClaimed)"
        )
        try db.execute("DELETE FROM simulated_answer")
        // That it is a copy holds no engine of its own.
        try MetaKey.engineHold.set(nil, in: db)
    }
}

/// Stands still but where it is moved.
private final class MovedClock: Sendable {
    private let date: Mutex<Date>

    init(_ start: Date) { date = Mutex(start) }

    var now: Date { date.withLock { $0 } }

    func move(to next: Date) { date.withLock { $0 = max($0, next) } }
}

extension PlatformStore {
    /// The same database in another folder, with the key that opens its secrets.
    fileprivate func copy(to folder: URL) async throws(ServiceError) -> PlatformStore {
        let copy = DataDirectory(folder)
        do {
            try FileManager.default.copyItem(at: directory.key, to: copy.key)
            try await offCooperativePool { [pool] in
                try Backup(copy.files).copy(pool, to: copy.database)
            }
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
        return try PlatformStore.open(folder)
    }
}
