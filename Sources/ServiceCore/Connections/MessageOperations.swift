/// Sending single messages, where a platform can.
package struct MessageOperations: Sendable {
    /// The form for a message to these targets: contacts, groups, senders or a campaign.
    package let form: @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription
    package let send: @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome

    /// How many a message so filled in would go to; nil where the platform cannot tell before it sends.
    package let recipients: (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> Int)?

    package init(
        form: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription,
        send: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome,
        recipients: (@Sendable ([ResourceID], FormValues) async throws(ServiceError) -> Int)? = nil
    ) {
        self.form = form
        self.send = send
        self.recipients = recipients
    }
}
