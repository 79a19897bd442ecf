import ServiceCore

extension PlatformDescription {
    /// Dyn Message Management.
    ///
    /// A key belongs to one account, and every call acts on that account's own senders, suppressions and reports;
    /// their rows therefore carry the connection's name as their account. The accounts want the master key.
    static let dyn = PlatformDescription(
        kind: "dyn", title: "Dyn", summary: "Dyn Message Management",
        baseURL: "https://emailapi.dynect.net", credentials: [CredentialField("api-key", "API key")]
    ) { settings throws(ServiceError) in
        let client = DynClient(
            transport: try settings.transport(
                platform: "Dyn", path: "rest/json", envelope: DynEnvelope.open),
            credentials: settings.credentials, connection: settings.id, inHand: settings.inHand,
            accountPlaces: DynAccountPlaces(file: PrivateFile(path: settings.memoryPath, of: settings)))
        let now = settings.clock.date
        let senders = DynSenders(client: client, now: now)
        let suppressions = DynSuppressions(client: client, now: now)
        let activity = DynActivity(client: client, now: now)
        let recipients = DynRecipients(client: client, suppressions: suppressions)
        let trace = DynTrace(client: client, recipients: recipients, activity: activity, now: now)
        return Connection(
            id: settings.id, platform: "Dyn", badge: settings.badge,
            freshness: .polled(every: .seconds(5)),
            transport: TransportDescription("Dyn", "messages leave through Dyn"),
            resources: [
                RowOperations(DynAccounts(client: client).operations()),
                RowOperations(senders.operations()),
                RowOperations(recipients.operations()),
                RowOperations(suppressions.operations()),
                RowOperations(activity.operations()),
            ],
            messages: DynMessages(client: client, senders: senders, now: now).operations(),
            trace: { address async throws(ServiceError) in try await trace.trace(address) },
            check: { () async throws(ServiceError) in
                // A sub-account's key reads senders as well as the master's.
                try await client.senders { _ in false }
                return "the API key is accepted"
            })
    }
}
