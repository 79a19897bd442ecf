import Foundation
import GRDB
import ServiceCore

/// Brings an older file up to date, by one process at a time, with a copy kept first.
struct SchemaUpgrade {
    let directory: DataDirectory

    /// Each migration is one transaction, so a crash leaves the old schema or the new one.
    func run(on pool: DatabasePool) throws {
        let lock = try FileLock(directory.setupLock)
        try lock.acquire()
        defer { lock.release() }
        // Another process may have done it while this one waited.
        let isCurrent = try pool.read { db in try Schema.migrator.hasCompletedMigrations(db) }
        if !isCurrent {
            try Backup(directory: directory).make(from: pool, at: Date(), why: "before-upgrade")
            try Schema.migrator.migrate(pool)
        }
        try pool.write { db in
            if try BulkLoad.wasInterrupted(db) { try BulkLoad.finish(db) }
        }
    }
}
