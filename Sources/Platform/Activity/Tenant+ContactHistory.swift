package import ServiceCore
import Store

/// A contact with what happened to it.
package struct ContactHistory: Sendable {
    package let contact: Contact
    /// The oldest first.
    package let events: [MailEvent]
}

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

    private func history(
        of contact: Contact, _ kinds: [EventKind], _ db: ReadTransaction
    ) throws -> ContactHistory {
        let events = AccountMailEvents(db: db, account: id, kinds: kinds)
        return ContactHistory(
            contact: contact,
            events: try events.ofContact(
                Int64(contact.id.native) ?? 0, contact.email, limit: Self.mostContactEvents))
    }
}

/// Dyn's recipients, which stand beside contacts and suppressions.
extension Tenant {
    /// - Parameter addresses: however they are spelt; the answer keeps their order.
    package func recipients(_ addresses: [String]) async throws(ServiceError) -> [RecipientStanding] {
        try await context.store.read { [id] db in
            try addresses.map { try RecipientState.standing(of: $0, account: id, in: db) }
        }
    }

    /// Makes recipients active, those that bounced or complained too; a suppression stays.
    package func activateRecipients(_ addresses: [String]) async throws(ServiceError) {
        let table = ContactTable(connection: context.connection)
        try await context.editor.edit { [id, username] session in
            let db = session.database
            for address in addresses {
                guard try RecipientState.of(address, account: id, in: db)?.status != "active" else {
                    continue
                }
                let before = try table.find(address, of: id, in: db)
                try RecipientState.activate(address, account: id, at: session.now, in: db)
                if let before { try table.touch(before, in: db) }
                // One that is no contact is noted as if it were, lest the edit leave no trace.
                var stranger = Contact(
                    id: ResourceID(session.connection, .contact, address), account: username, email: address)
                stranger.recipientStatus = "active"
                let after = try table.find(address, of: id, in: db) ?? stranger
                try session.record("activate", from: before, to: after)
            }
        }
    }
}
