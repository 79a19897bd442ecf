package import FoundationEssentials

extension Connection {
    /// The same connection, each edit of which leaves an entry in the audit trail; for platforms that keep none of ours.
    ///
    /// What other processes leave in the trail is heard, too.
    ///
    /// - Parameter rows: what the connection lays over its reads, and what others wrote with it.
    package func audited(
        by trail: any AuditTrail, over rows: RowsInHand? = nil, who: String,
        clock: @escaping @Sendable () -> Date
    ) -> Connection {
        let auditor = ConnectionAudit(connection: id, trail: trail, inHand: rows, who: who, clock: clock)
        var audited = self
        audited.resources = resources.mapValues(auditor.audited)
        audited.campaigns = campaigns.map(auditor.audited)
        audited.messages = messages.map(auditor.audited)
        audited.trace = trace.map(auditor.doubting)
        let (listeners, own) = (auditor.listeners, changes)
        let made = auditor.made
        audited.unlisted = { made.told(of: $0, at: clock()) }
        audited.changes = { listeners.stream(besides: own) }
        return audited
    }
}
