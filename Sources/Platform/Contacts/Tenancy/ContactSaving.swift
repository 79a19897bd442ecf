import ServiceCore
import Store

/// Writes contacts of one account as wire APIs do: by address, whether they are there or not.
struct ContactSaving: Sendable {
    let kind: ContactKind
    let account: Int64

    /// Makes the contact or changes it.
    func save(_ change: ContactChange, in session: EditSession) throws -> Contact {
        guard let before = try contacts(session).contact(change.email) else {
            return try make(change, in: session)
        }
        var contact = before
        try change.apply(to: &contact)
        contact.operation = "Modificacion"
        guard contact != before else { return before }
        try kind.table.save(contact, in: session.database)
        _ = try ContactEdit.carryOut(
            contact, id: try kind.table.rowID(contact), account: account, in: session)
        let after = try kind.editor.loadExisting(session.database, contact.id.native)
        try session.record("edit", from: before, to: after)
        return after
    }

    private func make(_ change: ContactChange, in session: EditSession) throws -> Contact {
        let db = session.database
        var contact = Contact(
            id: ResourceID(session.connection, .contact, ""), account: "", email: change.email)
        try change.apply(to: &contact)
        contact.operation = "Alta"
        let native = try kind.table.insert(contact, account: account, at: session.now, in: db)
        if !contact.groups.isEmpty {
            _ = try Memberships.set(
                contact.groups, of: Int64(native) ?? 0, account: account, at: session.now, in: db)
        }
        let made = try kind.editor.loadExisting(db, native)
        try session.record("create", from: nil, to: made)
        return made
    }

    /// Makes contacts of those who are none.
    func addMissing(_ changes: [ContactChange], in session: EditSession) throws {
        let keys = changes.map { AddressRules.key(of: $0.email) }
        var known = try contacts(session).known(of: keys)
        for (change, key) in zip(changes, keys) where known.insert(key).inserted {
            _ = try make(change, in: session)
        }
    }

    private func contacts(_ session: EditSession) -> AccountContacts {
        AccountContacts(db: session.database, account: account, connection: session.connection)
    }
}
