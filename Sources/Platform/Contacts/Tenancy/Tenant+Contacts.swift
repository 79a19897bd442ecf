package import ServiceCore
import Store

/// A contact with what happened to it.
package struct ContactHistory: Sendable {
    package let contact: Contact
    /// The oldest first.
    package let events: [MailEvent]
}

/// Contacts by their addresses, which callers give in the form in which addresses are kept.
extension Tenant {
    /// Older events than so many are left to the reports.
    package static let mostContactEvents = 1000

    /// - Parameter kinds: which events are told, at most the newest `mostContactEvents`.
    package func contact(
        _ email: String, _ kinds: [EventKind]
    ) async throws(ServiceError) -> ContactHistory? {
        try await context.store.read { db in
            try contacts(db).contact(email).map { try history(of: $0, kinds, db) }
        }
    }

    /// Invalid contacts in the order in which they were made.
    ///
    /// - Parameter last: the one to continue after; nil begins.
    package func invalidContacts(
        after last: Contact?, limit: Int, _ kinds: [EventKind]
    ) async throws(ServiceError) -> [ContactHistory] {
        let start = last.flatMap { Int64($0.id.native) } ?? 0
        return try await context.store.read { db in
            try contacts(db).invalid(after: start, limit: limit).map { try history(of: $0, kinds, db) }
        }
    }

    /// Makes the contact of an address or changes it.
    ///
    /// - Throws: `.invalid` for a value that cannot be kept.
    package func saveContact(_ change: ContactChange) async throws(ServiceError) -> Contact {
        try await context.editor.edit { [saving] session in try saving.save(change, in: session) }
    }

    /// - Returns: whether the account had such a contact.
    package func deleteContact(_ email: String) async throws(ServiceError) -> Bool {
        let contact = try await context.store.read { db in try contacts(db).contact(email) }
        guard let contact else { return false }
        _ = try await ContactKind(context).editor.delete([contact.id])
        return true
    }

    var saving: ContactSaving { ContactSaving(kind: ContactKind(context), account: id) }

    func contacts(_ db: ReadTransaction) -> AccountContacts {
        AccountContacts(db: db, account: id, connection: context.connection)
    }

    private func history(of contact: Contact, _ kinds: [EventKind], _ db: ReadTransaction) throws
        -> ContactHistory
    {
        let events = AccountMailEvents(db: db, account: id, kinds: kinds)
        return ContactHistory(
            contact: contact,
            events: try events.ofContact(
                Int64(contact.id.native) ?? 0, contact.email, limit: Self.mostContactEvents))
    }
}
