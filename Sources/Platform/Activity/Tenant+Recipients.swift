package import ServiceCore

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
