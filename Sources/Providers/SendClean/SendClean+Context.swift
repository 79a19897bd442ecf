import ServiceCore

extension SendClean {
    /// What every kind of row needs: the calls, whose rows they are, and chance.
    struct Context: Sendable {
        let client: Client
        let owner: Owner
        let clock: TransportClock
        let inHand: RowsInHand

        init(client: Client, clock: TransportClock, inHand: RowsInHand) {
            self.client = client
            self.clock = clock
            self.inHand = inHand
            owner = Owner(client)
        }

        func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
            ResourceID(client.connection, kind, native)
        }

        /// All that the platform can; an address cannot be looked up, so there is no trace.
        func connection(badge: String) -> Connection {
            let mailing = Mailing(context: self)
            return Connection(
                id: client.connection, platform: SendClean.title, badge: badge,
                freshness: .polled(every: .seconds(5)),
                transport: TransportDescription("SendClean", "SendClean: messages really go out"),
                resources: [
                    RowOperations(Accounts(context: self).operations()),
                    RowOperations(SMTPUsers(context: self).operations()),
                    RowOperations(TrackingDomains(context: self).operations()),
                    RowOperations(SendingDomains(context: self).operations()),
                    RowOperations(Webhooks(context: self).operations()),
                    RowOperations(MessageEvents(context: self).operations()),
                ],
                messages: MessageOperations(
                    form: { targets async throws(ServiceError) in try await mailing.form(targets) },
                    send: { _, values async throws(ServiceError) in try await mailing.send(values) },
                    recipients: { _, values async throws(ServiceError) in try mailing.audience(values) }),
                check: { () async throws(ServiceError) in try await Accounts(context: self).proof() })
        }
    }
}
