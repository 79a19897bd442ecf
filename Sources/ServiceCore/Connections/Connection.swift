/// One platform under one name: what it serves, how fresh it is, what it tells of changes.
package struct Connection: Sendable, Identifiable {
    package let id: ConnectionID
    /// The platform's product name: `Dyn`, `embedded`.
    package let platform: String
    /// A word for the header such as `PROD`, empty where none.
    package let badge: String
    package let isReadOnly: Bool
    package var freshness: Freshness
    /// A sentence fragment on where messages go: `sandbox: no message leaves this machine`.
    package var transport: String?
    package let resources: [ResourceKind: RowOperations]
    package let campaigns: CampaignControl?
    package let messages: MessageOperations?
    /// Why a message to an address would or would not go out.
    package let trace: (@Sendable (String) async throws(ServiceError) -> PersonTrace)?
    /// What changed, as it changes; a new stream for each caller, the newest change kept where it is slow.
    package let changes: (@Sendable () -> AsyncStream<ConnectionChange>)?
    /// What would lie still if this process ended now, by its titles; empty where nothing would.
    package let unfinished: (@Sendable () async throws(ServiceError) -> [String])?
    /// One cheap call that shows whether platform and credentials are right; gives a few words such as `version 1.5`.
    package let check: (@Sendable () async throws(ServiceError) -> String)?

    package init(
        id: ConnectionID, platform: String, badge: String = "", isReadOnly: Bool = false,
        freshness: Freshness = .live, transport: String? = nil, resources: [RowOperations],
        campaigns: CampaignControl? = nil, messages: MessageOperations? = nil,
        trace: (@Sendable (String) async throws(ServiceError) -> PersonTrace)? = nil,
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

    package enum Freshness: Sendable, Hashable {
        /// Changes are pushed; what is shown is true now.
        case live
        /// Asked again at intervals while visible.
        case polled(every: Duration)
    }

    /// Whether what it sends stays on this machine, as its transport says.
    package var isSandboxed: Bool { transport?.hasPrefix("sandbox") == true }

    /// The same connection with every writing operation gone.
    package func readOnly() -> Connection {
        Connection(
            id: id, platform: platform, badge: badge, isReadOnly: true, freshness: freshness,
            transport: transport,
            resources: resources.values.map { $0.readOnly() }, campaigns: campaigns?.readOnly(), trace: trace,
            changes: changes, check: check)
    }
}

/// What a connection says has changed.
package enum ConnectionChange: Sendable, Hashable {
    /// Rows of these kinds may differ from what was read before.
    case kinds(Set<ResourceKind>)
    /// Anything may differ: another process wrote.
    case anything
}

extension CampaignControl {
    /// Plans and watches only; a launch is refused.
    package func readOnly() -> CampaignControl {
        CampaignControl(
            plan: plan,
            launch: { _, _ async throws(ServiceError) in
                throw ServiceError(
                    .readOnly, "This connection is read-only.", hint: "Start without --read-only.")
            },
            watch: watch, recipients: recipients)
    }
}
