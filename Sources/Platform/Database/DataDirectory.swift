package import Foundation
package import ServiceCore
package import Store

/// The one folder that holds everything of an embedded platform, and what its files are called.
package struct DataDirectory: Sendable, Hashable {
    package let url: URL

    package init(_ url: URL) { self.url = url }

    /// The files of the database among them.
    package var files: StoreFiles {
        StoreFiles(
            folder: url, database: "sendboard.sqlite", setupLock: "setup.lock", sessionLock: "session.lock",
            bell: "changed", commits: "commits", backups: "backups")
    }

    package var database: URL { files.database }
    /// The key that seals secrets; never part of a backup.
    package var key: URL { url.appending(path: "sendboard.key") }
    /// Says which process runs the delivery engine; the lock is on the folder itself.
    package var engineLock: URL { url.appending(path: "engine.lock") }
    /// What was handed over and answered since the last commit.
    var journal: URL { url.appending(path: "inflight.journal") }

    /// Makes the folder (0700) where it is missing.
    ///
    /// - Throws: `.storage` where it cannot be made or something else has its name.
    package func create() throws(ServiceError) {
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory),
                !isDirectory.boolValue
            {
                throw ServiceError(
                    .storage, "\(url.path) is a file and no data directory.",
                    hint: "Name a folder with --data-dir.")
            }
            throw ServiceError(
                .storage, "The data directory \(url.path) cannot be made.",
                hint: "Check its parent's permissions, or name another with --data-dir.")
        }
    }
}
