/// Where edits of all connections are kept; the embedded platform writes its own in the same transaction.
package protocol AuditTrail: Sendable {
    func record(_ entry: AuditEntry) async throws(ServiceError)
}
