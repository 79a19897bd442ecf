import ServiceCore
import Store

/// What an edit of a contact's marks leaves behind to be taken back by.
struct MarkedContact: Sendable {
    let before: ContactMarks
    let after: ContactMarks
    /// The events that it wrote.
    let events: [Int64]
    var lifted: [LiftedSuppression] = []
    var recipient: RecipientState?

    /// Carries out what changes a contact's marks, and notes them before and after.
    ///
    /// - Parameter write: returns the events that it wrote.
    static func by(
        marking contact: Int64, in db: ReadTransaction, _ write: () throws -> [Int64]
    ) throws -> MarkedContact? {
        let before = try ContactMarks.of(contact, in: db)
        let events = try write()
        guard let before, let after = try ContactMarks.of(contact, in: db) else { return nil }
        return MarkedContact(before: before, after: after, events: events)
    }

    func restore(on contact: Int64, in db: WriteTransaction) throws {
        for entry in lifted { try entry.restore(in: db) }
        try recipient?.restore(in: db)
        try PersonEvents.remove(events, in: db)
        try before.restore(on: contact, from: after, in: db)
    }
}

extension LiftedSuppression {
    /// The entries in force for a contact's address and number, its account's own first.
    static func inForce(for contact: Int64, in db: ReadTransaction) throws -> [(id: Int64, isForAll: Bool)] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT s.id, s.account IS NULL FROM contact c JOIN suppression s
                ON s.address IN (c.email, c.phone, \(sql: ErasedKey.ifAny("c.email")),
                    \(sql: ErasedKey.ifAny("c.phone")))
                AND s.channel = CASE WHEN s.address IN (c.phone, \(sql: ErasedKey.ifAny("c.phone")))
                THEN 'sms' ELSE 'email' END
                WHERE c.id = \(contact) AND s.lifted_at IS NULL
                AND (\(unindexed: "s.account") = c.account OR \(unindexed: "s.account") IS NULL)
                ORDER BY s.account IS NULL, s.id
                """
        ).map { ($0[0], $0[1]) }
    }
}

/// What an edit of a contact by form changes beside its own columns, and how that is taken back.
struct ContactEdit: Sendable {
    /// The groups that it made.
    let made: [Int64]
    /// When the contact had been changed before.
    let updatedAt: Int64?
    /// What it takes over with its new address.
    let mark: AddressMark?

    /// Asked before the contact's own columns are written.
    static func carryOut(
        _ contact: Contact, id: Int64, account: Int64, in session: EditSession
    ) throws -> ContactEdit {
        let db = session.database
        let updatedAt = try Int64.fetchOne(db, cached: "SELECT updated_at FROM contact WHERE id = \(id)")
        let made = try Memberships.set(
            contact.groups, of: id, account: account, at: session.now, in: db)
        try db.update("contact", id: id, [("updated_at", session.now.storedTime)], isEdit: false)
        return ContactEdit(
            made: made, updatedAt: updatedAt, mark: try AddressMark.of(contact.email, for: id, in: db))
    }

    func takeBack(_ before: Contact, id: Int64, account: Int64, in session: EditSession) throws {
        let db = session.database
        _ = try Memberships.set(before.groups, of: id, account: account, at: session.now, in: db)
        try Memberships.removeUnused(made, in: db)
        try mark?.giveBack(from: id, in: db)
        guard let updatedAt else { return }
        try db.update("contact", id: id, [("updated_at", updatedAt)], isEdit: false)
    }
}
