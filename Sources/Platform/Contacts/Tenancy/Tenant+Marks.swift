import FoundationEssentials
package import ServiceCore
import Store

/// What is marked on addresses: whitelisted, invalid.
extension Tenant {
    /// Whether bounces leave the address alone; it need not be a contact.
    package func isWhitelisted(_ email: String) async throws(ServiceError) -> Bool {
        try await context.store.read { db in
            if let contact = try contacts(db).contact(email) { return contact.isWhitelisted }
            return try WhitelistedAddresses(account: id).holds(email, in: db)
        }
    }

    /// Does nothing where it is so already.
    package func setWhitelisted(_ isWhitelisted: Bool, _ email: String) async throws(ServiceError) {
        try await context.editor.edit { session in
            let mark = isWhitelisted ? ContactMarking.whitelist : .unwhitelist
            if try self.mark(email, mark, in: session) { return }
            let (addresses, db) = (WhitelistedAddresses(account: id), session.database)
            let isChange =
                try isWhitelisted
                ? addresses.add(email, at: session.now, in: db) : addresses.remove(email, in: db)
            guard isChange else { return }
            _ = try PersonEvents.write(mark.event, account: id, contact: nil, address: email, in: session)
        }
    }

    /// Does nothing where it is so already.
    ///
    /// - Returns: whether the account has such a contact.
    package func setInvalid(_ isInvalid: Bool, _ email: String) async throws(ServiceError) -> Bool {
        try await context.editor.edit { session in
            try mark(email, isInvalid ? .invalidate : .revalidate, in: session)
        }
    }

    /// - Returns: whether the account has such a contact.
    private func mark(_ email: String, _ mark: ContactMarking, in session: EditSession) throws -> Bool {
        guard let contact = try contacts(session.database).contact(email) else { return false }
        try ContactKind(context: context).mark(contact, mark, in: session)
        return true
    }
}

/// Addresses on an account's whitelist that are no contact's; a contact's own mark stands in its row.
struct WhitelistedAddresses {
    let account: Int64

    func holds(_ address: String, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM whitelist WHERE account = \(account)
                AND address = \(AddressRules.key(of: address)))
                """) ?? false
    }

    /// - Returns: whether it was not there yet.
    func add(_ address: String, at now: Date, in db: WriteTransaction) throws -> Bool {
        try db.execute(
            """
            INSERT INTO whitelist (account, address, at) VALUES (\(account),
            \(AddressRules.key(of: address)), \(now.storedTime)) ON CONFLICT DO NOTHING
            """)
        return db.changesCount > 0
    }

    /// - Returns: whether it was there.
    func remove(_ address: String, in db: WriteTransaction) throws -> Bool {
        try db.execute(
            """
            DELETE FROM whitelist WHERE account = \(account) AND address = \(AddressRules.key(of: address))
            """)
        return db.changesCount > 0
    }
}
