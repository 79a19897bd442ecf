import Foundation
import Glibc
package import ServiceCore
import Store
import Synchronization

/// Decides which of the processes on a folder runs the delivery engine.
///
/// The lock is the kernel's and ends with its holder, however that ends; a waiting process has it at once. It is on
/// the folder itself: a lock file that is deleted would leave its holder one lock and give the next another.
/// The epoch in the database tells the work of one holder from that of the one before.
package struct EngineLock: Sendable {
    private let store: PlatformStore
    private let bootIDPath: String

    package init(_ store: PlatformStore, bootIDPath: String = "/proc/sys/kernel/random/boot_id") {
        self.store = store
        self.bootIDPath = bootIDPath
    }

    /// Waits until the engine is free, however long that takes, and takes it.
    ///
    /// - Throws: `.cancelled` when the task is; the turn then goes to the next in line. `.storage` where the file
    ///   system gives no lock.
    package func acquire() async throws(ServiceError) -> EngineTenure {
        try store.refuseIfUnwritable()
        let lock = try FileLock(folder: store.directory.url)
        guard try await LockWait(lock).finish() else {
            throw ServiceError(.cancelled, "The wait for the delivery engine was cancelled.")
        }
        return try await begin(with: lock)
    }

    private func begin(with lock: FileLock) async throws(ServiceError) -> EngineTenure {
        // The folder that it waited for may have been replaced meanwhile.
        try store.pool.checkFiles()
        let pid = getpid()
        try? FileLock(store.directory.engineLock).writeNote("\(pid)\n")
        let bootID = readBootID()
        let previous = try await store.write { db in
            let row = try SQLRow.fetchOne(db, "SELECT epoch, boot_id FROM engine WHERE id = 1")
            try db.execute(
                """
                UPDATE engine SET epoch = epoch + 1, boot_id = \(bootID), pid = \(pid),
                started_at = \(sql: SQL.dialect.now) WHERE id = 1
                """)
            return (epoch: row?["epoch"] ?? 0, bootID: row?["boot_id"] ?? "") as (epoch: Int, bootID: String)
        }
        return EngineTenure(
            lock: lock, epoch: previous.epoch + 1,
            machineRestarted: !previous.bootID.isEmpty && previous.bootID != bootID)
    }

    private func readBootID() -> String {
        let text = (try? String(contentsOfFile: bootIDPath, encoding: .utf8)) ?? ""
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The right to run the engine, from when it was taken until `end` or the process's end.
package final class EngineTenure: Sendable {
    /// Greater than that of every earlier holder.
    package let epoch: Int
    /// The machine was started anew since the last holder, so its in-flight journal may be incomplete.
    package let machineRestarted: Bool
    private let lock: FileLock

    init(lock: FileLock, epoch: Int, machineRestarted: Bool) {
        self.lock = lock
        self.epoch = epoch
        self.machineRestarted = machineRestarted
    }

    package func end() { lock.release() }
}

extension EngineLock {
    /// The process that runs the engine now, nil where none does and 0 where it is not known which.
    ///
    /// Asking shares the lock for a moment in place of taking it, so that several may ask at once. The note is
    /// believed of a process that lives: one that has just taken the lock may not have written its own yet.
    static func holder(of store: PlatformStore) -> Int32? {
        guard !store.isReadOnly, let lock = try? FileLock(folder: store.directory.url) else { return nil }
        guard !lock.tryShare() else {
            lock.release()
            return nil
        }
        let note = try? FileLock(store.directory.engineLock).note
        guard let pid = note?.split(separator: "\n").first.flatMap({ Int32($0) }) else { return 0 }
        return lives(pid) ? pid : nil
    }

    private static func lives(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno == EPERM }
}

/// Keeps an engine whose turn is over from writing: the lock may be lost without a word, the epoch is in the database.
enum EngineFence {
    static let lost = ServiceError(
        .conflict, "Another process has begun to run the delivery engine.",
        hint: "It goes on with what is queued; nothing else is needed.")

    /// - Throws: `lost` where the database names another epoch, the hold where there is one.
    static func check(_ epoch: Int, in db: ReadTransaction) throws {
        let current = try Int.fetchOne(db, cached: "SELECT epoch FROM engine WHERE id = 1")
        guard current == epoch else { throw lost }
        try EngineHold.refuse(in: db)
    }
}
