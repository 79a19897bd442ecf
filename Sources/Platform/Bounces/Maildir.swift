import Foundation
import Glibc
import Mail
package import ServiceCore

/// A maildir, whose `new` holds what was delivered and nobody took yet, each message a file.
package struct Maildir: Sendable {
    package let folder: String

    /// - Throws: `.notFound` where it is none.
    package init(_ path: String) throws(ServiceError) {
        folder = path
        for part in ["new", "cur"] {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: "\(path)/\(part)", isDirectory: &isFolder)
            guard isThere, isFolder.boolValue else {
                throw ServiceError(
                    .notFound, "\(path) is no maildir: it has no folder “\(part)”.",
                    hint:
                        "The mail server makes it with the first message; mkdir -p \(path)/{new,cur,tmp} does too."
                )
            }
        }
    }

    /// The names of what is in `new`, in their order, which is that of arrival as a rule.
    func waiting() throws(ServiceError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder + "/new")
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw ServiceError(.storage, "The folder \(folder)/new cannot be read.")
        }
    }

    /// What a name in `new` stands for.
    enum Entry: Sendable, Hashable {
        /// One byte more than a report may have at most.
        case message([UInt8])
        /// No file, or one that another has taken meanwhile.
        case nothing
        /// A file that this process may not read, or that cannot be read to its end.
        case unreadable

        /// - Parameter fault: why a file was not opened, an `errno`: that of a link is none of a file.
        init(opening fault: Int32) { self = [ENOENT, ELOOP, ENXIO].contains(fault) ? .nothing : .unreadable }
    }

    func entry(_ name: String) -> Entry {
        let file = open("\(folder)/new/\(name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return Entry(opening: errno) }
        defer { Glibc.close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .nothing }
        guard let bytes = try? ReportBytes.read(file) else { return .unreadable }
        return .message(bytes)
    }

    /// Moves a message among those that were seen; it may be taken again where that fails, which changes nothing.
    func settle(_ name: String) {
        let seen = name.contains(":2,") ? name : name + ":2,S"
        rename("\(folder)/new/\(name)", "\(folder)/cur/\(seen)")
    }
}

/// A report's bytes as they come from a file or a pipe.
package enum ReportBytes {
    /// - Returns: all of them, or of more than a report may have one byte too many; the rest is read and let go, so that
    ///   whoever writes them is not cut off.
    /// - Throws: `.storage` where they cannot be read to their end.
    package static func read(_ file: Int32) throws(ServiceError) -> [UInt8] {
        var bytes: [UInt8] = []
        let most = ReportLimits().message
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &part, part.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw ServiceError(
                    .storage, "The message cannot be read: \(String(cString: strerror(errno))).")
            }
            bytes += part.prefix(min(count, most + 1 - bytes.count))
        }
    }
}
