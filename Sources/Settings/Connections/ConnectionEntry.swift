package import ServiceCore

/// One entry of `connections` in `config.yaml`: a platform under a name, and how it is reached.
package struct ConnectionEntry: Sendable, Equatable {
    /// Unique; what `@` and `--connection` narrow to.
    package var name: String
    /// A kind of platform, as `KnownPlatform` names it.
    package var platform: String
    /// A word for the header such as `PROD`.
    package var badge = ""
    package var isReadOnly = false
    /// Nil means the platform's own.
    package var baseURL: String?
    /// For one call, its repetitions included; nil means the usual.
    package var timeout: Duration?
    package var credentials: [String: CredentialSource] = [:]
    /// The first thing that is wrong with it; such a connection is not used, and costs nobody the others.
    package var fault: ServiceError?
    /// Whether something of it is said twice, so that nobody can tell which of it is meant.
    package var isAmbiguous = false

    package init(name: String, platform: String) {
        self.name = name
        self.platform = platform
    }
}

/// Where a credential comes from; a secret never stands in the configuration itself.
package enum CredentialSource: Sendable, Hashable {
    /// A variable of the environment.
    case environment(String)
    /// The absolute path of a file that nobody else may read.
    case file(String)
    /// A program and its arguments, run without a shell; the secret is the first line that it prints.
    case command([String])
    /// For what is no secret, such as an e-mail address.
    case plain(String)
}

/// Several connections shown on one board.
package struct WorkspaceEntry: Sendable, Equatable {
    package var name: String
    /// In the order of the board; `embedded` is the platform of our own.
    package var connections: [String]
    /// Why some of them cannot be shown: there are none of these names.
    package var faults: [String: ServiceError]

    package init(name: String, connections: [String], faults: [String: ServiceError] = [:]) {
        self.name = name
        self.connections = connections
        self.faults = faults
    }
}

/// What a connection of one kind must say, for the configuration's error messages.
package struct KnownPlatform: Sendable {
    package let kind: String
    /// Whether customers have addresses of their own, so that `base-url` must be there.
    package let needsBaseURL: Bool
    /// The credentials by name, all of them needed, and whether each is a secret.
    package let credentials: [Credential]
    /// Throws where no call may go to such an address; its words hold nothing of the address but the host.
    package let checkBaseURL: @Sendable (String) throws(ServiceError) -> Void

    package struct Credential: Sendable, Hashable {
        package let name: String
        package let isSecret: Bool

        package init(_ name: String, isSecret: Bool) {
            self.name = name
            self.isSecret = isSecret
        }
    }

    package init(
        kind: String, needsBaseURL: Bool, credentials: [Credential],
        checkBaseURL: @escaping @Sendable (String) throws(ServiceError) -> Void
    ) {
        self.kind = kind
        self.needsBaseURL = needsBaseURL
        self.credentials = credentials
        self.checkBaseURL = checkBaseURL
    }
}

extension ConnectionEntry {
    /// The platform of our own, which needs no entry.
    package static let embedded = "embedded"

    /// - Throws: `.invalid` for a name that no connection can have.
    package static func check(name: String) throws(ServiceError) {
        guard name != embedded else {
            throw ServiceError(
                .invalid, "“embedded” is the platform of our own.", hint: "Take another name.")
        }
        guard isName(name) else {
            throw ServiceError(
                .invalid, "“\(name)” cannot be the name of a connection.",
                hint: "Write letters, digits, hyphens and underscores.")
        }
    }

    private static func isName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
    }
}
