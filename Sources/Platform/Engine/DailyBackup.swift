import Foundation
import ServiceCore
import Store
import Synchronization

/// Looks through the database and copies it once a day while the engine runs, and drops what is too old of the
/// archive and of what was deleted.
///
/// Made-up data, which can be made again, is never copied.
final class DailyBackup: Sendable {
    private let store: PlatformStore
    private let due = Mutex<Date?>(nil)
    private static let day: TimeInterval = 86_400
    private static let pauseAfterFailure: TimeInterval = 3600
    /// For how long archived messages are kept, at the least.
    private static let archiveLife = 400 * day

    init(_ store: PlatformStore) { self.store = store }

    /// Makes the copy where the newest is a day old.
    ///
    /// One that fails, as on a full disk, is tried again in an hour; sending goes on.
    ///
    /// - Returns: the seconds after which the next is due.
    func makeIfDue(at now: Date) async -> TimeInterval {
        let due = due.withLock { $0 } ?? firstDue(at: now)
        let next = due > now ? due : await make(at: now)
        self.due.withLock { $0 = next }
        return next.timeIntervalSince(now)
    }

    /// A clock that was set back does not keep the next copy away for longer than a day.
    private func firstDue(at now: Date) -> Date {
        guard let newest = Backup(store.directory.files).newestDaily else { return now }
        return min(newest, now).addingTimeInterval(Self.day)
    }

    private func make(at now: Date) async -> Date {
        do throws(ServiceError) {
            // A damaged file must not push the sound copies out; a very large one is looked through at each start alone.
            _ = try await store.quickCheck()
            if try await store.meta(.createdByDemo) == nil { _ = try await store.backUp(at: now) }
            try await store.pruneArchive(before: now.addingTimeInterval(-Self.archiveLife))
            try await store.write { db in try DeletedRows.forget(before: now, in: db) }
            return now.addingTimeInterval(Self.day)
        } catch {
            return now.addingTimeInterval(Self.pauseAfterFailure)
        }
    }
}
