/// One person whom some platforms would send to and others stop.
package struct PersonDrift: Sendable, Equatable {
    /// Where something about the person stops messages that can be lifted.
    package let stopped: [PersonTrace.Verdict]
    /// Where a message would go out.
    package let active: [PersonTrace.Verdict]

    /// Nil where the platforms agree. Accounts of one platform may differ: they are of different senders.
    package init?(_ verdicts: [PersonTrace.Verdict]) {
        stopped = verdicts.filter { $0.stop?.remedy != nil }
        active = verdicts.filter { $0.stop == nil && $0.unknowns.isEmpty }
        let connections = Set(active.map(\.connection))
        guard stopped.contains(where: { !connections.subtracting([$0.connection]).isEmpty }) else {
            return nil
        }
    }

    /// `suppressed: complaint on embedded (acme), active on dyn`
    package var words: String {
        let here = stopped.map { "\($0.stop?.rule ?? "stopped") on \($0.place)" }
        return here.joined(separator: ", ") + "; active on " + active.map(\.place).joined(separator: ", ")
    }
}

extension PersonTrace.Verdict {
    /// `embedded (acme)`; some platforms tell nobody whose key it is, and the account is called like the connection.
    package var place: String {
        account == connection.name ? connection.name : "\(connection) (\(account))"
    }
}
