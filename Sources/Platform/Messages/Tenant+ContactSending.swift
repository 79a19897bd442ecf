package import ServiceCore

extension Tenant {
    /// Sends as `send` does and makes contacts of those recipients who are none: all of it or nothing.
    ///
    /// - Throws: as `send` does; `.invalid` for a name that cannot be kept.
    package func send(
        _ draft: MailDraft, making contacts: [ContactChange]
    ) async throws(ServiceError) -> MailReceipt {
        let mail = try PreparedMail(draft)
        return try await context.editor.edit { [saving, id] session in
            try saving.addMissing(contacts, in: session)
            return try mail.submit(for: id, at: session.now, in: session.database)
        }
    }
}
