import FoundationEssentials
import ServiceCore
import Store

/// An entry that an edit lifted, as it must be found to be put into force again.
struct LiftedSuppression: Sendable {
    let id: Int64
    let reason: Suppression.Reason
    let address: String
    /// Its revision once lifted.
    let revision: Int

    /// Ends an entry; it stays as history.
    static func lift(_ id: Int64, because why: String, in session: EditSession) throws -> LiftedSuppression? {
        let db = session.database
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                UPDATE suppression SET lifted_at = \(session.now.storedTime),
                lifted_by = \(session.who), lifted_why = \(why), rev = rev + 1
                WHERE id = \(id) AND lifted_at IS NULL RETURNING reason, coalesce(written, address), rev
                """)
        return row.map { row in
            LiftedSuppression(
                id: id, reason: Suppression.Reason(rawValue: row[0]) ?? .manual, address: row[1],
                revision: row[2])
        }
    }

    /// - Throws: `.conflict` where the address has been suppressed anew or the entry edited.
    func restore(in db: WriteTransaction) throws {
        let isFree = try Bool.fetchOne(
            db,
            """
            SELECT NOT EXISTS (SELECT 1 FROM suppression n WHERE n.account IS s.account
            AND n.channel = s.channel
            AND n.address = s.address AND n.lifted_at IS NULL) FROM suppression s WHERE s.id = \(id)
            AND s.rev = \(revision)
            """)
        guard isFree == true else {
            throw ServiceError(
                .conflict, "The suppression of \(address) has changed since; nothing was undone.",
                hint: "Look at it in suppressions.")
        }
        try db.execute(
            """
            UPDATE suppression SET lifted_at = NULL, lifted_by = NULL, lifted_why = NULL, rev = rev + 1
            WHERE id = \(id)
            """)
    }
}

/// The e-mail entries in force that are one account's own, in the order of time.
struct SuppressionList: Sendable {
    let account: Int64

    /// The ids of a page, the newest first.
    func page(_ span: TimeSpan, from start: Int, limit: Int, in db: ReadTransaction) throws -> [Int64] {
        let (first, end) = span.stored
        return try Int64.fetchAll(db, cached: SQL(text: Self.page, [account, first, end, limit, start]))
    }

    func count(_ span: TimeSpan, in db: ReadTransaction) throws -> Int {
        let (first, end) = span.stored
        return try Int.fetchOne(db, cached: SQL(text: Self.count, [account, first, end])) ?? 0
    }

    /// The entry for an address, nil where there is none.
    func inForce(_ address: String, in db: ReadTransaction) throws -> Int64? {
        try Int64.fetchOne(
            db,
            cached: """
                SELECT id FROM suppression WHERE account = \(account) AND channel = 'email' AND address
                = \(AddressRules.key(of: address))
                AND lifted_at IS NULL
                """)
    }

    static let page = "SELECT id \(listed) ORDER BY at DESC, id DESC LIMIT ? OFFSET ?"
    static let count = "SELECT count(*) \(listed)"

    private static let listed = """
        FROM suppression WHERE account = ? AND channel = 'email' AND \(Predicate.suppressionActive)
        AND at >= ? AND at < ?
        """
}
