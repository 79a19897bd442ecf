import ServiceCore

/// SendClean's Email API v1.0: the folder's types stand under this name.
///
/// The wire format is told by `WIRE.md`; its sections are named as sources throughout.
enum SendClean {
    static let title = "SendClean"
}

extension PlatformDescription {
    /// SendClean: SMTP users, tracking and sending domains, webhooks, the owner's account, single messages.
    static let sendClean = PlatformDescription(
        kind: "sendclean", title: SendClean.title, summary: "SendClean Email API v1.0",
        baseURL: "https://api.us1-mta1.sendclean.net/v1.0",
        credentials: [
            CredentialField("owner-id", "Owner id", isSecret: false), CredentialField("token", "Token"),
        ]
    ) { settings throws(ServiceError) in
        let transport = try settings.transport(
            platform: SendClean.title, path: "v1.0", envelope: SendClean.Envelope.open)
        let client = SendClean.Client(
            connection: settings.id, transport: transport, credentials: settings.credentials)
        return SendClean.Context(
            client: client, owner: SendClean.Owner(client), clock: settings.clock, inHand: settings.inHand
        )
        .connection(badge: settings.badge)
    }
}
