import ServiceCore
import Store

/// What an edit of a contact by form changes beside its own columns, and how that is taken back.
struct ContactEdit: Sendable {
    /// The groups that it made.
    let made: [Int64]
    /// When the contact had been changed before.
    let updatedAt: Int64?

    static func carryOut(
        _ contact: Contact, id: Int64, account: Int64, in session: EditSession
    ) throws -> ContactEdit {
        let db = session.database
        let updatedAt = try Int64.fetchOne(db, cached: "SELECT updated_at FROM contact WHERE id = \(id)")
        let made = try Memberships.set(
            contact.groups, of: id, account: account, at: session.now, in: db)
        try db.update("contact", id: id, [("updated_at", session.now.storedTime)], isEdit: false)
        return ContactEdit(made: made, updatedAt: updatedAt)
    }

    func takeBack(_ before: Contact, id: Int64, account: Int64, in session: EditSession) throws {
        let db = session.database
        _ = try Memberships.set(before.groups, of: id, account: account, at: session.now, in: db)
        try Memberships.removeUnused(made, in: db)
        guard let updatedAt else { return }
        try db.update("contact", id: id, [("updated_at", updatedAt)], isEdit: false)
    }
}
