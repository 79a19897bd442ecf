import FoundationEssentials
import Glibc
import ServiceCore

/// Keeps a token between runs in a file that its owner alone may read (mode 0600).
///
/// Whatever goes wrong here costs one login and nothing else, so nothing of it is an error.
struct SMSDropTokenFile: Sendable {
    let path: String
    /// The base URL: a token is never shown to another server than the one that gave it.
    let place: String

    /// Nil where there is none, where others could have read or written it, or where it is another server's.
    func read() -> SMSDropToken? {
        guard let bytes = privateBytes(), let value = try? JSONValue(parsing: bytes),
            value.member("base_url") == .string(place),
            case .string(let email)? = value.member("email"),
            case .string(let secret)? = value.member("access_token"),
            case .string(let text)? = value.member("expires"), let expires = DateReading.instant(text)
        else { return nil }
        return SMSDropToken(secret: Secret(secret), email: email, expires: expires)
    }

    /// Replaces the file as a whole, so that nobody reads half a token.
    func write(_ token: SMSDropToken) {
        let value: JSONValue = [
            "base_url": .string(place), "email": .string(token.email),
            "expires": .string(token.expires.formatted(.iso8601)), "access_token": .secret(token.secret),
        ]
        let draft = "\(path).\(getpid()).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let bytes = JSONWriting.revealed(value)
        let isWhole = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        close(descriptor)
        if !isWhole || rename(draft, path) != 0 { unlink(draft) }
    }

    private func privateBytes() -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_mode & 0o077 == 0, status.st_uid == geteuid(), status.st_size < 65536
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count == bytes.count ? bytes : nil
    }
}
