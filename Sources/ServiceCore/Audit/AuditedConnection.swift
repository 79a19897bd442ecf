package import FoundationEssentials

extension Connection {
    /// The same connection, each edit of which leaves an entry in the audit trail; for platforms that keep none of ours.
    package func audited(
        by trail: any AuditTrail, who: String, clock: @escaping @Sendable () -> Date
    ) -> Connection {
        let auditor = ConnectionAudit(connection: id, trail: trail, who: who, clock: clock)
        return Connection(
            id: id, platform: platform, badge: badge, isReadOnly: isReadOnly, freshness: freshness,
            transport: transport, resources: resources.values.map(auditor.audited),
            campaigns: campaigns.map(auditor.audited), messages: messages.map(auditor.audited), trace: trace,
            changes: changes, unfinished: unfinished, check: check)
    }
}
