import Foundation
import GRDB
import ServiceCore

/// Brings an older file up to date, by one process at a time, with a copy kept first.
struct SchemaUpgrade {
    let files: StoreFiles
    let design: StoreDesign

    /// Each migration is one transaction, so a crash leaves the old schema or the new one.
    func run(on connections: DatabasePool) throws {
        let lock = try FileLock(files.setupLock)
        try lock.acquire()
        defer { lock.release() }
        let migrator = design.migrations.migrator
        // Another process may have done it while this one waited.
        let isCurrent = try connections.read { db in try migrator.hasCompletedMigrations(db) }
        if !isCurrent {
            try Backup(files).make(from: connections, at: Date(), why: "before-upgrade")
            try migrator.migrate(connections)
        }
        try connections.write { db in
            let transaction = WriteTransaction(db)
            if try design.isUnfinished(transaction) { try design.finish(transaction) }
        }
    }
}
