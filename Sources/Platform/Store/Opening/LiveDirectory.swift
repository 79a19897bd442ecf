import Foundation
import Glibc
import ServiceCore

/// The folder and the database that a store has open, by what they are: a name may come to mean another file.
///
/// SQLite goes on writing into files that have been deleted, and nobody would ever read that.
final class LiveDirectory: Sendable {
    private let directory: DataDirectory
    /// Kept open, so that the number of the folder is given to no other.
    private let descriptor: Int32
    private let folder: FileIdentity?
    private let database: FileIdentity?
    /// Nil where there was none, as for who only reads a folder that cannot be written.
    private let log: FileIdentity?

    /// Notes what stands under the names now; the database must be there.
    init(_ directory: DataDirectory) {
        self.directory = directory
        descriptor = open(directory.url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        folder = FileIdentity(directory.url.path)
        database = FileIdentity(directory.database.path)
        log = FileIdentity(directory.writeAheadLog.path)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Throws: `.storage` where the folder, its database or the log is gone or another.
    func check() throws(ServiceError) {
        try check(directory.url.path, is: folder, "The data directory \(directory.url.path)")
        try check(directory.database.path, is: database, "The database \(directory.database.path)")
        if log != nil {
            try check(
                directory.writeAheadLog.path, is: log, "The write-ahead log \(directory.writeAheadLog.path)")
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
struct FileIdentity: Hashable, Sendable {
    private let device: dev_t
    let number: ino_t

    /// Nil where nothing has the name.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}
