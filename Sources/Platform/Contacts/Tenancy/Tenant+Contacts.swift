package import ServiceCore
import Store

/// Contacts by their addresses, which callers give in the form in which addresses are kept.
extension Tenant {
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
}
