package import FoundationEssentials

extension Connection {
    /// The same connection, each edit of which leaves an entry in the audit trail; for platforms that keep none of ours.
    package func audited(
        by trail: any AuditTrail, who: String, clock: @escaping @Sendable () -> Date
    ) -> Connection {
        let auditor = ConnectionAudit(connection: id, trail: trail, who: who, clock: clock)
        var audited = self
        audited.resources = resources.mapValues(auditor.audited)
        audited.campaigns = campaigns.map(auditor.audited)
        audited.messages = messages.map(auditor.audited)
        let (listeners, own) = (auditor.listeners, changes)
        audited.changes = { listeners.stream(besides: own) }
        return audited
    }
}
