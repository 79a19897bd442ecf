import FoundationEssentials
import Glibc
import ServiceCore

/// A file that has another name until it is whole; unless it gets its own it goes with this.
final class PartFile: Sendable {
    let output: Output
    private let descriptor: Int32
    private let name: String

    /// - Parameter path: the name that it is to have; it stands beside it.
    init(of path: String) throws(ServiceError) {
        // The system puts letters for the X that no other file has.
        var name = Array("\(path).XXXXXX.part".utf8CString)
        descriptor = mkstemps(&name, 5)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.name = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        output = Output(descriptor: descriptor)
    }

    deinit {
        if descriptor < 0 { return }
        close(descriptor)
        unlink(name)
    }

    /// Gives it its name, with all that was written.
    ///
    /// A second name never replaces a file; where the file system knows no second names, the only one is changed.
    ///
    /// - Returns: false where a file has the name already.
    func publish(as path: String) throws(ServiceError) -> Bool {
        try output.flush()
        if link(name, path) == 0 { return true }
        if errno == EEXIST { return false }
        guard rename(name, path) == 0 else { throw Self.failure(path, errno) }
        return true
    }

    static func failure(_ path: String, _ code: Int32) -> ServiceError {
        ServiceError(.storage, "“\(path)” cannot be made: \(String(cString: strerror(code))).")
    }
}
