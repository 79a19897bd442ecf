package import Foundation

/// The files of one database, by the names that its owner gives them.
package struct StoreFiles: Sendable, Hashable {
    package let folder: URL
    /// The SQLite file; `-wal` and `-shm` stand beside it while it is open.
    package let database: URL
    /// Held while the file is made or brought up to date.
    package let setupLock: URL
    /// Shared by all that have the folder open; says whether the last one closed it.
    package let sessionLock: URL
    /// Touched after every commit, so that other processes look.
    package let bell: URL
    /// The number of the newest commit.
    package let commits: URL
    package let backups: URL

    package init(
        folder: URL, database: String, setupLock: String, sessionLock: String, bell: String, commits: String,
        backups: String
    ) {
        self.folder = folder
        self.database = folder.appending(path: database)
        self.setupLock = folder.appending(path: setupLock)
        self.sessionLock = folder.appending(path: sessionLock)
        self.bell = folder.appending(path: bell)
        self.commits = folder.appending(path: commits)
        self.backups = folder.appending(path: backups, directoryHint: .isDirectory)
    }

    package var sharedMemory: URL { beside("-shm") }
    package var writeAheadLog: URL { beside("-wal") }

    /// The newest backup by its name, which begins with the time.
    package var newestBackup: URL? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: backups.path)) ?? []
        let sound = names.filter { $0.hasSuffix(".sqlite") && !$0.hasSuffix("-\(Backup.damaged).sqlite") }
        return sound.max().map { backups.appending(path: $0) }
    }

    /// What to do about a damaged file: the newest backup is named where there is one.
    var restoreHint: String {
        guard let backup = newestBackup else {
            return "Keep a copy of \(folder.path); there is no backup in it to restore."
        }
        return "Keep a copy of \(folder.path), then put \(backup.path) in the database's place."
    }

    private func beside(_ ending: String) -> URL {
        folder.appending(path: database.lastPathComponent + ending)
    }
}
