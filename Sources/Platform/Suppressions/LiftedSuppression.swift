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
