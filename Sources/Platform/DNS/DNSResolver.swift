/// Looks up CNAME and TXT records and the addresses of hosts, at the system's resolvers or at one given server.
package struct DNSResolver: Sendable {
    /// `host:port`, with an IPv6 host in brackets; nil for the system's resolvers.
    private let server: String?
    private let timeLimit: Duration

    /// - Parameter timeLimit: for a whole look-up with its repeats.
    package init(server: String? = nil, timeLimit: Duration = .seconds(3)) {
        self.server = server
        self.timeLimit = timeLimit
    }

    package enum RecordType: Int32, Sendable {
        case cname = 5
        case txt = 16
    }

    /// The records of one type under a name: targets without a final dot, or texts with their chunks joined.
    ///
    /// - Returns: after the time limit at the latest; a cancelled task gets `.couldNotCheck` at once.
    package func look(up type: RecordType, of name: String) async -> DNSAnswer {
        await DNSQuery(name: name, .records(type), server: server, timeLimit: timeLimit).run()
    }

    /// The addresses of a host as numbers, of both families and in the order in which they should be tried.
    ///
    /// - Returns: as `look(up:of:)`.
    package func addresses(of host: String) async -> DNSAnswer {
        await DNSQuery(name: host, .addresses, server: server, timeLimit: timeLimit).run()
    }
}

/// What a look-up found; that there is nothing is an answer, that nobody answered is none.
package enum DNSAnswer: Sendable, Equatable {
    case records([String])
    /// The name does not exist.
    case noSuchName
    /// The name exists without records of this type.
    case noData
    /// Nothing is known, and why, as a sentence without a full stop.
    case couldNotCheck(reason: String)
}
