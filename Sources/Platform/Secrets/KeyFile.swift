package import Foundation
import Glibc
package import ServiceCore
import Store

/// The key that seals a platform's secrets: one 0600 file beside the database, never inside it.
package struct KeyFile: Sendable {
    private static let firstLine = "sendboard key 1"
    private let url: URL

    package init(_ url: URL) { self.url = url }

    /// Reads the key of an existing database.
    ///
    /// - Throws: `.storage` where it is missing, damaged or readable by others; a new one is never made here,
    ///   because no secret could be opened with it.
    package func load() throws(ServiceError) -> Vault {
        var status = stat()
        guard stat(url.path, &status) == 0 else { throw missing }
        guard status.st_mode & 0o077 == 0 else {
            throw ServiceError(
                .storage, "The key file \(url.path) can be read by others.",
                hint: "Run: chmod 600 \(url.path)")
        }
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { throw missing }
        let lines = text.asWrittenHere.split(separator: "\n")
        guard lines.count == 2, lines[0] == Self.firstLine, let key = Hex.bytes(lines[1]), key.count == 32
        else {
            throw ServiceError(
                .storage, "The key file \(url.path) is damaged.", hint: "Restore it from your own copy.")
        }
        return Vault(key: key)
    }

    /// Reads the key, or makes one for a database that is about to be made.
    package func loadOrCreate() throws(ServiceError) -> Vault {
        if access(url.path, F_OK) == 0 { return try load() }
        var generator = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let scratch = PrivateFile.scratch(beside: url)
        try PrivateFile.write(Array("\(Self.firstLine)\n\(Hex.text(key))\n".utf8), to: scratch)
        // Where another process was faster, its key is the one to use.
        _ = try PrivateFile.publish(scratch, as: url)
        return try load()
    }

    private var missing: ServiceError {
        ServiceError(
            .storage, "The key file \(url.path) is missing or cannot be read.",
            hint: "Restore it from your own copy: without it no API key or SMTP password can be opened.")
    }
}
