import ServiceCore
import Store

extension RelaySetting {
    /// Whether the relay has taken any message since it was named.
    ///
    /// - Parameter isOwn: whether senders name it for themselves; events say which of those it was.
    func isProven(isOwn: Bool = false, in db: ReadTransaction) throws -> Bool {
        let (source, others) = isOwn ? ("relay \(url)", "") : ("relay%", "relay %://%")
        return try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM event e JOIN batch b ON b.id = e.batch
            WHERE e.at >= \(since) AND e.kind = \(EventKind.accepted.number)
            AND b.channel = \(Channel.email.rawValue) AND e.source LIKE \(source)
            AND e.source NOT LIKE \(others))
            """) == true
    }
}
