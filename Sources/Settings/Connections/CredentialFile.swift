import FoundationEssentials
import Glibc
package import ServiceCore

/// Keeps a secret that was typed in a file of its own, which nobody else can read.
package struct CredentialFile: Sendable {
    private let directory: String

    package init(paths: Paths) { directory = paths.configDirectory + "/credentials" }

    /// - Returns: the absolute path.
    /// - Throws: `.conflict` where there is such a file already; `.storage` where it cannot be made.
    package func keep(_ secret: Secret, _ name: String) throws(ServiceError) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServiceError(.storage, "\(directory) could not be made.", hint: "Check the rights there.")
        }
        let path = path(name)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            guard errno == EEXIST else { throw failure(path) }
            throw ServiceError(
                .conflict, "\(path) exists already and is kept.",
                hint: "Remove it, or use it with file:\(path).")
        }
        defer { close(file) }
        // Written where the secret is handed over for keeping; the file has no other reader.
        let bytes = Array((secret.reveal() + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw failure(path) }
        return path
    }

    func path(_ name: String) -> String { "\(directory)/\(name)" }

    /// The files in which secrets of this connection were kept, as its entry names them.
    package func paths(of entry: ConnectionEntry) -> [String] {
        entry.credentials.compactMap { credential, source in
            let path = "\(directory)/\(entry.name).\(credential)"
            return source == .file(path) ? path : nil
        }.sorted()
    }

    private func failure(_ path: String) -> ServiceError {
        ServiceError(.storage, "\(path) could not be written: \(String(cString: strerror(errno))).")
    }
}
