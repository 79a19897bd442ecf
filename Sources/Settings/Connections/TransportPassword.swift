import Glibc
package import ServiceCore

/// The password of a relay or gateway, in a file beside the connections' that nobody else can read.
package struct TransportPassword: Sendable {
    private let paths: Paths
    private let side: Side
    private let name: String

    /// What it is of.
    package enum Side: String, Sendable { case relay, gateway }

    /// - Parameter login: whose it is and where: `kim@relay.example`.
    package init(_ side: Side, _ paths: Paths, _ login: String) {
        (self.paths, self.side) = (paths, side)
        // Nothing that a user or an IPv6 address may hold leaves the folder.
        name = side.rawValue + "." + login.map { $0 == ":" || $0 == "/" ? "_" : $0 }
    }

    private var path: String { CredentialFile(paths: paths).path(name) }

    /// Nil where none is kept.
    ///
    /// - Throws: `.refused` for a file that others can read; `.unauthorized` for an empty one.
    package func read() throws(ServiceError) -> Secret? {
        guard access(path, F_OK) == 0 else { return nil }
        return try CredentialReader(environment: [:]).file(path, "password of the \(side.rawValue)")
    }

    /// Keeps it, in place of the one before.
    ///
    /// - Returns: the absolute path.
    package func keep(_ secret: Secret) throws(ServiceError) -> String {
        let file = CredentialFile(paths: paths)
        unlink(file.path(name + ".new"))
        let new = try file.keep(secret, name + ".new")
        guard rename(new, path) == 0 else {
            throw ServiceError(.storage, "\(path) could not be written: \(String(cString: strerror(errno))).")
        }
        return path
    }
}
