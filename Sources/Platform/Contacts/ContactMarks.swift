import Store

/// What is marked on a contact apart from what a form edits: flags, counts, the last event.
struct ContactMarks: Sendable, Equatable {
    var invalidAt: Int64?
    var invalidWhy: String?
    var whitelistedAt: Int64?
    var hardCount: Int
    var softCount: Int
    var lastEventAt: Int64?
    var lastEventKind: Int?
    var updatedAt: Int64

    static func of(_ contact: Int64, in db: ReadTransaction) throws -> ContactMarks? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT invalid_at, invalid_why, whitelisted_at, hard_count, soft_count, last_event_at,
                last_event_kind, updated_at FROM contact WHERE id = \(contact)
                """
        ).map { row in
            ContactMarks(
                invalidAt: row[0], invalidWhy: row[1], whitelistedAt: row[2], hardCount: row[3],
                softCount: row[4], lastEventAt: row[5], lastEventKind: row[6], updatedAt: row[7])
        }
    }

    /// Puts these back where an edit had left `after`; what has been counted since then stays counted.
    func restore(on contact: Int64, from after: ContactMarks, in db: WriteTransaction) throws {
        guard var now = try Self.of(contact, in: db) else { return }
        if now.lastEventAt == after.lastEventAt, now.lastEventKind == after.lastEventKind {
            (now.lastEventAt, now.lastEventKind) = (lastEventAt, lastEventKind)
        }
        try db.update(
            "contact", id: contact,
            [
                ("invalid_at", invalidAt), ("invalid_why", invalidWhy), ("whitelisted_at", whitelistedAt),
                ("hard_count", hardCount + max(0, now.hardCount - after.hardCount)),
                ("soft_count", softCount + max(0, now.softCount - after.softCount)),
                ("last_event_at", now.lastEventAt), ("last_event_kind", now.lastEventKind),
                ("updated_at", updatedAt),
            ], isEdit: false)
    }
}
