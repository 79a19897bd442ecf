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

    /// More calls than this at one row are a fault of their own.
    private static let mostAttempts = 10

    /// Does what depends on a row as it was read, again and again where another call comes between.
    ///
    /// A caller of an API has not seen the row, so that it overwrites nothing unawares.
    ///
    /// - Throws: `.unavailable` where others change it all the time.
    package func settled<Value>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        for _ in 0..<Self.mostAttempts {
            do throws(ServiceError) { return try await work() } catch {
                guard error.code == .conflict else { throw error }
            }
        }
        throw ServiceError(.unavailable, "Others are changing the same.", hint: "Try again shortly.")
    }
}

/// What became of a draft at once.
package struct MailReceipt: Sendable {
    /// The batch's id, as APIs know it.
    package var batch: String
    /// How many messages wait to be sent, copies included.
    package var accepted: Int
    /// Who is not sent to, and why, in the words of `NotSentReason`.
    package var notSent: [(address: String, reason: String)]
}
