/// Where edits of all connections are kept; the embedded platform writes its own in the same transaction.
package protocol AuditTrail: Sendable {
    /// - Returns: the entry's own id, which an entry that takes the edit back names.
    @discardableResult
    func record(_ entry: AuditEntry) async throws(ServiceError) -> String
}
