import Glibc
import ServiceCore

/// A lock on a directory itself, which leaves nothing in it and ends with the process.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `.conflict` while another process has it, `.storage` where the directory cannot be opened.
    init(_ path: String) throws(ServiceError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ServiceError(.storage, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ServiceError(
                .conflict, "Another process is making sample data in \(path).",
                hint: "Try again once it has finished.")
        }
    }

    deinit { close(descriptor) }
}
