import Foundation
import GRDB
import ServiceCore

/// Makes the database file: complete under a name of its own, then under its final name in one step.
struct NewDatabase {
    let directory: DataDirectory

    /// Another process may be faster; then its file is kept.
    func create(for vault: Vault) throws(ServiceError) {
        let scratch = PrivateFile.scratch(beside: directory.database)
        try PrivateFile.createEmpty(at: scratch)
        do {
            let queue = try DatabaseQueue(path: scratch.path)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
            }
            try Schema.migrator.migrate(queue)
            try queue.write { db in try MetaKey.keyFingerprint.set(vault.fingerprint, in: db) }
            try queue.close()
        } catch {
            unlinkIgnoringErrors(scratch)
            throw ServiceError(storing: error, in: directory)
        }
        if try PrivateFile.publish(scratch, as: directory.database) { CommitMark.forget(in: directory) }
    }
}
