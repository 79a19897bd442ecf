package import Foundation
import Glibc
package import ServiceCore

/// An advisory lock on a file or folder: it ends with its process, however that ends.
///
/// The lock belongs to the open file, so two of these exclude each other within one process as well.
package final class FileLock: Sendable {
    private let descriptor: Int32

    package init(_ url: URL) throws(ServiceError) {
        descriptor = Glibc.open(url.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw ServiceError(
                .storage, "The lock file \(url.path) cannot be opened: \(String(cString: strerror(errno))).",
                hint: "Check that you may write \(url.deletingLastPathComponent().path).")
        }
    }

    /// A lock on a folder itself, which nobody can take away by deleting a file in it.
    package init(folder url: URL) throws(ServiceError) {
        descriptor = Glibc.open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 {
            throw ServiceError(
                .storage, "The folder \(url.path) cannot be opened: \(String(cString: strerror(errno))).",
                hint: "Check that it is there and that you may read it.")
        }
    }

    /// Takes over an open file.
    package init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    package func tryAcquire() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Blocks the thread until the lock is free; a signal in between does not end the wait.
    ///
    /// - Throws: `.storage` where the file system gives no lock; it is not held then.
    package func acquire() throws(ServiceError) { try wait(for: LOCK_EX) }

    /// Holds the lock beside others that share it, in place of having it alone.
    ///
    /// - Throws: as `acquire`.
    package func share() throws(ServiceError) { try wait(for: LOCK_SH) }

    private func wait(for operation: Int32) throws(ServiceError) {
        while flock(descriptor, operation) != 0 {
            let reason = errno
            guard reason != EINTR else { continue }
            throw ServiceError(
                .storage,
                "A file of the data directory cannot be locked: \(String(cString: strerror(reason))).",
                hint: "Keep the data directory on a local disk.")
        }
    }

    /// Shares the lock where nobody has it alone.
    package func tryShare() -> Bool { flock(descriptor, LOCK_SH | LOCK_NB) == 0 }

    package func release() { _ = flock(descriptor, LOCK_UN) }

    /// What the last holder wrote about itself.
    package var note: String {
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    package func writeNote(_ text: String) {
        let bytes = Array(text.utf8)
        _ = ftruncate(descriptor, 0)
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
}
