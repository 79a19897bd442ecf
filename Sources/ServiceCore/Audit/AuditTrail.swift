package import FoundationEssentials

/// Where edits of all connections are kept; the embedded platform writes its own in the same transaction.
package protocol AuditTrail: Sendable {
    /// - Returns: the entry's own id, which an entry that takes the edit back names.
    @discardableResult
    func record(_ entry: AuditEntry) async throws(ServiceError) -> String

    /// Keeps what came of an edit whose answer was lost, unless somebody has kept that before.
    ///
    /// - Parameter lost: the entry which says that nobody knows.
    /// - Returns: the entry's own id; nil where it stands there already.
    func settle(_ entry: AuditEntry, of lost: String) async throws(ServiceError) -> String?

    /// What was kept of a connection since a time, by any process; nil where that cannot be read.
    ///
    /// - Parameter last: what the reading before this one told as its last entry; only later ones are given.
    func entries(of connection: ConnectionID, since time: Date, after last: String?) async -> TrailStretch?
}

/// A stretch of the audit trail up to its end.
package struct TrailStretch: Sendable {
    /// Those of one connection, oldest first.
    package let entries: [AuditEntry]
    /// The trail's last entry, of whatever connection; nil where it has none.
    package let last: String?

    package init(_ entries: [AuditEntry], last: String?) {
        self.entries = entries
        self.last = last
    }
}
