import Foundation
import Glibc
import ServiceCore
import Settings
import Synchronization

/// A list as a file, or as what comes on standard input; each can be read again and again.
enum ListInput {
    private static let piece = 1 << 16

    /// - Parameter path: `-` is standard input.
    /// - Throws: `.notFound`, `.storage`; `.invalid` for a folder.
    static func open(_ path: String) throws(ServiceError) -> ListFile {
        if path == "-" { return try spooled(STDIN_FILENO, as: "standard input") }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        let file = OpenList(descriptor)
        guard let facts = file.facts else { throw failure(path, errno) }
        let name = URL(filePath: path).lastPathComponent
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return list(file, name, as: FileState(facts))
        case S_IFDIR: throw ServiceError(.invalid, "“\(path)” is a folder.", hint: "Name a file.")
        // A pipe is read once.
        default: return try spooled(descriptor, as: name)
        }
    }

    /// For the board, whose paths are as a person types them.
    static func files(_ settings: RunSettings) -> ListFiles {
        let here = FileManager.default.currentDirectoryPath
        let paths = settings.paths
        return ListFiles(
            open: { path async throws(ServiceError) in try open(paths.absolute(path, from: here)) },
            refused: { path, headings in
                RefusedRows(.beside(list: paths.absolute(path, from: here)), headings: headings)
            })
    }

    private static func list(_ file: OpenList, _ name: String, as state: FileState) -> ListFile {
        @Sendable func check(_ when: String) throws(ServiceError) {
            guard file.facts.map({ FileState($0) }) != state else { return }
            throw ServiceError(.conflict, "“\(name)” has changed \(when).", hint: "Import it again.")
        }
        return ListFile(name: name, size: state.size) { () throws(ServiceError) in
            try check("since it was looked through")
            let place = Mutex(0)
            return { () throws(ServiceError) in
                let from = place.withLock { $0 }
                let bytes = try file.read(piece, at: from, name)
                if bytes.isEmpty { try check("while it was read") }
                place.withLock { $0 += bytes.count }
                return bytes
            }
        }
    }

    /// Copies what can be read once into a file without a name, which ends with the process.
    private static func spooled(_ source: Int32, as name: String) throws(ServiceError) -> ListFile {
        var path = Array((NSTemporaryDirectory() + "/sendboard-list.XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw failure("a temporary file", errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(path)
        let file = OpenList(descriptor)
        var buffer = [UInt8](repeating: 0, count: piece)
        while true {
            let count = Glibc.read(source, &buffer, piece)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(name, errno) }
            if count == 0 { break }
            let isWritten = buffer.withUnsafeBytes { bytes in
                var rest = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                while let start = rest.baseAddress, !rest.isEmpty {
                    let written = write(descriptor, start, rest.count)
                    guard written > 0 else { return false }
                    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                }
                return true
            }
            guard isWritten else { throw failure("a temporary file", errno) }
        }
        guard let facts = file.facts else { throw failure(name, errno) }
        return list(file, name, as: FileState(facts))
    }

    fileprivate static func failure(_ path: String, _ code: Int32) -> ServiceError {
        code == ENOENT
            ? ServiceError(.notFound, "There is no file “\(path)”.", hint: "Check its name and folder.")
            : ServiceError(.storage, "“\(path)” cannot be read: \(String(cString: strerror(code))).")
    }
}

/// What tells that a file is the one that it was.
private struct FileState: Equatable {
    let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ facts: stat) {
        (size, seconds, nanoseconds) = (Int(facts.st_size), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    }
}

/// An open file that is read at any place.
private final class OpenList: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    var facts: stat? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? facts : nil
    }

    func read(_ count: Int, at place: Int, _ name: String) throws(ServiceError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        while true {
            let got = pread(descriptor, &buffer, count, place)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw ListInput.failure(name, errno) }
            buffer.removeLast(count - got)
            return buffer
        }
    }
}
