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
        try ContactKind(context).mark(contact, mark, in: session)
        return true
    }
}
