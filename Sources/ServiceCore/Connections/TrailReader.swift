/// Reads the audit trail, in which the edits of all connections stand, whoever made them.
package struct TrailReader: Sendable {
    /// Entries that are asked for, newest first.
    package var entries: @Sendable (TrailRequest) async throws(ServiceError) -> [AuditEntry]
    /// Puts back what the deletion of an entry took; nil where nothing may be written.
    package var restore: (@Sendable (AuditEntry) async throws(ServiceError) -> EditOutcome)?

    /// Reads the whole chain; nil where there is none.
    package var verify: (@Sendable () async throws(ServiceError) -> TrailProof)?

    package init(
        entries: @escaping @Sendable (TrailRequest) async throws(ServiceError) -> [AuditEntry],
        restore: (@Sendable (AuditEntry) async throws(ServiceError) -> EditOutcome)? = nil
    ) {
        (self.entries, self.restore) = (entries, restore)
    }

    /// - Throws: `.invalid` for what is no number of an entry, `.notFound` where the trail has none of that number.
    package func entry(_ id: String) async throws(ServiceError) -> AuditEntry {
        guard NumberText.whole(id) != nil else {
            throw ServiceError(
                .invalid, "“\(id)” is no number of an entry of the audit trail.",
                hint: "sendboard undo lists them with their numbers.")
        }
        guard let entry = try await entries(TrailRequest(.entry(id), limit: 1)).first else {
            throw ServiceError(
                .notFound, "The audit trail has no entry \(id).", hint: "sendboard undo lists what it has.")
        }
        return entry
    }
}

/// Which entries of the audit trail are asked for.
package struct TrailRequest: Sendable, Equatable {
    package var subject: Subject
    package var limit: Int

    package init(_ subject: Subject = .all, limit: Int) { (self.subject, self.limit) = (subject, limit) }

    package enum Subject: Sendable, Equatable {
        case all
        /// Those of one row, at whatever place its connection stood for.
        case row(ResourceID)
        /// Those of rows of a kind by the id or the name that they had then, also of rows that are gone.
        case called(String, ResourceKind)
        case entry(String)
    }
}
