package import Foundation
package import ServiceCore

/// The one folder that holds everything of an embedded platform, and what its files are called.
package struct DataDirectory: Sendable, Hashable {
    package let url: URL

    package init(_ url: URL) { self.url = url }

    /// The SQLite file; `-wal` and `-shm` stand beside it while it is open.
    package var database: URL { url.appending(path: "sendboard.sqlite") }
    /// The key that seals secrets; never part of a backup.
    package var key: URL { url.appending(path: "sendboard.key") }
    /// Says which process runs the delivery engine; the lock is on the folder itself.
    package var engineLock: URL { url.appending(path: "engine.lock") }
    /// Held while the file is made or brought up to date.
    package var setupLock: URL { url.appending(path: "setup.lock") }
    /// Shared by all that have the folder open; says whether the last one closed it.
    var sessionLock: URL { url.appending(path: "session.lock") }
    /// Touched after every commit, so that other processes look.
    package var bell: URL { url.appending(path: "changed") }
    /// What was handed over and answered since the last commit.
    var journal: URL { url.appending(path: "inflight.journal") }
    package var backups: URL { url.appending(path: "backups", directoryHint: .isDirectory) }

    /// The number of the newest commit.
    var commits: URL { url.appending(path: "commits") }

    var sharedMemory: URL { url.appending(path: "sendboard.sqlite-shm") }
    var writeAheadLog: URL { url.appending(path: "sendboard.sqlite-wal") }

    /// Makes the folder (0700) where it is missing.
    ///
    /// - Throws: `.storage` where it cannot be made or something else has its name.
    package func create() throws(ServiceError) {
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServiceError(
                .storage, "The data directory \(url.path) cannot be made.",
                hint: "Check its parent's permissions, or name another with --data-dir.")
        }
    }

    /// The newest backup by its name, which begins with the time.
    package var newestBackup: URL? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: backups.path)) ?? []
        let sound = names.filter { $0.hasSuffix(".sqlite") && !$0.hasSuffix("-\(Backup.damaged).sqlite") }
        return sound.max().map { backups.appending(path: $0) }
    }
}
