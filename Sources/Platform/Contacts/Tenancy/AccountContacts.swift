package import ServiceCore
import Store

/// The contacts of one account by their addresses, which is how wire APIs name them.
struct AccountContacts {
    let db: ReadTransaction
    let account: Int64
    let connection: ConnectionID

    func contact(_ email: String) throws -> Contact? {
        try ContactTable(connection: connection).find(email, of: account, in: db)
    }

    /// Which of these keys of addresses are contacts'; asked in portions, because a query takes only so many arguments.
    func known(of keys: [String]) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let portion = Array(keys[start..<min(start + 500, keys.count)])
            known.formUnion(
                try String.fetchAll(
                    db,
                    "SELECT email FROM contact WHERE account = \(account) AND email IN (\(list: portion))"))
        }
        return known
    }

    /// The invalid contacts that follow a row, in the order in which they were made.
    func invalid(after id: Int64, limit: Int) throws -> [Contact] {
        let ids = try Int64.fetchAll(db, cached: SQL(text: Self.invalidAfter, [account, id, limit]))
        return try ContactRows(db: db, connection: connection).contacts(ids)
    }

    static let invalidAfter = """
        SELECT id FROM contact WHERE account = ? AND \(Predicate.contactInvalid) AND id > ? AND email IS NOT NULL
        ORDER BY id LIMIT ?
        """
}

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
        _ = try await ContactKind(context: context).editor.delete([contact.id])
        return true
    }

    var saving: ContactSaving { ContactSaving(kind: ContactKind(context: context), account: id) }

    func contacts(_ db: ReadTransaction) -> AccountContacts {
        AccountContacts(db: db, account: id, connection: context.connection)
    }
}
