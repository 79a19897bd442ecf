import ServiceCore

extension SendClean {
    /// What every kind of row needs: the calls, whose rows they are, and chance.
    struct Context: Sendable {
        let client: Client
        let owner: Owner
        let clock: TransportClock
        let inHand: RowsInHand

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
                    RowOperations(Domains<TrackingDomain>(context: self).operations()),
                    RowOperations(Domains<SendingDomain>(context: self).operations()),
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

    /// Whose everything here is; asked once, after the first list has come.
    actor Owner {
        private let client: Client
        private var known: String?

        init(_ client: Client) { self.client = client }

        /// The account's user name; empty as long as it cannot be read, which must not hide other rows.
        func username() async -> String {
            if let known { return known }
            guard let detail = try? await client.userDetail(), let email = try? detail["email"].text() else {
                return ""
            }
            known = email
            return email
        }
    }
}

/// The one call on the account (`WIRE.md` §9).
extension SendClean.Client {
    /// One description of the API calls the member `user_details`.
    func userDetail() async throws(ServiceError) -> JSONReader {
        try await read("account.show", "account/viewUserDetail")["user_data", "user_details"]
    }
}
