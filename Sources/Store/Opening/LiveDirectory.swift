import Foundation
package import Glibc
import ServiceCore
import Synchronization

/// The folder and the database that a store has open, by what they are: a name may come to mean another file.
///
/// SQLite goes on writing into files that have been deleted, and nobody would ever read that.
final class LiveDirectory: Sendable {
    private let files: StoreFiles
    /// Kept open, so that the number of the folder is given to no other.
    private let descriptor: Int32
    private let folder: FileIdentity?
    private let database: FileIdentity?
    /// Nil where there was none, as for who only reads a folder that cannot be written.
    private let log: FileIdentity?

    /// Notes what stands under the names now; the database must be there.
    init(_ files: StoreFiles) {
        self.files = files
        descriptor = open(files.folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        folder = FileIdentity(files.folder.path)
        database = FileIdentity(files.database.path)
        log = FileIdentity(files.writeAheadLog.path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// When all of it was found to be there.
    private let seen = Mutex<ContinuousClock.Instant?>(nil)

    /// The same where a look is asked for again and again: one that is hardly older than the asking is good enough, as a file
    /// may as well go right after it.
    func check(notBefore age: Duration) throws(ServiceError) {
        let now = ContinuousClock.now
        if let last = seen.withLock({ $0 }), now - last < age { return }
        try check()
        seen.withLock { $0 = now }
    }

    /// - Throws: `.storage` where the folder, its database or the log is gone or another.
    func check() throws(ServiceError) {
        try check(files.folder.path, is: folder, "The data directory \(files.folder.path)")
        try check(files.database.path, is: database, "The database \(files.database.path)")
        if log != nil {
            try check(
                files.writeAheadLog.path, is: log, "The write-ahead log \(files.writeAheadLog.path)")
        }
    }

    private func check(
        _ path: String, is expected: FileIdentity?, _ name: String
    ) throws(ServiceError) {
        let found = FileIdentity(path)
        guard found == nil || found != expected else { return }
        throw ServiceError(
            .storage, "\(name) was \(found == nil ? "removed" : "replaced by another") while it was in use.",
            hint: "Nothing more is written or sent. Put back what was there, then start Sendboard again.")
    }
}

/// Which file a name means, however it is called.
package struct FileIdentity: Hashable, Sendable {
    private let device: dev_t
    package let number: ino_t

    /// Nil where nothing has the name.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}
