/// One platform under one name: what it serves, how fresh it is, what it tells of changes.
package struct Connection: Sendable, Identifiable {
    package let id: ConnectionID
    /// The platform's product name: `Dyn`, `embedded`.
    package var platform: String
    /// A word for the header such as `PROD`, empty where none.
    package var badge: String
    package var isReadOnly: Bool
    package var freshness: Freshness
    /// Where messages go; nil where none is sent.
    package var transport: TransportDescription?
    /// How it stands there; nil where its platform does not tell.
    package var transports: TransportOperations?
    package var resources: [ResourceKind: RowOperations]
    package var campaigns: CampaignControl?
    package var messages: MessageOperations?
    /// Why a message to an address would or would not go out.
    package var trace: PersonTrace.Ask?
    /// All that happened to the message that a recipient's row or an event is of, its submission first; empty where it is of
    /// none. Nil where its platform does not tell.
    package var messageLife: (@Sendable (ResourceID) async throws(ServiceError) -> [DeliveryEvent])?
    /// The hashes of what it sent; nil where its platform gives none.
    package var proofs: MailProof.Ask?
    /// All that is kept of one person, told, handed out and erased; nil where the rows alone tell it.
    package var people: PersonOperations?
    /// What changed, as it changes; a new stream for each caller, the newest change kept where it is slow.
    package var changes: (@Sendable () -> AsyncStream<ConnectionChange>)?
    /// What other processes made that lists lack, a sentence for each; asked after a list was read.
    package var unlisted: (@Sendable (ResourceKind) -> [String])?
    /// What would lie still if this process ended now, by its titles; empty where nothing would.
    package var unfinished: (@Sendable () async throws(ServiceError) -> [String])?
    /// What keeps the whole platform from working, as far as it knows without a call; nil where nothing does.
    package var trouble: (@Sendable () async -> ServiceError?)?
    /// What accounts' messages came to in the last days; nil where it does not count that.
    package var mailDays: MailDays.Ask?
    /// One cheap call that shows whether platform and credentials are right; gives a few words such as `version 1.5`.
    package var check: (@Sendable () async throws(ServiceError) -> String)?
    /// The host that its calls go to, with the port where one was given; nil where none is asked.
    package var host: String?
    /// Who it logs in as, nil where a key alone says so; not told is what cannot be read.
    package var user: (@Sendable () async -> String?)?
    /// The platform and base URL that it stands for, as the audit trail names them; empty of our own.
    package var place = ""
    /// Why it is not used: what the settings say of it is wrong. It then serves nothing and calls nobody.
    package var fault: ServiceError?

    package init(
        id: ConnectionID, platform: String, badge: String = "", isReadOnly: Bool = false,
        freshness: Freshness = .live, transport: TransportDescription? = nil, resources: [RowOperations],
        campaigns: CampaignControl? = nil, messages: MessageOperations? = nil, trace: PersonTrace.Ask? = nil,
        changes: (@Sendable () -> AsyncStream<ConnectionChange>)? = nil,
        unfinished: (@Sendable () async throws(ServiceError) -> [String])? = nil,
        check: (@Sendable () async throws(ServiceError) -> String)? = nil
    ) {
        self.id = id
        self.platform = platform
        self.badge = badge
        self.isReadOnly = isReadOnly
        self.freshness = freshness
        self.transport = transport
        self.resources = Dictionary(
            resources.map { ($0.schema.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.campaigns = campaigns
        self.messages = messages
        self.trace = trace
        self.changes = changes
        self.unfinished = unfinished
        self.check = check
    }

    /// A connection that cannot be used, kept so that it can be told of.
    package static func unusable(_ id: ConnectionID, platform: String, because fault: ServiceError)
        -> Connection
    {
        var connection = Connection(
            id: id, platform: platform, isReadOnly: true, resources: [],
            check: { () async throws(ServiceError) in throw fault })
        connection.fault = fault
        return connection
    }

    package enum Freshness: Sendable, Hashable {
        /// Changes are pushed; what is shown is true now.
        case live
        /// Asked again at intervals while visible.
        case polled(every: Duration)
    }

    /// Whether it is somebody else's platform, whose rows may hold words that are none of ours.
    package var isHosted: Bool { freshness != .live }

    /// Whether what it sends stays on this machine, as its transport says.
    package var isSandboxed: Bool { transport?.isSandboxed == true }

    /// Whether campaigns are launched by it, and not only watched.
    package var launchesCampaigns: Bool { campaigns.map { $0.launchesNone == nil } ?? false }

    /// Whether a message that is sent by it leaves this machine.
    package var reallySends: Bool { fault == nil && !isReadOnly && !isSandboxed }

    /// What becomes of messages: `really sends (messages leave through Dyn)`.
    package var sendingWords: String {
        if fault != nil { return "not used" }
        if let transport, transport.isSandboxed { return transport.sentence }
        if isReadOnly { return "read-only, sends nothing" }
        return "really sends" + (transport.map { " (\($0.sentence))" } ?? "")
    }

    /// The same connection, whose recipients are those of one campaign of its own; nil where it does not tell them.
    package func listing(recipientsOf campaign: ResourceID) -> Connection? {
        guard campaign.connection == id, let recipients = campaigns?.recipients else { return nil }
        var listing = self
        listing.resources[.delivery] = recipients(campaign)
        return listing
    }

    /// The same connection with every writing operation gone.
    package func readOnly() -> Connection {
        var reading = self
        reading.isReadOnly = true
        reading.resources = resources.mapValues { $0.readOnly() }
        reading.campaigns = campaigns?.readOnly()
        reading.messages = nil
        reading.people = people?.readOnly()
        // Who only reads sends nothing that could lie still when he ends.
        reading.unfinished = nil
        return reading
    }
}

/// What a connection says has changed.
package enum ConnectionChange: Sendable, Equatable {
    /// Rows of these kinds may differ from what was read before.
    case kinds(Set<ResourceKind>)
    /// Anything may differ: another process wrote.
    case anything
    /// How these rows are known to stand now, without a read.
    case rows([Row])
    /// What was found out of an edit, as a sentence without full stop.
    case told(String)
    /// The same of an edit of which nobody knew until now.
    case settled(String)
}

/// Sending single messages, where a platform can.
package struct MessageOperations: Sendable {
    /// The form for a message to these targets: contacts, groups, senders or a campaign.
    package var form: @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription
    package var send: @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome

    /// Whom a message so filled in would go to; nil where that cannot be told before it is sent.
    package var recipients: MessageAudience.Ask?

    package init(
        form: @escaping @Sendable ([ResourceID]) async throws(ServiceError) -> FormDescription,
        send: @escaping @Sendable ([ResourceID], FormValues) async throws(ServiceError) -> EditOutcome,
        recipients: MessageAudience.Ask? = nil
    ) {
        self.form = form
        self.send = send
        self.recipients = recipients
    }
}
