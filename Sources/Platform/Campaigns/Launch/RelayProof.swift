import ServiceCore
import Store

extension RelaySetting {
    /// Whether the relay has taken any message since it was named.
    func isProven(in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM event e JOIN batch b ON b.id = e.batch
            WHERE e.at >= \(since) AND e.kind = \(EventKind.accepted.number)
            AND b.channel = \(Channel.email.rawValue) AND e.source LIKE 'relay%')
            """) == true
    }
}
