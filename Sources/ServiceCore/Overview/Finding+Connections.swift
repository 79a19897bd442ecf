package import FoundationEssentials

extension Finding {
    /// What keeps a connection from telling its rows, or all from being told of.
    ///
    /// - Parameter since: when it failed first; nil where nobody knows.
    package init(of connection: ConnectionID, failure: ServiceError, since: Date? = nil) {
        self.init(
            .wrong, count: 1, "\(connection) fails: \(failure.message.withoutFullStop)",
            moment: since.map { Moment("since", $0) }, at: .connection(connection))
    }
}

extension Connection {
    /// What its settings, or the platform itself, say to be in its way; nil where nothing is.
    package func ownTrouble() async -> ServiceError? {
        if let fault { return fault }
        return await trouble?()
    }
}

extension Sequence<GatheredRows> {
    /// One finding for each connection of which some rows could not be read, with what was the first in the way.
    package var failures: [Finding] {
        var first: [(connection: ConnectionID, failure: ServiceError, since: Date?)] = []
        for gathered in self {
            let freshness = gathered.freshness
            guard let failure = freshness.failure else { continue }
            let since = freshness.failedSince
            guard let known = first.firstIndex(where: { $0.connection == gathered.connection }) else {
                first.append((gathered.connection, failure, since))
                continue
            }
            if let since, since < first[known].since ?? .distantFuture {
                first[known] = (gathered.connection, failure, since)
            }
        }
        return first.map { Finding(of: $0.connection, failure: $0.failure, since: $0.since) }
    }
}
