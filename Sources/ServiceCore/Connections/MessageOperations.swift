/// Sending single messages, where a platform can.
package struct MessageOperations: Sendable {
    /// The form for a message to these targets: contacts, groups, senders or a campaign.
    package var form: @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription
    package var send: @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome

    /// Whom a message so filled in would go to; nil where that cannot be told before it is sent.
    package var recipients:
        (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> MessageAudience)?

    package init(
        form: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription,
        send: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome,
        recipients: (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> MessageAudience)? =
            nil
    ) {
        self.form = form
        self.send = send
        self.recipients = recipients
    }
}
