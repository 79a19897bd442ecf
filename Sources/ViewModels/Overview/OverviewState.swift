import FoundationEssentials
package import ServiceCore

/// What is known of what wants attention, as kinds and connections answered; kept while something else is shown.
package struct OverviewState: Sendable {
    private var findings: [ResourceKind: [Finding]] = [:]
    /// Of kinds that could not be read.
    private var failures: [ResourceKind: Finding] = [:]
    /// What connections say of themselves, and what came of asking them.
    private var troubles: [Finding] = []
    private var unanswered: [Finding] = []
    private var current: Set<ResourceKind> = []
    private var asked: [ConnectionID: Int] = [:]
    private var askedAt: [ConnectionID: [ResourceKind: Date]] = [:]

    package init() {}

    /// The worst first; of what is alike connections come before rows, and rows in the order of their kinds.
    package func all(in order: [ResourceKind]) -> [Finding] {
        let own = order.compactMap { failures[$0] }
        return (troubles + unanswered + own + order.flatMap { findings[$0] ?? [] }).unique.worstFirst
    }

    // MARK: What is to be read

    /// Says that rows of these kinds may differ.
    mutating func markDirty(_ kinds: Set<ResourceKind>) { current.subtract(kinds) }

    /// Whether a kind is to be read now; from then on what changes is to be read after it.
    mutating func begin(_ kind: ResourceKind) -> Bool { current.insert(kind).inserted }

    /// Whether nothing has been said of a kind yet.
    func isUnknown(_ kind: ResourceKind) -> Bool { findings[kind] == nil && failures[kind] == nil }

    // MARK: Answers

    /// - Parameter own: the connection that was asked for rows now.
    mutating func take(
        _ answer: Result<[Finding], ServiceError>, of kind: ResourceKind, from own: ConnectionID?
    ) {
        switch answer {
        case .success(let found): (findings[kind], failures[kind]) = (found, nil)
        case .failure(let error) where error.code == .cancelled: current.remove(kind)
        case .failure(let error): failures[kind] = own.map { Finding(of: $0, failure: error) }
        }
    }

    mutating func take(troubles: [Finding]) { self.troubles = troubles }

    mutating func take(failures: [Finding]) { unanswered = failures }

    // MARK: Connections

    /// Those that were asked and have not said all, in the order of their names.
    var waiting: [ConnectionID] { asked.keys.sorted() }

    /// When a connection was asked last for rows of a kind, whatever came of it; nil where it was not.
    func lastAsked(_ connection: ConnectionID, _ kind: ResourceKind) -> Date? {
        askedAt[connection]?[kind]
    }

    mutating func ask(_ connection: ConnectionID, _ kind: ResourceKind, at now: Date) {
        asked[connection, default: 0] += 1
        askedAt[connection, default: [:]][kind] = now
    }

    mutating func hear(_ connection: ConnectionID) {
        guard let left = asked[connection] else { return }
        asked[connection] = left > 1 ? left - 1 : nil
    }
}
