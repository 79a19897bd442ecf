package import Foundation
import Glibc
package import ServiceCore

/// Files that only their owner reads (0600), made so that a crash leaves either the whole file or none.
package enum PrivateFile {
    /// Makes a folder (0700) within one that is there; a data directory that was removed never comes back by this.
    package static func makeFolder(at url: URL) throws(ServiceError) {
        guard mkdir(url.path, 0o700) == 0 || errno == EEXIST else { throw failure("made", url) }
    }

    /// Makes an empty file that must not be there yet.
    package static func createEmpty(at url: URL) throws(ServiceError) {
        let descriptor = open(url.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("made", url) }
        close(descriptor)
    }

    /// Writes a whole file under another name and flushes it; `publish` then gives it its own.
    package static func write(_ bytes: [UInt8], to url: URL) throws(ServiceError) {
        let descriptor = open(url.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("made", url) }
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0 else {
            unlink(url.path)
            throw failure("written", url)
        }
    }

    /// Gives a finished file its final name unless something has it already, and removes the first name.
    ///
    /// - Returns: false where another process was faster; its file stays.
    package static func publish(_ finished: URL, as url: URL) throws(ServiceError) -> Bool {
        defer { unlink(finished.path) }
        if link(finished.path, url.path) == 0 {
            flushFolder(url.deletingLastPathComponent())
            return true
        }
        guard errno == EEXIST else { throw failure("made", url) }
        return false
    }

    /// A name beside the file that no other process uses.
    package static func scratch(beside url: URL) -> URL {
        url.appendingPathExtension("new-\(getpid())-\(UInt32.random(in: .min ... .max))")
    }

    /// Makes the names in a folder outlive a loss of power.
    package static func flushFolder(_ url: URL) {
        let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ verb: String, _ url: URL) -> ServiceError {
        let reason = String(cString: strerror(errno))
        return ServiceError(
            .storage, "\(url.path) cannot be \(verb): \(reason).",
            hint: "Check the permissions and the free space of \(url.deletingLastPathComponent().path).")
    }
}
