import Glibc
package import ServiceCore

/// The password of a relay, in a file beside the connections' that nobody else can read.
package struct RelayPassword: Sendable {
    private let paths: Paths
    private let name: String

    package init(_ paths: Paths, _ host: String) {
        self.paths = paths
        // An IPv6 address has colons; nothing that a host may hold leaves the folder.
        name = "relay." + host.map { $0 == ":" || $0 == "/" ? "_" : $0 }
    }

    private var path: String { CredentialFile(paths: paths).path(name) }

    /// Nil where none is kept.
    ///
    /// - Throws: `.refused` for a file that others can read; `.unauthorized` for an empty one.
    package func read() throws(ServiceError) -> Secret? {
        guard access(path, F_OK) == 0 else { return nil }
        return try CredentialReader(environment: [:]).file(path, "password of the relay")
    }

    /// Keeps it, in place of the one before.
    ///
    /// - Returns: the absolute path.
    package func keep(_ secret: Secret) throws(ServiceError) -> String {
        unlink(path)
        return try CredentialFile(paths: paths).keep(secret, name)
    }
}
