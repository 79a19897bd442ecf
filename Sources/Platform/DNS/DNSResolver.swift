/// Looks up records and the addresses of hosts, at the system's resolvers or at given servers.
package struct DNSResolver: Sendable {
    /// More than resolvers follow.
    private static let mostAliases = 8

    /// `host:port`, with an IPv6 host in brackets, several with commas between; nil for the system's resolvers.
    private let server: String?
    private let timeLimit: Duration

    /// - Parameter timeLimit: for a whole look-up with its repeats.
    package init(server: String? = nil, timeLimit: Duration = .seconds(3)) {
        self.server = server
        self.timeLimit = timeLimit
    }

    package enum RecordType: Int32, Sendable {
        case a = 1
        case cname = 5
        case mx = 15
        case txt = 16
        case aaaa = 28
    }

    /// The records of one type under a name: targets without a final dot, texts with their chunks joined; of the other
    /// types, which are only asked for to know whether there are any, their owners' names.
    ///
    /// - Returns: after the time limit at the latest; a cancelled task gets `.couldNotCheck` at once.
    package func look(up type: RecordType, of name: String) async -> DNSAnswer {
        var name = name
        for _ in 0...Self.mostAliases {
            switch await DNSQuery(name: name, .records(type), server: server, timeLimit: timeLimit).run() {
            case .answer(let answer): return answer
            case .alias(let target): name = target
            }
        }
        return .couldNotCheck(reason: "the name leads on over too many CNAME records")
    }

    /// The addresses of a host as numbers, of both families and in the order in which they should be tried.
    ///
    /// - Returns: as `look(up:of:)`.
    package func addresses(of host: String) async -> DNSAnswer {
        switch await DNSQuery(name: host, .addresses, server: server, timeLimit: timeLimit).run() {
        case .answer(let answer): answer
        case .alias: .noData
        }
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
