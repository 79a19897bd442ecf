package import ServiceCore

extension ResourceEditor {
    /// Removes rows; what they were is kept for a while, so that they can be put back.
    ///
    /// - Parameters:
    ///   - check: refuses a row that must stay.
    ///   - finality: why a row cannot be put back, nil where it can; asked while it still stands.
    package func delete(
        _ ids: [ResourceID],
        check: @escaping @Sendable (EditSession, R) throws -> Void = { _, _ in },
        finality: @escaping @Sendable (EditSession, R) throws -> String? = { _, _ in nil }
    ) async throws(ServiceError) -> EditOutcome {
        let deleted = try await editor.edit { session in
            let references = try References(session.database)
            return try ids.map { id in
                let row = try loadExisting(session.database, id.native)
                try check(session, row)
                return try delete(row, finality: try finality(session, row), references, in: session)
            }
        }
        let subject = Self.subject(deleted.map(\.row))
        var outcome = EditOutcome("\(subject) deleted")
        outcome.entries = deleted.map(\.entry.id.native)
        outcome.finality = deleted.lazy.compactMap(\.finality).first
        if outcome.finality == nil { outcome.reversal = restoration("delete \(subject)", deleted) }
        return outcome
    }

    /// A row that is gone, with the trail's entry that it is kept under.
    private struct Deleted: Sendable {
        let row: R
        let entry: AuditEntry
        let finality: String?
    }

    private func delete(
        _ row: R, finality: String?, _ references: References, in session: EditSession
    ) throws -> Deleted {
        var kept: DeletedRows.Taking?
        if finality == nil, let table, let id = Int64(row.id.native) {
            kept = try DeletedRows.Taking(table, id: id, references: references, in: session.database)
        }
        try remove(session, row)
        let entry = try session.record(
            "delete", from: row, to: nil, undo: kept == nil ? nil : EditSession.restoring)
        try kept?.write(under: entry, at: session.now)
        // Never nil: it was written just now.
        guard let deletion = try AuditQueries.find(entry, in: session.database) else {
            throw ServiceError(.notFound, "The entry of the audit trail is gone.")
        }
        return Deleted(row: row, entry: deletion, finality: finality)
    }

    private func restoration(_ summary: String, _ deleted: [Deleted]) -> Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            let (rows, findings) = try await editor.edit { session in
                let findings = try deleted.compactMap { try session.putBack($0.entry) }
                return (
                    try deleted.map { try loadExisting(session.database, $0.row.id.native) }, findings
                )
            }
            return EditOutcome(
                "undone: \(summary)", rows: rows.map { Row($0) }, findings: findings,
                isAsWished: findings.isEmpty)
        }
    }
}
