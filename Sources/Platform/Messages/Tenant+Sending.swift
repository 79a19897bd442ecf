package import ServiceCore

extension Tenant {
    /// Queues a message as a batch of its own, or as part of an earlier one; all of it or nothing.
    ///
    /// Who is suppressed, invalid, named twice or unusable becomes a row that is not sent, with its reason.
    /// It is no edit: it stands in batches and activity, and customers' traffic would drown the audit trail.
    ///
    /// - Throws: `.invalid` naming the field; `.refused` and `.quotaExhausted` on `smtp_user_name`;
    ///   `.notFound` on `campaign`; `.quotaExhausted` without a field for the account's monthly cap.
    package func send(_ draft: MailDraft) async throws(ServiceError) -> MailReceipt {
        let mail = try PreparedMail(draft)
        let (account, now) = (id, clock())
        return try await context.store.write { db in try mail.submit(for: account, at: now, in: db) }
    }

    /// Whether messages from this address would go out, by the rule that a draft of this kind is under.
    ///
    /// For a protocol that answers with an error where `send` would write a row that is not sent.
    package func allowsSender(
        _ address: String, requiresApproval: Bool
    ) async throws(ServiceError) -> Bool {
        var message = FrozenMessage(from: address)
        message.senderRule = requiresApproval ? nil : .onceDomainsAreChecked
        return try await context.store.read { [id, message] db in
            try SenderFacts.allows(message, .email, account: id, in: db)
        }
    }
}
