import FoundationEssentials
import Glibc
import ServiceCore

/// A small file in which what one server told is kept between runs, and which its owner alone may read (mode 0600).
///
/// Whatever goes wrong with it costs what it holds and nothing else, so nothing of it is an error.
struct PrivateFile: Sendable {
    private let path: String
    /// The server's base URL: another one knows nothing of this, and a token is never shown to it.
    private let place: String
    private static let mostBytes = 1 << 20

    /// Nil without a path.
    init?(path: String?, of settings: ConnectionSettings) {
        guard let path else { return nil }
        self.path = path
        place = settings.baseURL ?? ""
    }

    /// Nil where there is none, where it is another server's, or where others could have read or written it.
    func read() -> JSONValue? {
        guard let value = bytes().flatMap({ try? JSONValue(parsing: $0) }),
            value.member("base_url") == .string(place)
        else { return nil }
        return value
    }

    /// Replaces the file as a whole, so that nobody reads half of it.
    ///
    /// - Parameter value: an object.
    func write(_ value: JSONValue) {
        var value = value
        value.add("base_url", place)
        // A console that was never used has none of the folders above it.
        if let end = path.lastIndex(of: "/") {
            try? FileManager.default.createDirectory(
                atPath: String(path[..<end]), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        let draft = "\(path).\(getpid()).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let bytes = JSONWriting.revealed(value)
        let isWhole = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        close(descriptor)
        if !isWhole || rename(draft, path) != 0 { unlink(draft) }
    }

    private func bytes() -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_mode & 0o077 == 0, status.st_uid == geteuid(), status.st_size < Self.mostBytes
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count == bytes.count ? bytes : nil
    }
}
