import ServiceCore

extension PlatformDescription {
    /// smsdrop: one account that sends text messages on credit (`WIRE.md`).
    static let smsdrop = PlatformDescription(
        kind: "smsdrop", title: "smsdrop", summary: "Text messages on credit",
        baseURL: "https://smsdrop.edevtecapps.com",
        credentials: [
            CredentialField("email", "E-mail", isSecret: false), CredentialField("password", "Password"),
        ]
    ) { settings throws(ServiceError) in
        let client = try SMSDropClient(settings)
        let account = SMSDropAccount(client: client)
        let campaigns = SMSDropCampaigns(client: client)
        return Connection(
            id: settings.id, platform: "smsdrop", badge: settings.badge,
            freshness: .polled(every: .seconds(5)),
            transport: TransportDescription("smsdrop", "text messages go out through smsdrop"),
            resources: [RowOperations(account.operations), RowOperations(campaigns.operations)],
            campaigns: campaigns.control, messages: SMSDropMessages(client: client).operations,
            trace: { address async throws(ServiceError) in
                try await SMSDropTrace(client: client).trace(address)
            },
            check: { () async throws(ServiceError) in "logged in as \(try await client.profile().username)" })
    }
}
